"use client";

import { run } from "../api/command";
import { marked, marksOfStatus } from "../api/marks";
import { usePaperPart } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { PopoverBox, usePopover } from "../ui/popover";
import { setStatus } from "./commands";

const StatusMenu = onDemand(() => import("./status-menu"));

/** Saves a paper with one press; for a saved paper, shows its status and opens a menu. */
export function SaveButton({ paperId }: { paperId: number }) {
  const status = usePaperPart(paperId, (state) => state.status);
  const marks = marksOfStatus(status);
  const menu = usePopover();
  return (
    <div className="save">
      <button
        type="button"
        className="btn save-button"
        data-act="save"
        {...marked(`save ${paperId}`, marks.save)}
        {...(status && menu.button)}
        {...StatusMenu.ahead}
        onClick={(event) => {
          if (status) return;
          // the press that saves it does not open the menu of a saved one
          event.preventDefault();
          run(setStatus, { paperId, status: "to_read" });
        }}
      >
        <span>Save</span>
        <span {...marked(`status ${paperId}`, marks.status)} />
      </button>
      {status && (
        <PopoverBox popover={menu} label="Reading status">
          {menu.filled && <StatusMenu paperId={paperId} status={status} close={menu.close} />}
        </PopoverBox>
      )}
    </div>
  );
}
