import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";

/** One button per configured provider. */
export function ProviderButtons(props: {
  providers: { id: string; name: string }[];
  action: FormAction;
}) {
  if (props.providers.length === 0) return null;
  return (
    <ActionForm action={props.action} className="grid gap-2.5">
      <p className="or">or</p>
      {props.providers.map(({ id, name }) => (
        <Submit key={id} className="btn" name="provider" value={id}>
          Continue with {name}
        </Submit>
      ))}
    </ActionForm>
  );
}
