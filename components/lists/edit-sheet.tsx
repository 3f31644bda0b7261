"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useAnswer } from "../forms/action-form";
import { PopoverBox, usePopover } from "../ui/popover";
import { toast } from "../ui/toast";

/** What is folded away until asked for: a refusal keeps it open, and once saved it closes. */
export function EditSheet({ what, children }: { what: string; children: ReactNode }) {
  const { state } = useAnswer();
  const sheet = usePopover("box");
  const isRefused = Boolean(state.refusal) || Object.keys(state.errors).length > 0;
  // without scripts a refusal is shown in its place: a page cannot open what lies over it
  const [isScripted, setScripted] = useState(false);
  const { close, box } = sheet;
  const { ref } = box;

  useEffect(() => setScripted(true), []);
  useEffect(() => {
    const sheet = ref.current;
    if (state.done) {
      close();
      toast({ text: state.done });
    } else if (isRefused && isScripted && sheet && !sheet.matches(":popover-open")) {
      sheet.showPopover();
      sheet.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus();
    }
  }, [state, isRefused, isScripted, close, ref]);

  return (
    <div>
      <button type="button" className="btn" {...sheet.button}>
        Edit {what}
      </button>
      <PopoverBox
        popover={sheet}
        label={`Edit ${what}`}
        className="edit-list-sheet"
        inPlace={isRefused && !isScripted}
      >
        {children}
      </PopoverBox>
    </div>
  );
}
