"use client";

import { run } from "../api/command";
import { statusNames } from "../api/statuses";
import type { ManyMenu } from "./many-actions";
import { setMany, setStatusOfMany } from "./set-many";

/** Sets the status of the selected papers, or makes them favorites. */
export default function StatusOfMany({ paperIds, close }: ManyMenu) {
  const choose = (act: () => unknown) => {
    close();
    act();
  };
  return (
    <>
      {statusNames.map(([status, name]) => (
        <button
          key={status}
          type="button"
          className="popover-item"
          onClick={() => choose(() => setStatusOfMany(paperIds, status))}
        >
          {name}
        </button>
      ))}
      <hr className="my-1 border-line" />
      {[true, false].map((favorite) => (
        <button
          key={String(favorite)}
          type="button"
          className="popover-item"
          onClick={() => choose(() => run(setMany, { paperIds, favorite }))}
        >
          {favorite ? "Favorite" : "Not a favorite"}
        </button>
      ))}
    </>
  );
}
