"use client";

import { useMenuFocus } from "../ui/use-menu-focus";
import { setStatusOfMany } from "./change-many";
import type { ManyMenu } from "./many-actions";
import { statusNames } from "./statuses";
import { useOwnChanges } from "./use-own-changes";

/** Gives the selected papers a status, or makes them favorites. */
export default function StatusOfMany({ paperIds, close }: ManyMenu) {
  const { setFavorite } = useOwnChanges();
  const box = useMenuFocus();
  const choose = (act: () => unknown) => {
    close();
    act();
  };
  return (
    <div ref={box} className="popover" role="dialog" aria-label="Status of the selected papers">
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
          onClick={() => choose(() => setFavorite(paperIds, favorite))}
        >
          {favorite ? "Favorite" : "Not a favorite"}
        </button>
      ))}
    </div>
  );
}
