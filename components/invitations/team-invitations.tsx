import type { OpenInvitation } from "@/server/invitations/queries";
import type { Team } from "@/server/teams/queries";
import type { FormAction } from "../forms/action-form";
import { Section } from "../settings/section";
import { InviteToTeam } from "./invite-to-team";
import { OpenInvitations } from "./open-invitations";

interface Props {
  team: Team;
  /** The collections that a new member can start at. */
  collections: { id: string; name: string }[];
  open: OpenInvitation[];
  invite: FormAction;
  /** Revokes an open invitation, or gives it a new link. */
  change: FormAction;
}

/** Invites people to a team, and lists the open invitations. */
export function TeamInvitations({ team, collections, open, invite, change }: Props) {
  return (
    <>
      <Section
        title="Invite"
        about="Invite one person by email, or share a link that several people can use."
      >
        <InviteToTeam teamId={team.id} own={team.role} collections={collections} action={invite} />
      </Section>
      <Section title="Open invitations">
        <OpenInvitations invitations={open} action={change} />
      </Section>
    </>
  );
}
