import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";
import { Section } from "../settings/section";

/** Creates a team: collapsed, except for readers without one. */
export function CreateTeam({ action, first }: { action: FormAction; first: boolean }) {
  if (first) {
    return (
      <div className="create-team">
        <Section title="Create a team">
          <TeamForm action={action} />
        </Section>
      </div>
    );
  }
  return (
    <details className="create-team">
      <summary className="btn">Create a team</summary>
      <div className="pt-5">
        <TeamForm action={action} />
      </div>
    </details>
  );
}

/** Its id is made with the form, so that a retry does not create a second team. */
function TeamForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="grid max-w-[27rem] gap-5">
      <input type="hidden" name="id" value={randomUUID()} />
      <Field name="name" label="Name" maxLength={120} required autoComplete="off" />
      <Field
        name="slug"
        label="Address"
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="The part after /teams/. Leave it empty to make one from the name."
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
  );
}
