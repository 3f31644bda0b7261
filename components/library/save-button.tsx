"use client";

import { run } from "../api/command";
import { usePaperState } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";
import { setStatus } from "./commands";
import { statusName } from "./statuses";

const StatusMenu = onDemand(() => import("./status-menu"));

/** Saves a paper with one press; for a saved paper, shows its status and opens a menu. */
export function SaveButton({ paperId }: { paperId: number }) {
  const { status } = usePaperState(paperId);
  const { open, setOpen, close, box, button } = useMenu();
  return (
    <div ref={box} className="save">
      <button
        ref={button}
        type="button"
        className={status ? "btn btn-mine" : "btn"}
        data-act="save"
        aria-haspopup={status ? "dialog" : undefined}
        aria-expanded={status ? open : undefined}
        {...StatusMenu.ahead}
        onClick={() => (status ? setOpen(!open) : run(setStatus, { paperId, status: "to_read" }))}
      >
        {status ? statusName(status) : "Save"}
        {status && <span aria-hidden="true">▾</span>}
      </button>
      {open && status && <StatusMenu paperId={paperId} status={status} close={close} />}
    </div>
  );
}
