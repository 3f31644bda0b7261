import Link from "next/link";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { FocusFirst } from "../forms/focus-first";
import { PasswordField } from "../forms/password-field";
import { Submit } from "../forms/submit";
import { KEPT_LINK } from "../mail/kept-notice";

interface Props {
  action: FormAction;
  /** What becomes of sign-in links; null where there are none. */
  links: "sent" | "kept" | null;
}

export function SignInForm({ action, links }: Props) {
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
        {links && (
          <Submit className="btn" name="act" value="link">
            {links === "sent" ? "Email me a link instead" : "Ask for a link instead"}
          </Submit>
        )}
        {links === "kept" && <p className="text-[0.87rem] text-soft">{KEPT_LINK}</p>}
      </div>
    </ActionForm>
  );
}
