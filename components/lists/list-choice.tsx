"use client";

import { useState } from "react";
import { run } from "../api/command";
import { AddNote } from "./add-note";
import { addToList, removeFromList } from "./commands";
import type { MyList } from "./my-lists";

/** Adds the paper to the list with one press, or removes it. A paper just added can get a note. */
export function ListChoice({ paperId, list, on }: { paperId: number; list: MyList; on: boolean }) {
  const [added, setAdded] = useState(false);
  async function press() {
    setAdded(false);
    const name = { id: list.id, name: list.name };
    if (on) await run(removeFromList, { paperId, list: name });
    else setAdded((await run(addToList, { paperId, list: name })) !== null);
  }
  return (
    <>
      <button
        type="button"
        className="popover-item"
        aria-pressed={on}
        // readers without the right only see that the paper is on it
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
