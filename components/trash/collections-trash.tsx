import type { RouterOutputs } from "@/server/api/root";
import type { FormAction } from "../forms/action-form";
import { papersIn } from "../papers/names";
import { EmptyTrash } from "./empty-trash";
import { TrashRows } from "./trash-rows";

interface Props {
  collections: RouterOutputs["trash"]["collections"];
  restore: FormAction;
}

/** The deleted collections of a team that the reader may restore, and who deleted them. */
export function CollectionsTrash({ collections, restore }: Props) {
  if (collections.length === 0) {
    return (
      <EmptyTrash>
        A deleted collection stays here for 30 days, visible to those who could delete it, and can
        be restored as it was.
      </EmptyTrash>
    );
  }
  return (
    <TrashRows
      title="Deleted collections"
      restore={restore}
      removed={collections.map(({ id, name, papers, removedBy, days }) => ({
        key: id,
        title: name,
        detail: (
          <>
            {papersIn(papers)} · deleted by <bdi>{removedBy ?? "a former reader"}</bdi>
          </>
        ),
        days,
        fields: { listId: id },
      }))}
    />
  );
}
