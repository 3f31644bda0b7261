"use client";

import type { ListRow } from "@/server/lists/items/queries";
import { SelectionBar } from "../rows/selection-bar";
import type { Rows } from "../rows/use-rows";
import type { Selecting } from "../rows/use-selection";
import { useList } from "./list-context";

interface Props {
  selection: Selecting;
  total: number;
  order: number[];
  rows: Rows<ListRow>;
}

/** Actions for the selected papers of a list. */
export function SelectedPapers({ selection, total, order, rows }: Props) {
  const { mayArrange, mayAdd, carry, remove } = useList();
  const { chosen, clear } = selection;
  const mayRemove = mayArrange || (mayAdd && [...chosen].every((id) => rows.get(id)?.mine));
  const inOrder = () => order.filter((id) => chosen.has(id));
  return (
    <SelectionBar selection={selection} total={total}>
      <button type="button" className="btn" onClick={() => carry(inOrder(), "copy")}>
        Copy to list…
      </button>
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
