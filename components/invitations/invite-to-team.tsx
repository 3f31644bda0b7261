import type { TeamRole } from "@/server/access/policy";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";
import { roleDeeds, roleNames } from "../teams/words";
import { ExpirySelect, PeopleField, RoleField } from "./invitation-fields";
import { MadeLinks } from "./made-link";

interface Props {
  teamId: string;
  own: TeamRole;
  /** The collections that a new member can start at. */
  collections: { id: string; name: string }[];
}

/** Invites one or more addresses, each by an invitation of its own. */
export function InviteByEmail({ action, ...to }: Props & { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLinks />
      <TextArea
        name="emails"
        label="Email addresses"
        rows={2}
        autoComplete="off"
        spellCheck={false}
        placeholder="ada@example.org, Grace Hopper <grace@example.org>"
        hint="Up to 50, as you would paste them: separated by commas, spaces or lines. Each gets a link that only that address can use."
      />
      <Terms {...to} />
      <Submit className="btn btn-solid justify-self-start">Invite them</Submit>
    </ActionForm>
  );
}

/** Creates a link that several people can use. */
export function InviteByLink({ action, ...to }: Props & { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLinks />
      <input type="hidden" name="email" value="" />
      <Terms {...to}>
        <PeopleField defaultValue={25} />
      </Terms>
      <Submit className="btn btn-solid justify-self-start">Create a link</Submit>
    </ActionForm>
  );
}

function Terms({ teamId, own, collections, children }: Props & { children?: React.ReactNode }) {
  const roles: TeamRole[] = own === "owner" ? ["member", "admin", "owner"] : ["member", "admin"];
  return (
    <>
      <input type="hidden" name="teamId" value={teamId} />
      <div className="grid gap-4 sm:grid-cols-3">
        <RoleField roles={roles} names={roleNames} {...(!children && { deeds: roleDeeds })} />
        {children}
        <ExpirySelect />
        {collections.length > 0 && (
          <Select name="listId" label="Start on" defaultValue="">
            <option value="">The team’s page</option>
            {collections.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </div>
    </>
  );
}
