import Link from "next/link";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { FocusFirst } from "../forms/focus-first";
import { PasswordField } from "../forms/password-field";
import { Submit } from "../forms/submit";

export function SignInForm({ action, mails }: { action: FormAction; mails: boolean }) {
  return (
    <ActionForm action={action}>
      <FocusFirst />
      <input type="hidden" name="act" value="password" />
      <Field name="email" label="Email" type="email" autoComplete="username webauthn" required />
      <div className="grid gap-1.5">
        <PasswordField name="password" label="Password" autoComplete="current-password" required />
        <Link className="link justify-self-start text-[0.87rem] text-soft" href="/reset-password">
          Forgot your password?
        </Link>
      </div>
      <div className="grid gap-2.5">
        <Submit>Sign in</Submit>
        {mails && (
          <Submit className="btn" name="act" value="link">
            Email me a link instead
          </Submit>
        )}
      </div>
    </ActionForm>
  );
}
