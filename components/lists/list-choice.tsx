"use client";

import { useState } from "react";
import { AddNote } from "./add-note";
import { addToList, removeFromList } from "./choose-lists";
import type { MyList } from "./my-lists";

/** One press puts the paper on the list, or takes it off. Just put there, it can be given a note. */
export function ListChoice({ paperId, list, on }: { paperId: number; list: MyList; on: boolean }) {
  const [added, setAdded] = useState(false);
  async function press() {
    setAdded(false);
    if (on) await removeFromList(paperId, list);
    else setAdded(await addToList(paperId, list));
  }
  return (
    <>
      <button
        type="button"
        className="popover-item"
        aria-pressed={on}
        // who only reads it sees that the paper stands there
        disabled={!list.mayAdd}
        onClick={press}
      >
        <span className="check" aria-hidden="true" />
        <bdi className="min-w-0">{list.name}</bdi>
      </button>
      {on && added && <AddNote paperId={paperId} list={list} />}
    </>
  );
}
