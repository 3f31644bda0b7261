import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { PasswordField } from "../forms/password-field";
import { Submit } from "../forms/submit";

export function SignUpForm({ action, email }: { action: FormAction; email: string | null }) {
  return (
    <ActionForm action={action}>
      <Field
        name="name"
        label="Name"
        autoComplete="name"
        required
        hint="Shown with your votes and notes."
      />
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email ?? undefined}
        readOnly={email !== null}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        required
        hint="At least 10 characters. Three or four unrelated words are easy to remember."
      />
      <Submit>Create account</Submit>
    </ActionForm>
  );
}
