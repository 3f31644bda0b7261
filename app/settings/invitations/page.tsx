import Link from "next/link";
import { InvitationForm } from "@/components/invitations/invitation-form";
import { Invitations } from "@/components/invitations/invitations";
import { KEPT_INVITATIONS } from "@/components/mail/kept-notice";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { pageRead, signedIn } from "@/server/api/rsc";
import type { SignUpPolicy } from "@/server/installation/schema";
import { mailFate } from "@/server/platform/email/send";
import { inviteAction, revokeAction } from "./actions";

const WHEN: Record<SignUpPolicy, string> = {
  open: "Nobody needs one now: anyone who can open this site can create an account.",
  invite: "",
  closed: "Now there are no new accounts, with or without one.",
};

const invitationsMade = pageRead(async () => {
  const { caller, actor } = await signedIn("/settings/invitations");
  const [invitations, { signUp }] = await Promise.all([
    caller.invitations.list(),
    caller.installation.settings(),
  ]);
  return { actor, invitations, signUp };
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
        about={`An invitation lets one person create an account, once, within a week. ${WHEN[found.signUp]}${mailFate() === "kept" ? ` ${KEPT_INVITATIONS}` : ""}`}
      >
        {found.signUp !== "closed" && <InvitationForm action={inviteAction} />}
        <p>
          <Link className="link" href="/admin/settings" prefetch={false}>
            Choose who may create an account
          </Link>
        </p>
      </Section>
      <Section title="Invitations">
        <Invitations invitations={found.invitations} action={revokeAction} />
      </Section>
    </SettingsFrame>
  );
}
