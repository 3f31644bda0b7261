import type { OpenInvitation } from "@/server/invitations/queries";
import { AnsweredForm, Answering, type FormAction, SharedForm } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { asRole } from "../teams/words";
import { Moment } from "../ui/moment";
import { InvitationRow, whoseIs } from "./invitation-row";
import { MadeLinks } from "./made-link";

interface Props {
  invitations: OpenInvitation[];
  /** Revokes one, or gives it a new link. */
  action: FormAction;
}

/** Invitations that can still be used. */
export function OpenInvitations({ invitations, action }: Props) {
  return (
    <Answering action={action}>
      <AnsweredForm className="grid gap-4">
        <MadeLinks />
      </AnsweredForm>
      {invitations.length === 0 && <p className="text-soft">No open invitations.</p>}
      <ul className="grid">
        {invitations.map((each) => (
          <InvitationRow key={each.id} invitation={each} about={<Terms invitation={each} />}>
            <SharedForm className="flex flex-wrap gap-2">
              <input type="hidden" name="id" value={each.id} />
              <Submit className="btn" name="act" value="resend">
                New link<span className="sr-only"> for {whoseIs(each)}</span>
              </Submit>
              <Submit className="btn" name="act" value="revoke">
                Revoke<span className="sr-only"> the invitation for {whoseIs(each)}</span>
              </Submit>
            </SharedForm>
          </InvitationRow>
        ))}
      </ul>
    </Answering>
  );
}

function Terms({ invitation }: { invitation: OpenInvitation }) {
  const { teamRole, listRole, list, uses, mostUses, expires, inviter, works } = invitation;
  const role = teamRole ?? listRole;
  if (!works) {
    return <>{inviter ?? "The person who made it"} can no longer invite, so it does not work</>;
  }
  return (
    <>
      {role && `As ${asRole[role]}`}
      {list && `, starting on ${list}`}
      {mostUses > 1 && `, ${uses} of ${mostUses} have used it`}
      {inviter && `, by ${inviter}`}, until <Moment at={expires} />
    </>
  );
}
