import type { listInvitations } from "@/server/invitations/installation";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";
import { InvitationRow, whoseIs } from "./invitation-row";

type Invitation = Awaited<ReturnType<typeof listInvitations>>[number];

/** The latest invitations and their status, with buttons to revoke the open ones. */
export function Invitations(props: { invitations: Invitation[]; action: FormAction }) {
  return (
    <ActionForm action={props.action} className="grid gap-4">
      {props.invitations.length === 0 && <p className="text-soft">There are no invitations.</p>}
      <ul className="grid">
        {props.invitations.map((each) => (
          <InvitationRow key={each.id} invitation={each} about={<Fate invitation={each} />}>
            {each.state === "open" && (
              <Submit className="btn" name="id" value={each.id}>
                Revoke<span className="sr-only"> the invitation for {whoseIs(each)}</span>
              </Submit>
            )}
          </InvitationRow>
        ))}
      </ul>
    </ActionForm>
  );
}

function Fate({ invitation: { state, usedAt, usedBy, expires } }: { invitation: Invitation }) {
  if (state === "used" && usedAt) {
    return (
      <>
        Used by {usedBy ?? "a former reader"}, <Moment at={usedAt} />
      </>
    );
  }
  return (
    <>
      {state === "expired" ? "Expired" : "Open until"} <Moment at={expires} />
    </>
  );
}
