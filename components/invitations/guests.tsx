import type { OpenInvitation } from "@/server/invitations/reading";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { roleNames, roles } from "../lists/roles";
import { MadeLink } from "./made-link";
import { OpenInvitations } from "./open-invitations";

interface Props {
  listId: string;
  open: OpenInvitation[];
  invite: FormAction;
  /** Takes an open invitation back, or gives it a new link. */
  change: FormAction;
}

/** Lets people from outside the team in to one collection, and shows who was asked. */
export function Guests({ listId, open, invite, change }: Props) {
  return (
    <>
      <ActionForm action={invite} className="grid gap-4">
        <MadeLink />
        <input type="hidden" name="listId" value={listId} />
        <Field
          name="email"
          label="Email"
          type="email"
          autoComplete="off"
          hint="Only this address can then use the invitation. Left empty, whoever has the link can."
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <Select name="role" label="As" defaultValue="viewer">
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleNames[role]}
              </option>
            ))}
          </Select>
          <Field
            name="mostUses"
            label="For how many"
            type="number"
            min={1}
            max={100}
            defaultValue={1}
          />
          <Select name="days" label="Open for" defaultValue="7">
            <option value="1">A day</option>
            <option value="7">A week</option>
            <option value="30">30 days</option>
          </Select>
        </div>
        <Submit className="btn justify-self-start">Invite a guest</Submit>
      </ActionForm>
      {open.length > 0 && <OpenInvitations invitations={open} action={change} />}
    </>
  );
}
