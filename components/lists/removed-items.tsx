import type { RouterOutputs } from "@/server/api/root";
import type { FormAction } from "../forms/action-form";
import { Runs } from "../papers/runs";
import { EmptyTrash } from "../trash/empty-trash";
import { TrashRows } from "../trash/trash-rows";

interface Props {
  listId: string;
  /** Its team, if it is a collection. */
  team: object | null;
  items: RouterOutputs["items"]["trash"]["items"];
  restore: FormAction;
}

/** Papers removed from a list that the reader may restore. */
export function RemovedItems({ listId, team, items, restore }: Props) {
  if (items.length === 0) {
    const what = team ? "collection" : "list";
    return (
      <EmptyTrash>{`Papers removed from this ${what} can be restored for 30 days.`}</EmptyTrash>
    );
  }
  return (
    <TrashRows
      title="Papers"
      restore={restore}
      removed={items.map(({ paper, deletedBy, days }) => ({
        key: String(paper.id),
        title: <Runs runs={paper.title} />,
        detail: deletedBy && (
          <>
            removed by <bdi>{deletedBy}</bdi>
          </>
        ),
        days,
        fields: { listId, paperId: paper.id },
      }))}
    />
  );
}
