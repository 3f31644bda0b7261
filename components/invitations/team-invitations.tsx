import type { OpenInvitation } from "@/server/invitations/queries";
import type { Team } from "@/server/teams/queries";
import type { FormAction } from "../forms/action-form";
import { KEPT_INVITATIONS } from "../mail/kept-notice";
import { Section } from "../settings/section";
import { InviteByEmail, InviteByLink } from "./invite-to-team";
import { OnlyReaders } from "./only-readers";
import { OpenInvitations } from "./open-invitations";

interface Props {
  team: Team;
  /** The collections that a new member can start at. */
  collections: { id: string; name: string }[];
  open: OpenInvitation[];
  /** Whether nobody can create an account. */
  isClosed: boolean;
  /** Whether messages are kept for administrators rather than mailed. */
  isKept: boolean;
  invite: FormAction;
  inviteEach: FormAction;
  /** Revokes an open invitation, or gives it a new link. */
  change: FormAction;
}

/** Invites people to a team, and lists the open invitations. */
export function TeamInvitations({ team, collections, open, isClosed, isKept, ...actions }: Props) {
  const { invite, inviteEach, change } = actions;
  const to = { teamId: team.id, own: team.role, collections };
  return (
    <>
      <Section id="invite" title="Invite by email" about={isKept && KEPT_INVITATIONS}>
        {isClosed && <OnlyReaders />}
        <InviteByEmail {...to} action={inviteEach} />
      </Section>
      <Section
        title="Invite by link"
        about="For a chat or a mailing list: anyone who has the link can join, until it is used up."
      >
        {isClosed && <OnlyReaders />}
        <InviteByLink {...to} action={invite} />
      </Section>
      <Section title="Open invitations">
        <OpenInvitations invitations={open} action={change} />
      </Section>
    </>
  );
}
