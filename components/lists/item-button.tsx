"use client";

import type { ListRow } from "@/server/lists/items/queries";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";

const ItemMenu = onDemand(() => import("./item-menu"));

/** Opens the actions for a paper on a list. */
export function ItemButton({ row, place }: { row: ListRow; place: { at: number; of: number } }) {
  const { open, setOpen, close, box, button } = useMenu();
  return (
    <div ref={box} className="list-menu">
      <button
        ref={button}
        type="button"
        className="btn btn-quiet list-button"
        data-act="item"
        aria-label="More"
        aria-haspopup="dialog"
        aria-expanded={open}
        title="Move, note, remove"
        {...ItemMenu.ahead}
        onClick={() => setOpen(!open)}
      >
        <svg aria-hidden="true" viewBox="0 0 4 16" width="4" height="16" fill="currentColor">
          <circle cx="2" cy="2" r="1.6" />
          <circle cx="2" cy="8" r="1.6" />
          <circle cx="2" cy="14" r="1.6" />
        </svg>
      </button>
      {open && <ItemMenu row={row} place={place} close={close} />}
    </div>
  );
}
