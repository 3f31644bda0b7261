import type { listInvitations } from "@/server/invitations/service";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";

type Invitation = Awaited<ReturnType<typeof listInvitations>>[number];

/** The latest invitations, what became of them, and a way to take the open ones back. */
export function Invitations(props: { invitations: Invitation[]; action: FormAction }) {
  return (
    <ActionForm action={props.action} className="grid gap-4">
      {props.invitations.length === 0 && <p className="text-soft">There are no invitations.</p>}
      <ul className="grid">
        {props.invitations.map((invitation) => {
          const whose = invitation.email ?? "Whoever has the link";
          return (
            <li key={invitation.id} className="settings-row">
              <div className="min-w-0">
                <p className="font-medium">{whose}</p>
                <p className="text-[0.87rem] text-soft">
                  <Fate invitation={invitation} />
                </p>
              </div>
              {invitation.state === "open" && (
                <Submit className="btn" name="id" value={invitation.id}>
                  Take back<span className="sr-only"> the invitation for {whose}</span>
                </Submit>
              )}
            </li>
          );
        })}
      </ul>
    </ActionForm>
  );
}

function Fate({ invitation: { state, usedAt, usedBy, expires } }: { invitation: Invitation }) {
  if (state === "used" && usedAt) {
    return (
      <>
        Used by {usedBy ?? "somebody who is gone"}, <Moment at={usedAt} />
      </>
    );
  }
  return (
    <>
      {state === "expired" ? "Expired" : "Open until"} <Moment at={expires} />
    </>
  );
}
