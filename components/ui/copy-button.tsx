"use client";

import type { ReactNode } from "react";
import { toast } from "./toast";

interface Props {
  /** The id of the element whose text is copied. */
  of: string;
  /** What is copied instead of its text. */
  text?: string;
  /** What the button says, in full. */
  label?: ReactNode;
  what: string;
}

/** Copies the text of an element; if the browser forbids that, selects it. */
export function CopyButton({ of, text, label, what }: Props) {
  const copy = async () => {
    const source = document.getElementById(of);
    if (!source) return;
    try {
      await navigator.clipboard.writeText(text ?? source.textContent ?? "");
      toast({ text: `${what} copied.` });
    } catch {
      document.getSelection()?.selectAllChildren(source);
      toast({ text: "Press Ctrl C or ⌘ C to copy what is selected." });
    }
  };
  return (
    <button type="button" className="btn scripted-only" onClick={copy}>
      {label ?? (
        <>
          Copy<span className="sr-only"> {what}</span>
        </>
      )}
    </button>
  );
}
