import { useId } from "react";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";

interface Props {
  listId: string;
  /** What the list and what the target are called in the form. */
  fields: [string, string];
  label: string;
  options: { id: string; name: string }[];
  /** What will happen. */
  lesson: string;
  submit: string;
  action: FormAction;
}

/** Chooses where a list goes, and says beforehand what that means. */
export function TargetForm({ listId, fields, label, options, lesson, submit, action }: Props) {
  const id = useId();
  return (
    <ActionForm action={action}>
      <input type="hidden" name={fields[0]} value={listId} />
      <p className="grid gap-1.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <select className="field select" id={id} name={fields[1]}>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      </p>
      <p className="text-soft">{lesson}</p>
      <Submit className="btn justify-self-start">{submit}</Submit>
    </ActionForm>
  );
}
