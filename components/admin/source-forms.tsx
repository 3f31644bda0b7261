import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";

interface TurnProps {
  source: "hugging-face" | "arxiv";
  isOn: boolean;
  action: FormAction;
}

const NAMES = { "hugging-face": "Hugging Face", arxiv: "arXiv" };

/** Turns a source on or off. */
export function TurnSource({ source, isOn, action }: TurnProps) {
  return (
    <ActionForm action={action} className="justify-self-start">
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="on" value={isOn ? "" : "on"} />
      <Submit
        className="btn"
        name="act"
        value="turn"
        aria-label={`Turn ${isOn ? "off" : "on"}: ${NAMES[source]}`}
      >
        Turn {isOn ? "off" : "on"}
      </Submit>
    </ActionForm>
  );
}

/** The categories of arXiv whose papers come, and a field for another one. */
export function Categories({ categories, action }: { categories: string[]; action: FormAction }) {
  return (
    <div className="grid gap-4">
      {categories.length > 0 && (
        <ul className="source-categories">
          {categories.map((category) => (
            <li key={category}>
              <span>{category}</span>
              <RemoveCategory category={category} action={action} />
            </li>
          ))}
        </ul>
      )}
      <AddCategory action={action} />
    </div>
  );
}

export function AddCategory({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      <Field
        name="category"
        label="Add a category"
        required
        placeholder="cs.CL"
        hint="arXiv is asked for its newest paper first, which can take a few seconds. The papers of the last two weeks follow in the background."
      />
      <Submit className="btn btn-solid justify-self-start" name="act" value="add">
        Add category
      </Submit>
    </ActionForm>
  );
}

export function RemoveCategory({ category, action }: { category: string; action: FormAction }) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="category" value={category} />
      <Submit className="btn btn-quiet" name="act" value="remove" aria-label={`Remove ${category}`}>
        Remove
      </Submit>
    </ActionForm>
  );
}
