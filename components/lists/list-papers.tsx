"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListRow } from "@/server/lists/items/queries";
import type { ListPage } from "@/server/lists/queries";
import { run } from "../api/command";
import { arriveAt, ROW_WANTED } from "../keyboard/rows";
import type { Place } from "../papers/place";
import { LongList } from "../rows/long-list";
import { SelectionContext, useSelection } from "../rows/use-selection";
import { onDemand } from "../ui/on-demand";
import { removeFromList } from "./commands";
import { EmptyList } from "./empty-list";
import { HANDLE } from "./handle";
import { removeItems, reorder } from "./item-commands";
import { ListContext, type ListDeeds } from "./list-context";
import { ListEntry } from "./list-entry";
import { type Item, type Move, moved, moveToPlace } from "./order";
import { showCount } from "./paper-count";
import { SelectedPapers } from "./selected-papers";
import { useDrags } from "./use-drags";
import { type Sort, useListItems } from "./use-list-items";
import { isWritingThere } from "./writing-there";

const CarryDialog = onDemand(() => import("./carry-dialog"));

interface Props {
  page: ListPage;
  sort: Sort;
  /** The index's revision, which may be newer than the page's. */
  revision: number;
  index: Item[];
  total: number;
  first: ListRow[];
}

const draw = (row: ListRow, place: Place) => <ListEntry row={row} place={place} />;

/** The papers of a list or collection, with all actions that the reader has. */
export function ListPapers({ page, sort, revision, index, total: initial, first }: Props) {
  const { mayArrange, mayAdd, me } = page;
  const { id: listId, name } = page.list;
  const drafts = `${me}:${listId}`;
  const stays = useCallback((paperId: number) => isWritingThere(drafts, paperId), [drafts]);
  const list = useListItems({ listId, sort, revision, index, total: initial, first, stays });
  const { items, order, total, gone, count, rows, news, own, hold, settle } = list;
  const present = useMemo(() => order.filter((id) => !gone.has(id)), [order, gone]);
  const selection = useSelection(present);
  const [carrying, setCarrying] = useState<{ ids: number[]; how: "copy" | "move" } | null>(null);
  const [said, say] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const now = useRef(items);
  now.current = items;
  const goneNow = useRef(gone);
  goneNow.current = gone;
  useEffect(() => {
    showCount(count);
    return () => showCount(null);
  }, [count]);
  const isMovable = mayArrange && sort === "hand";
  const what = page.team ? "collection" : "list";

  const move = useCallback(
    (paperId: number, to: Move) => {
      const next = moved(now.current, paperId, to);
      const at = next.findIndex(([id]) => id === paperId);
      if (at === now.current.findIndex(([id]) => id === paperId)) return;
      const isHandled = document.activeElement?.matches(HANDLE);
      // sent as an absolute place, so a retry is safe
      const after = next.slice(0, at).findLast(([id]) => !goneNow.current.has(id))?.[0];
      const place = after === undefined ? "top" : { after };
      const shownAfter = next[at - 1]?.[0] ?? null;
      run(reorder, { listId, paperId, to: place, shownAfter }).then((moved) => {
        if (moved !== null) say(`Moved to position ${at + 1} of ${next.length}.`);
      });
      // a moved paper keeps the focus, wherever it went
      const focus = isHandled ? HANDLE : "[data-act=item]";
      requestAnimationFrame(() => {
        const row = box.current?.querySelector<HTMLElement>(`.row[data-paper="${paperId}"]`);
        if (row) arriveAt(row, focus);
        else
          box.current
            ?.querySelector(".long-list")
            ?.dispatchEvent(new CustomEvent(ROW_WANTED, { detail: { index: at, focus } }));
      });
    },
    [listId],
  );

  const remove = useCallback(
    (paperIds: number[]) => {
      const list = { id: listId, name };
      const [paperId] = paperIds;
      if (paperId !== undefined && paperIds.length === 1) run(removeFromList, { paperId, list });
      else run(removeItems, { list, paperIds });
    },
    [listId, name],
  );

  const { held, dragged } = useDrags({ isMovable, items: now, hold, move });

  const { change: showRows } = rows;
  const deeds = useMemo<ListDeeds>(
    () => ({
      listId,
      name,
      isCollection: page.team !== null,
      drafts,
      mayArrange,
      mayAdd,
      isMovable,
      move,
      moveTo: (paperId, place) => move(paperId, moveToPlace(now.current, paperId, place)),
      remove,
      carry: (ids, how) => setCarrying({ ids, how }),
      writing: (paperId) => own([paperId]),
      gone,
      settle,
      showNote: (paperId, note) => showRows([paperId], (row) => ({ ...row, note })),
      dragged,
    }),
    [
      listId,
      name,
      page.team,
      drafts,
      mayArrange,
      mayAdd,
      isMovable,
      move,
      remove,
      own,
      gone,
      settle,
      showRows,
      dragged,
    ],
  );

  return (
    <ListContext value={deeds}>
      <SelectionContext value={selection}>
        <p className="list-news" role="status">
          {news}
        </p>
        <p className="sr-only" role="status">
          {said}
        </p>
        <p id="handle-help" hidden>
          The arrow keys move it up and down, Home and End to the ends of the list.
        </p>
        <div ref={box}>
          {total > 0 ? (
            <LongList
              label={`Papers on this ${what}`}
              order={order}
              total={total}
              rows={rows}
              kept={held}
            >
              {draw}
            </LongList>
          ) : (
            <EmptyList what={what} mayAdd={mayAdd} />
          )}
        </div>
        <SelectedPapers
          selection={selection}
          total={total - gone.size}
          order={present}
          rows={rows}
        />
        {carrying && (
          <CarryDialog {...carrying} close={() => setCarrying(null)} done={selection.clear} />
        )}
      </SelectionContext>
    </ListContext>
  );
}
