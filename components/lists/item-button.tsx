"use client";

import type { ListRow } from "@/server/lists/items/queries";
import { onDemand } from "../ui/on-demand";
import { PopoverBox, usePopover } from "../ui/popover";

const ItemMenu = onDemand(() => import("./item-menu"));

/** Opens the actions for a paper on a list. */
export function ItemButton({ row, place }: { row: ListRow; place: { at: number; of: number } }) {
  const menu = usePopover();
  return (
    <div className="list-menu">
      <button
        type="button"
        className="btn btn-quiet tool-button"
        data-act="item"
        aria-label="More"
        title="Move, note, remove"
        {...menu.button}
        {...ItemMenu.ahead}
      >
        <svg aria-hidden="true" viewBox="0 0 4 16" width="4" height="16" fill="currentColor">
          <circle cx="2" cy="2" r="1.6" />
          <circle cx="2" cy="8" r="1.6" />
          <circle cx="2" cy="14" r="1.6" />
        </svg>
      </button>
      <PopoverBox popover={menu} label="What to do with this paper">
        {menu.filled && <ItemMenu row={row} place={place} close={menu.close} />}
      </PopoverBox>
    </div>
  );
}
