"use client";

import { toast } from "./toast";

/** Copies the text of the element with this id; if the browser forbids that, selects it. */
export function CopyButton({ of, what }: { of: string; what: string }) {
  const copy = async () => {
    const source = document.getElementById(of);
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.textContent ?? "");
      toast({ text: `${what} copied.` });
    } catch {
      document.getSelection()?.selectAllChildren(source);
      toast({ text: `${what} is selected: copy it with Ctrl C or ⌘ C.` });
    }
  };
  return (
    <button type="button" className="btn scripted-only" onClick={copy}>
      Copy<span className="sr-only"> {what}</span>
    </button>
  );
}
