"use client";

import { useEffect } from "react";
import type { ShownNote } from "./thread";

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Polls the notes, less and less often, while some are being placed in a new abstract. */
export function usePlacing(notes: ShownNote[], reload: () => Promise<void>) {
  const isPlacing = notes.some(({ placing }) => placing);
  useEffect(() => {
    if (!isPlacing) return;
    let wait = FIRST_MS;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      reload();
      wait = Math.min(2 * wait, LONGEST_MS);
      timer = setTimeout(again, wait);
    };
    timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [isPlacing, reload]);
}
