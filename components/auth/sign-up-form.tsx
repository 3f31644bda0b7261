import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { FocusFirst } from "../forms/focus-first";
import { PasswordField } from "../forms/password-field";
import { Submit } from "../forms/submit";
import { whoSees } from "../settings/who-sees";

interface Props {
  action: FormAction;
  email: string | null;
  /** Whether the votes of a new account are shown only to its teams. */
  hidesVotes: boolean;
}

export function SignUpForm({ action, email, hidesVotes }: Props) {
  return (
    <ActionForm action={action}>
      <FocusFirst />
      <Field
        name="name"
        label="Name"
        autoComplete="name"
        required
        hint={`${whoSees(hidesVotes)} Under Settings you choose who sees your votes.`}
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
