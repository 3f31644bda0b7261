import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { InvitedAddress } from "./invitation-fields";
import { MadeLinks } from "./made-link";

export function InvitationForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLinks />
      <InvitedAddress />
      <Submit className="btn btn-solid justify-self-start">Create invitation</Submit>
    </ActionForm>
  );
}
