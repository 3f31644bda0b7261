import type { RouterOutputs } from "@/server/api/root";
import { statusName } from "../api/statuses";
import type { FormAction } from "../forms/action-form";
import { papersIn } from "../papers/names";
import { Runs } from "../papers/runs";
import { EmptyTrash } from "./empty-trash";
import { TrashRows } from "./trash-rows";

type Trash = RouterOutputs["trash"];

interface Props {
  papers: Trash["papers"]["papers"];
  lists: Trash["lists"];
  items: Trash["items"];
  restore: Record<"paper" | "list" | "item", FormAction>;
}

/** What readers have removed from their own library and lists. */
export function LibraryTrash({ papers, lists, items, restore }: Props) {
  if (papers.length + lists.length + items.length === 0) {
    return (
      <EmptyTrash>
        What you remove from your library or your lists stays here for 30 days, and can be restored
        as it was.
      </EmptyTrash>
    );
  }
  return (
    <>
      <TrashRows
        title="Lists"
        restore={restore.list}
        removed={lists.map(({ id, name, papers, team, days }) => ({
          key: id,
          title: name,
          detail: (
            <>
              {papersIn(papers)}
              {team !== null && (
                <>
                  {" · "}
                  <bdi>{team}</bdi>
                </>
              )}
            </>
          ),
          days,
          fields: { listId: id },
        }))}
      />
      <TrashRows
        title="Papers from your lists"
        restore={restore.item}
        removed={items.map(({ id, title, listId, list, days }) => ({
          key: `${listId} ${id}`,
          title: <Runs runs={title} />,
          detail: <bdi>{list}</bdi>,
          days,
          fields: { listId, paperId: id },
        }))}
      />
      <TrashRows
        title="Papers from your library"
        restore={restore.paper}
        removed={papers.map(({ id, title, status, days }) => ({
          key: String(id),
          title: <Runs runs={title} />,
          detail: statusName(status),
          days,
          fields: { paperId: id },
        }))}
      />
    </>
  );
}
