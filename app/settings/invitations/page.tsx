import { InvitationForm } from "@/components/invitations/invitation-form";
import { Invitations } from "@/components/invitations/invitations";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { pageRead, signedIn } from "@/server/api/rsc";
import { inviteAction, revokeAction } from "./actions";

const invitationsMade = pageRead(async () => {
  const { caller, actor } = await signedIn("/settings/invitations");
  return { actor, invitations: await caller.invitations.list() };
});

export async function generateMetadata() {
  return ownMetadata((await invitationsMade()) && "Invitations");
}

export default async function InvitationsPage() {
  const found = await invitationsMade();
  if (!found) return <NotHere />;
  return (
    <SettingsFrame actor={found.actor}>
      <Section
        title="Invite someone"
        about="An invitation lets one person create an account, once, within a week."
      >
        <InvitationForm action={inviteAction} />
      </Section>
      <Section title="Invitations">
        <Invitations invitations={found.invitations} action={revokeAction} />
      </Section>
    </SettingsFrame>
  );
}
