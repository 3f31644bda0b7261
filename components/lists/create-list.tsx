import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";

/** Creates a list. Its id is made with the form, so that a retry does not create a second one. */
export function CreateList({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="create-list">
      <input type="hidden" name="id" value={randomUUID()} />
      <Field name="name" label="New list" maxLength={120} required autoComplete="off" />
      <Submit>Create list</Submit>
    </ActionForm>
  );
}
