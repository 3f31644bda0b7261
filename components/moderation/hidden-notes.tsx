import type { HiddenNote } from "@/server/moderation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";
import { ReportedNote } from "./reported-note";

/** The notes that administrators have hidden last, which can be restored. */
export function HiddenNotes({ notes, action }: { notes: HiddenNote[]; action: FormAction }) {
  if (notes.length === 0) return <p className="text-soft">No note is hidden.</p>;
  return (
    <ul>
      {notes.map((note) => (
        <li key={note.id} className="reported">
          <p>
            A note of <bdi>{note.author ?? "a former reader"}</bdi>, hidden{" "}
            <Moment at={note.hiddenAt} />: {note.reason}
          </p>
          <ReportedNote note={note} paper={note} />
          <RestoreNote id={note.id} action={action} />
        </li>
      ))}
    </ul>
  );
}

/** Shows a hidden note again. */
export function RestoreNote({ id, action }: { id: string; action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="noteId" value={id} />
      <Field
        name="reason"
        label="Reason"
        maxLength={300}
        required
        hint="Everybody reads it in the public log."
      />
      <Submit className="btn justify-self-start">Restore the note</Submit>
    </ActionForm>
  );
}
