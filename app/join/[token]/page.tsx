import { redirect } from "next/navigation";
import { isAnsweringAction } from "@/app/visitor";
import { InvitationView } from "@/components/invitations/invitation-view";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { installationShown, pageRead, reader } from "@/server/api/rsc";
import { GONE } from "@/server/invitations/queries";
import { joinAction } from "./actions";

type Props = PageProps<"/join/[token]">;

const invitationAt = pageRead(async ({ token }: { token: string }) => {
  const { actor, caller } = await reader();
  const [invitation, { hidesVotes }] = await Promise.all([
    caller.invitations.open({ token }),
    actor.kind === "user" ? caller.accounts.profile() : installationShown(),
  ]);
  return { invitation, hidesVotes, signedIn: actor.kind === "user" };
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await invitationAt(await params)) && "An invitation");
}

/** Opening an invitation does nothing yet: mail scanners open links as well. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const found = await invitationAt({ token });
  if (!found) {
    return (
      <NotHere title="This invitation is not open">
        <p>{GONE}</p>
      </NotHere>
    );
  }
  const { joined } = found.invitation;
  if (joined && !(await isAnsweringAction())) redirect(joined);
  return <InvitationView {...found} token={token} join={joinAction.bind(null, token)} />;
}
