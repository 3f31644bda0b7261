import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import { PasswordField } from "../forms/password-field";
import { Submit } from "../forms/submit";

export function PasswordForm(props: {
  hasPassword: boolean;
  means: ConfirmationMeans;
  action: FormAction;
}) {
  return (
    <ActionForm action={props.action} className="grid max-w-[24rem] gap-4">
      <ConfirmFields means={props.means} ahead />
      <PasswordField
        name="password"
        label="New password"
        autoComplete="new-password"
        required
        hint="At least 10 characters. Three or four unrelated words are easy to remember."
      />
      <Submit className="btn btn-solid justify-self-start">
        {props.hasPassword ? "Change password" : "Set password"}
      </Submit>
    </ActionForm>
  );
}
