import type { OpenInvitation } from "@/server/invitations/queries";
import type { Team } from "@/server/teams/queries";
import type { FormAction } from "../forms/action-form";
import { Section } from "../settings/section";
import { InviteByEmail, InviteByLink } from "./invite-to-team";
import { OpenInvitations } from "./open-invitations";

interface Props {
  team: Team;
  /** The collections that a new member can start at. */
  collections: { id: string; name: string }[];
  open: OpenInvitation[];
  invite: FormAction;
  inviteEach: FormAction;
  /** Revokes an open invitation, or gives it a new link. */
  change: FormAction;
}

/** Invites people to a team, and lists the open invitations. */
export function TeamInvitations({ team, collections, open, invite, inviteEach, change }: Props) {
  const to = { teamId: team.id, own: team.role, collections };
  return (
    <>
      <Section id="invite" title="Invite by email">
        <InviteByEmail {...to} action={inviteEach} />
      </Section>
      <Section
        title="Invite by link"
        about="For a chat or a mailing list: anyone who has the link can join, until it is used up."
      >
        <InviteByLink {...to} action={invite} />
      </Section>
      <Section title="Open invitations">
        <OpenInvitations invitations={open} action={change} />
      </Section>
    </>
  );
}
