import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";

/** Creates a collection of the team, in place; collapsed by default. */
export function CreateCollection({ teamId, action }: { teamId: string; action: FormAction }) {
  return (
    <details className="create-collection">
      <summary className="btn">New collection</summary>
      <ActionForm action={action} className="create-list">
        <input type="hidden" name="id" value={randomUUID()} />
        <input type="hidden" name="teamId" value={teamId} />
        <Field
          name="name"
          label="Name of the collection"
          maxLength={120}
          required
          autoComplete="off"
        />
        <Submit className="btn btn-solid">Create collection</Submit>
      </ActionForm>
    </details>
  );
}
