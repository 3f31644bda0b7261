"use client";

import { addToList, takeOffList } from "./choose-lists";
import type { MyList } from "./my-lists";

/** One press puts the paper on the list, or takes it off. */
export function ListChoice({ paperId, list, on }: { paperId: number; list: MyList; on: boolean }) {
  return (
    <button
      type="button"
      className="popover-item"
      aria-pressed={on}
      // who only reads it sees that the paper stands there
      disabled={!list.mayAdd}
      onClick={() => (on ? takeOffList(paperId, list) : addToList(paperId, list))}
    >
      <span className="check" aria-hidden="true" />
      <bdi className="min-w-0">{list.name}</bdi>
    </button>
  );
}
