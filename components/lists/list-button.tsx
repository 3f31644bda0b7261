"use client";

import { useEffect } from "react";
import { signInFor } from "../api/intents";
import { marked, marksOfLists } from "../api/marks";
import { useIsStranger, usePaperPart } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { PopoverBox, usePopover } from "../ui/popover";

const ListsMenu = onDemand(() => import("./lists-menu"));

/** Opens the reader's lists, to add the paper to some of them. */
export function ListButton({ paperId }: { paperId: number }) {
  const isListed = usePaperPart(paperId, ({ lists }) => lists.length > 0);
  const menu = usePopover("box");
  const { open, close } = menu;
  const isStranger = useIsStranger(menu.filled);
  useEffect(() => {
    if (!open || !isStranger) return;
    close();
    signInFor({ command: "lists.choose", input: { paperId } });
  }, [open, isStranger, close, paperId]);
  return (
    <div className="list-menu">
      <button
        type="button"
        className="btn btn-quiet tool-button"
        data-act="list"
        {...marked(`list ${paperId}`, marksOfLists(isListed).list)}
        title="Add to list"
        {...menu.button}
        {...ListsMenu.ahead}
      >
        <svg aria-hidden="true" viewBox="0 0 18 16">
          <path d="M1 2h11M1 7h8M1 12h6M13 7v8M9 11h8" />
        </svg>
      </button>
      <PopoverBox popover={menu} label="Add to list" className="lists-menu">
        {menu.filled && !isStranger && <ListsMenu paperId={paperId} close={menu.close} />}
      </PopoverBox>
    </div>
  );
}
