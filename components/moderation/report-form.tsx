import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { ReportedNote } from "./reported-note";

interface Props {
  note: {
    id: string;
    author: string | null;
    body: string;
    exact: string | null;
    slug: string;
    title: string;
  };
  action: FormAction;
}

/** Reports a note, or the name that it is signed with, to the administrators. */
export function ReportForm({ note, action }: Props) {
  const { id, author, slug, title } = note;
  return (
    <>
      <div className="grid gap-3">
        <p className="text-soft">
          <bdi>{author ?? "A former reader"}</bdi> wrote for everyone:
        </p>
        <ReportedNote note={note} paper={{ slug, title }} />
      </div>
      <ActionForm action={action}>
        <input type="hidden" name="noteId" value={id} />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">What you report</legend>
          <Choice type="radio" name="about" value="note" checked>
            What the note says
          </Choice>
          {author && (
            <Choice type="radio" name="about" value="name" checked={false}>
              <span>
                The name “<bdi>{author}</bdi>”
              </span>
            </Choice>
          )}
        </fieldset>
        <Field
          name="reason"
          label="What is wrong with it"
          hint="Administrators see this with your name. The author does not."
          maxLength={500}
          required
        />
        <Submit className="btn btn-solid justify-self-start">Send report</Submit>
      </ActionForm>
    </>
  );
}
