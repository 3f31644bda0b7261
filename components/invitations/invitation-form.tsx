import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { MadeLink } from "./made-link";

export function InvitationForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-4">
      <MadeLink />
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="off"
        hint="Only this address can then use the invitation. Left empty, whoever has the link can."
      />
      <Submit className="btn btn-solid justify-self-start">Create invitation</Submit>
    </ActionForm>
  );
}
