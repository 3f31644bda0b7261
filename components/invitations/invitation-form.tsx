import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { InvitedAddress } from "./invitation-fields";
import { MadeLink } from "./made-link";

export function InvitationForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLink />
      <InvitedAddress />
      <Submit className="btn btn-solid justify-self-start">Create invitation</Submit>
    </ActionForm>
  );
}
