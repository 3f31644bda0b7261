"use client";

import { useState } from "react";
import ShortcutsDialog from "../keyboard/shortcuts-dialog";
import StatusMenu from "../library/status-menu";
import { ExportMenu } from "../ui/export-menu";
import { PopoverBox, usePopover } from "../ui/popover";
import { toast } from "../ui/toast";
import { Message } from "../ui/toaster";
import { Piece, State } from "./piece";
import { idOf, type Scheme } from "./samples";

/** What opens over a page: drawn open where it can be, else opened by its button. */
export function Over({ scheme }: { scheme: Scheme }) {
  const menu = usePopover();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Piece name="Menus">
        <div className="design-line">
          <State name="Open">
            <PopoverBox popover={menu} label="Reading status" inPlace>
              <StatusMenu paperId={idOf(scheme, 32)} status="reading" close={() => {}} />
            </PopoverBox>
          </State>
          <ExportMenu of="/library" formats={["bib", "csv", "json", "md"]} />
        </div>
      </Piece>
      <Piece name="Toasts">
        <div className="design-toasts">
          <Message
            toast={{
              id: -1,
              text: "Removed 2 papers from Reading group.",
              action: { label: "Undo", run: () => {} },
            }}
          />
          <Message toast={{ id: -2, text: "Citation copied." }} />
        </div>
        <button type="button" className="btn" onClick={() => toast({ text: "Citation copied." })}>
          Show one at the foot
        </button>
      </Piece>
      <Piece name="Dialog">
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          Open a dialog
        </button>
        {isOpen && <ShortcutsDialog close={() => setOpen(false)} />}
      </Piece>
    </>
  );
}
