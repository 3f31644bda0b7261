"use client";

import { run } from "../api/command";
import { marked, marksOfPaper } from "../api/marks";
import { usePaperState } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";
import { setStatus } from "./commands";
import { statusNames } from "./statuses";

const StatusMenu = onDemand(() => import("./status-menu"));

/** Saves a paper with one press; for a saved paper, shows its status and opens a menu. */
export function SaveButton({ paperId }: { paperId: number }) {
  const mine = usePaperState(paperId);
  const { status } = mine;
  const { open, setOpen, close, box, button } = useMenu();
  return (
    <div ref={box} className="save">
      <button
        ref={button}
        type="button"
        className="btn save-button"
        data-act="save"
        {...marked(`save ${paperId}`, marksOfPaper(mine).save)}
        aria-haspopup={status ? "dialog" : undefined}
        aria-expanded={status ? open : undefined}
        {...StatusMenu.ahead}
        onClick={() => (status ? setOpen(!open) : run(setStatus, { paperId, status: "to_read" }))}
      >
        <span>Save</span>
        {statusNames.map(([each, name]) => (
          <span key={each} data-status={each}>
            {name}
            <span aria-hidden="true"> ▾</span>
          </span>
        ))}
      </button>
      {open && status && <StatusMenu paperId={paperId} status={status} close={close} />}
    </div>
  );
}
