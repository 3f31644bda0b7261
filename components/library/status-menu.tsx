"use client";

import { run } from "../api/command";
import { statusNames } from "../api/statuses";
import type { Status } from "../api/store";
import { removeFromLibrary, setStatus } from "./commands";

interface Props {
  paperId: number;
  status: Status;
  close: () => void;
}

/** Actions for a saved paper. Loaded when first opened. */
export default function StatusMenu({ paperId, status, close }: Props) {
  const choose = (act: () => unknown) => {
    close();
    act();
  };
  return (
    <>
      {statusNames.map(([each, name]) => (
        <button
          key={each}
          type="button"
          className="popover-item"
          aria-pressed={each === status}
          onClick={() => choose(() => run(setStatus, { paperId, status: each }))}
        >
          <span className="check" aria-hidden="true" />
          {name}
        </button>
      ))}
      <hr className="my-1 border-line" />
      <button
        type="button"
        className="popover-item"
        onClick={() => choose(() => run(removeFromLibrary, { paperId, status }))}
      >
        <span className="check" aria-hidden="true" />
        Remove from library
      </button>
    </>
  );
}
