"use client";

import type { ListRow } from "@/server/lists/items/queries";
import { MAX_CHANGED } from "@/server/platform/limits";
import { SelectionBar } from "../rows/selection-bar";
import type { Rows } from "../rows/use-rows";
import type { Selecting } from "../rows/use-selection";
import { ExportMenu, FORMATS_OF_PAPERS } from "../ui/export-menu";
import { useList } from "./list-context";

interface Props {
  selection: Selecting;
  total: number;
  order: number[];
  rows: Rows<ListRow>;
}

/** Actions for the selected papers of a list. */
export function SelectedPapers({ selection, total, order, rows }: Props) {
  const { listId, mayArrange, mayAdd, carry, remove } = useList();
  const { chosen, clear } = selection;
  const mayRemove = mayArrange || (mayAdd && [...chosen].every((id) => rows.get(id)?.mine));
  const inOrder = () => order.filter((id) => chosen.has(id));
  return (
    <SelectionBar selection={selection} total={total}>
      <button type="button" className="btn" onClick={() => carry(inOrder(), "copy")}>
        Copy to list…
      </button>
      <ExportSelected listId={listId} chosen={inOrder()} isAll={chosen.size === total} />
      {mayRemove && (
        <>
          <button type="button" className="btn" onClick={() => carry(inOrder(), "move")}>
            Move to list…
          </button>
          <button
            type="button"
            className="btn"
            onClick={() => {
              remove(inOrder());
              clear();
            }}
          >
            Remove
          </button>
        </>
      )}
    </SelectionBar>
  );
}

/** Exports the selected papers as a file, as many as a URL names; all are the list itself. */
function ExportSelected(props: { listId: string; chosen: number[]; isAll: boolean }) {
  const { listId, chosen, isAll } = props;
  if (!isAll && chosen.length > MAX_CHANGED) return null;
  const some = isAll ? "" : `?papers=${chosen.join()}`;
  return <ExportMenu of={`/lists/${listId}${some}`} formats={FORMATS_OF_PAPERS} />;
}
