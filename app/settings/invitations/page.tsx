import type { Metadata } from "next";
import { InvitationForm } from "@/components/invitations/invitation-form";
import { Invitations } from "@/components/invitations/invitations";
import { Section } from "@/components/settings/section";
import { orNotFound, signedIn } from "@/server/rsc";
import { inviteAction, revokeAction } from "./actions";

export const metadata: Metadata = { title: "Invitations" };

export default async function InvitationsPage() {
  const { caller } = await signedIn("/settings/invitations");
  const invitations = await orNotFound(caller.invitations.list());
  return (
    <>
      <Section
        title="Invite somebody"
        about="An invitation lets one person create an account, once, within a week."
      >
        <InvitationForm action={inviteAction} />
      </Section>
      <Section title="Invitations">
        <Invitations invitations={invitations} action={revokeAction} />
      </Section>
    </>
  );
}
