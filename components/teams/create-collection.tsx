import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";

/** Creates a collection of the team, in place. */
export function CreateCollection({ teamId, action }: { teamId: string; action: FormAction }) {
  return (
    <ActionForm action={action} className="create-list create-collection">
      <input type="hidden" name="id" value={randomUUID()} />
      <input type="hidden" name="teamId" value={teamId} />
      <Field name="name" label="New collection" maxLength={120} required autoComplete="off" />
      <Submit className="btn">Create collection</Submit>
    </ActionForm>
  );
}
