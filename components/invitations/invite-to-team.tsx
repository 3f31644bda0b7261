import type { TeamRole } from "@/server/access/policy";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { roleNames } from "../teams/words";
import { MadeLink } from "./made-link";

interface Props {
  teamId: string;
  own: TeamRole;
  collections: { id: string; name: string }[];
  action: FormAction;
}

/** Makes an invitation to a team: to one address, or a link for several people. */
export function InviteToTeam({ teamId, own, collections, action }: Props) {
  const roles: TeamRole[] = own === "owner" ? ["member", "admin", "owner"] : ["member", "admin"];
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLink />
      <input type="hidden" name="teamId" value={teamId} />
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="off"
        hint="Only this address can then use the invitation. Left empty, whoever has the link can."
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Select name="role" label="As" defaultValue="member">
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
      {collections.length > 0 && (
        <Select name="listId" label="Begin on" defaultValue="" hint="Where they land first.">
          <option value="">The team’s page</option>
          {collections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Submit className="btn btn-solid justify-self-start">Create invitation</Submit>
    </ActionForm>
  );
}
