import { redirect } from "next/navigation";
import { isAnsweringAction } from "@/app/visitor";
import { InvitationView } from "@/components/invitations/invitation-view";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, reader } from "@/server/api/rsc";
import { GONE } from "@/server/invitations/queries";
import { joinAction } from "./actions";

type Props = PageProps<"/join/[token]">;

const invitationAt = pageRead(async ({ token }: { token: string }) => {
  const { caller } = await reader();
  return caller.invitations.open({ token });
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await invitationAt(await params)) && "An invitation");
}

/** Opening an invitation does nothing yet: mail scanners open links as well. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const invitation = await invitationAt({ token });
  if (!invitation) {
    return (
      <NotHere title="This invitation is not open">
        <p>{GONE}</p>
      </NotHere>
    );
  }
  const { actor } = await reader();
  if (invitation.joined && !(await isAnsweringAction())) redirect(invitation.joined);
  return (
    <InvitationView
      invitation={invitation}
      token={token}
      signedIn={actor.kind === "user"}
      join={joinAction.bind(null, token)}
    />
  );
}
