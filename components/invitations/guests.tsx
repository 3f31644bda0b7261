import type { OpenInvitation } from "@/server/invitations/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { roleDeeds, roleNames, roles } from "../lists/roles";
import { ExpirySelect, InvitedAddress, PeopleField, RoleField } from "./invitation-fields";
import { MadeLinks } from "./made-link";
import { OnlyReaders } from "./only-readers";
import { OpenInvitations } from "./open-invitations";

interface Props {
  listId: string;
  open: OpenInvitation[];
  /** Whether nobody can create an account. */
  isClosed: boolean;
  invite: FormAction;
  /** Revokes an open invitation, or gives it a new link. */
  change: FormAction;
}

/** Invites people from outside the team to one collection, and lists the open invitations. */
export function Guests({ listId, open, isClosed, invite, change }: Props) {
  return (
    <>
      {isClosed && <OnlyReaders />}
      <ActionForm action={invite} className="grid gap-4">
        <MadeLinks />
        <input type="hidden" name="listId" value={listId} />
        <InvitedAddress />
        <div className="grid gap-4 sm:grid-cols-3">
          <RoleField roles={roles} names={roleNames} deeds={roleDeeds} />
          <PeopleField defaultValue={1} />
          <ExpirySelect />
        </div>
        <Submit className="btn justify-self-start">Invite a guest</Submit>
      </ActionForm>
      {open.length > 0 && <OpenInvitations invitations={open} action={change} />}
    </>
  );
}
