"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { arriveInView } from "../keyboard/rows";
import { papersIn } from "../papers/names";
import type { Selecting } from "./use-selection";

interface Props {
  selection: Selecting;
  /** How many rows the list has. */
  total: number;
  /** Actions for the selected rows. */
  children: ReactNode;
}

/** Appears at the bottom while rows are selected: their number, and the actions for them. */
export function SelectionBar({ selection, total, children }: Props) {
  const { chosen, chooseAll, clear } = selection;
  const count = chosen.size;
  const before = useRef(count);
  useEffect(() => {
    if (before.current > 0 && count === 0) arriveInView();
    before.current = count;
  }, [count]);
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 && `${papersIn(count)} selected`}
      </p>
      {count > 0 && (
        <section className="selection-bar" aria-label="Selected papers">
          <div className="sheet">
            <div className="selection-bar-sheet">
              <p className="selection-count">{count.toLocaleString("en-US")} selected</p>
              <div className="selection-actions">{children}</div>
              {count < total && (
                <button type="button" className="btn btn-quiet" onClick={chooseAll}>
                  All {total.toLocaleString("en-US")}
                </button>
              )}
              <button type="button" className="btn btn-quiet" onClick={clear} title="Escape">
                Clear<span className="sr-only"> the selection</span>
              </button>
            </div>
          </div>
        </section>
      )}
    </>
  );
}
