import { ActionForm, type FormAction } from "../forms/action-form";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";

interface Props {
  listId: string;
  /** The names of the form's fields for the list and the target. */
  fields: [string, string];
  label: string;
  options: { id: string; name: string }[];
  /** What will happen. */
  lesson: string;
  submit: string;
  action: FormAction;
}

/** Chooses a target for a list, and says beforehand what that means. */
export function TargetForm({ listId, fields, label, options, lesson, submit, action }: Props) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name={fields[0]} value={listId} />
      <Select name={fields[1]} label={label}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </Select>
      <p className="text-soft">{lesson}</p>
      <Submit className="btn justify-self-start">{submit}</Submit>
    </ActionForm>
  );
}
