import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";

/** Makes a team. Its id is made with the form: sent twice, it is made once. */
export function CreateTeam({ action, open }: { action: FormAction; open: boolean }) {
  return (
    <details className="create-team" open={open}>
      <summary className="btn">Create a team</summary>
      <ActionForm action={action} className="grid max-w-[27rem] gap-5 pt-5">
        <input type="hidden" name="id" value={randomUUID()} />
        <Field name="name" label="Name" maxLength={120} required autoComplete="off" />
        <Field
          name="slug"
          label="Address"
          maxLength={40}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="What stands after /teams/. Left empty, it is made from the name."
        />
        <TextArea
          name="description"
          label="Description"
          hint="What you read together. Optional."
          maxLength={2_000}
          rows={3}
        />
        <Submit className="btn btn-solid justify-self-start">Create team</Submit>
      </ActionForm>
    </details>
  );
}
