import type { OpenInvitation } from "@/server/invitations/queries";
import type { ListMembers } from "@/server/lists/members/queries";
import type { FormAction } from "../forms/action-form";
import { Guests } from "../invitations/guests";
import { KEPT_INVITATIONS } from "../mail/kept-notice";
import { Paged } from "../people/paged";
import type { Part } from "../people/part-of";
import { Section } from "../settings/section";
import { PublicLink } from "../sharing/public-link";
import { MembersList } from "./members-list";
import { NameMember } from "./name-member";
import { OpenToForm } from "./open-to-form";

interface Props {
  /** The people on this page. */
  members: ListMembers;
  part: Part;
  /** Guests' open invitations; null if the reader may not invite. */
  open: OpenInvitation[] | null;
  /** Whether nobody can create an account. */
  isClosed: boolean;
  /** Whether messages are kept for administrators rather than mailed. */
  isKept: boolean;
  /** The public link, if there is one. */
  link: string | null;
  withNotes: boolean;
  actions: Record<"openTo" | "set" | "remove" | "invite" | "changeInvitation" | "link", FormAction>;
}

/** Who may read a list and what they may do; for managers, with controls to change that. */
export function ShareSections(props: Props) {
  const { members, part, open, isClosed, isKept, link, withNotes, actions } = props;
  const { list, team, mayManage } = members;
  return (
    <div className="form-sections">
      {team && mayManage && (
        <Section title="Who can see it">
          <OpenToForm members={members} isPublic={link !== null} action={actions.openTo} />
        </Section>
      )}
      {team && (
        <Section title="People">
          <Paged address={`/lists/${list.id}/members`} part={part}>
            <MembersList members={members} set={actions.set} remove={actions.remove} />
          </Paged>
          {mayManage && <NameMember members={members} action={actions.set} />}
        </Section>
      )}
      {open && (
        <Section
          title="Guests"
          about={`People from outside the team, who see this collection only.${isKept ? ` ${KEPT_INVITATIONS}` : ""}`}
        >
          <Guests
            listId={list.id}
            open={open}
            isClosed={isClosed}
            invite={actions.invite}
            change={actions.changeInvitation}
          />
        </Section>
      )}
      {mayManage && (
        <Section id="public" title="Public link">
          <PublicLink listId={list.id} link={link} withNotes={withNotes} action={actions.link} />
        </Section>
      )}
    </div>
  );
}
