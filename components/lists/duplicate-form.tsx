import { randomUUID } from "node:crypto";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Field } from "../forms/field";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";

interface Props {
  list: { id: string; name: string };
  teams: { id: string; name: string }[];
  /** Whether it is the reader's own reading list, whose notes nobody else has seen. */
  isOwn: boolean;
  action: FormAction;
}

/**
 * Copies this list to a new one. The id is made with the form, so that a retry does not create a
 * second one.
 */
export function DuplicateForm({ list, teams, isOwn, action }: Props) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="from" value={list.id} />
      <input type="hidden" name="id" value={randomUUID()} />
      <Field
        name="name"
        label="Name of the copy"
        defaultValue={[...list.name].slice(0, 113).join("").concat(" (copy)")}
        maxLength={120}
        required
      />
      {teams.length > 0 && <TeamSelect teams={teams} />}
      <Choice name="withNotes" checked={!isOwn}>
        <span>Include the notes, for everyone who can read the copy</span>
      </Choice>
      <Submit className="btn justify-self-start">Duplicate</Submit>
    </ActionForm>
  );
}

function TeamSelect({ teams }: { teams: Props["teams"] }) {
  return (
    <Select name="teamId" label="As" defaultValue="">
      <option value="">a reading list of mine</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          a collection of {name}
        </option>
      ))}
    </Select>
  );
}
