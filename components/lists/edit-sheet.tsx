"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useAnswer } from "../forms/action-form";
import { toast } from "../ui/toast";

/** What is folded away until asked for: a refusal keeps it open, and once saved it folds again. */
export function EditSheet({ what, children }: { what: string; children: ReactNode }) {
  const { state } = useAnswer();
  const sheet = useRef<HTMLDetailsElement>(null);
  const isRefused = Boolean(state.refusal) || Object.keys(state.errors).length > 0;

  useEffect(() => {
    if (!state.done || !sheet.current) return;
    sheet.current.open = false;
    sheet.current.querySelector("summary")?.focus();
    toast({ text: state.done });
  }, [state]);

  return (
    <details ref={sheet} className="edit-list" open={isRefused || undefined}>
      <summary className="btn edit-list-open">Edit {what}</summary>
      <div className="edit-list-sheet">{children}</div>
    </details>
  );
}
