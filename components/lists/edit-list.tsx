import Link from "next/link";
import { AnsweredForm, Answering, type FormAction } from "../forms/action-form";
import { BegunFrom } from "../forms/begun-from";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";
import { DeleteList } from "./delete-list";
import { EditSheet } from "./edit-sheet";

interface Props {
  list: { id: string; name: string; description: string; updatedAt: string };
  /** Its team, if it is a collection. */
  team: object | null;
  mayArrange: boolean;
  /** Whether the reader may also delete it. */
  mayManage: boolean;
  edit: FormAction;
  remove: FormAction;
}

/**
 * Renames, describes or deletes a list; collapsed by default. Readers without the right can copy
 * it.
 */
export function EditList({ list, team, mayArrange, mayManage, edit, remove }: Props) {
  if (!mayArrange) {
    return (
      <Link className="btn" href={`/lists/${list.id}/copy`} prefetch={false}>
        Duplicate
      </Link>
    );
  }
  const what = team ? "collection" : "list";
  return (
    <Answering action={edit}>
      <EditSheet what={what}>
        <AnsweredForm>
          <input type="hidden" name="listId" value={list.id} />
          <BegunFrom
            updatedAt={list.updatedAt}
            texts={{ name: list.name, description: list.description }}
          />
          <Field name="name" label="Name" defaultValue={list.name} maxLength={120} required />
          <TextArea
            name="description"
            label="Description"
            hint={`What the ${what} is for. Optional.`}
            defaultValue={list.description}
            maxLength={2_000}
            rows={3}
          />
          <Submit>Save changes</Submit>
        </AnsweredForm>
        <p className="edit-list-more">
          <Link className="link" href={`/lists/${list.id}/trash`} prefetch={false}>
            Removed papers
          </Link>
          <Link className="link" href={`/lists/${list.id}/copy`} prefetch={false}>
            {mayManage ? "Duplicate, merge or move" : "Duplicate"}
          </Link>
        </p>
        {mayManage && <DeleteList what={what} list={list} remove={remove} />}
      </EditSheet>
    </Answering>
  );
}
