import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { FocusFirst } from "../forms/focus-first";
import { Submit } from "../forms/submit";

/** Asks for the code of the second step. */
export function VerifyForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      <FocusFirst />
      <Field
        name="code"
        label="Code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="The six digits that your authenticator app shows now, or one of your recovery codes."
      />
      <Submit>Sign in</Submit>
    </ActionForm>
  );
}
