"use client";

import { useSelectionHere } from "./use-selection";

/** Selects every row of the list, rendered or not, or none. */
export function SelectAll({ total }: { total: number }) {
  const selection = useSelectionHere();
  if (!selection || total === 0) return null;
  const { chosen, chooseAll, clear } = selection;
  const all = chosen.size >= total;
  return (
    <label className="select-all">
      <input
        type="checkbox"
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = chosen.size > 0 && !all;
        }}
        onChange={() => (all ? clear() : chooseAll())}
      />
      <span>
        Select all<span className="sr-only"> papers</span>
      </span>
    </label>
  );
}
