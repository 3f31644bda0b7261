"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
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
  const isOpen = count > 0;
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isOpen && bar.current) return tellPage(bar.current);
  }, [isOpen]);
  useEffect(() => {
    if (before.current > 0 && count === 0) arriveInView();
    before.current = count;
  }, [count]);
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && `${papersIn(count)} selected`}
      </p>
      {isOpen && (
        <section ref={bar} className="selection-bar" aria-label="Selected papers">
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

/** Marks the page for its CSS while there is a bar, and while a menu is open in it. */
function tellPage(bar: HTMLElement): () => void {
  const { dataset } = document.documentElement;
  dataset.selecting = "";
  // it does not bubble
  const listening = { capture: true };
  const onToggle = (event: Event) => {
    dataset.selecting = (event as ToggleEvent).newState === "open" ? "menu" : "";
  };
  bar.addEventListener("toggle", onToggle, listening);
  return () => {
    bar.removeEventListener("toggle", onToggle, listening);
    delete dataset.selecting;
  };
}
