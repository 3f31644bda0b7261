import type { TeamRole } from "@/server/access/policy";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { roleNames } from "../teams/words";
import { InvitationTerms, InvitedAddress } from "./invitation-fields";
import { MadeLink } from "./made-link";

interface Props {
  teamId: string;
  own: TeamRole;
  collections: { id: string; name: string }[];
  action: FormAction;
}

/** Creates an invitation to a team: for one address, or a link for several people. */
export function InviteToTeam({ teamId, own, collections, action }: Props) {
  const roles: TeamRole[] = own === "owner" ? ["member", "admin", "owner"] : ["member", "admin"];
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLink />
      <input type="hidden" name="teamId" value={teamId} />
      <InvitedAddress />
      <InvitationTerms roles={roles} names={roleNames} />
      {collections.length > 0 && (
        <Select name="listId" label="Start on" defaultValue="" hint="Where they land first.">
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
