"use client";

import { useSyncExternalStore } from "react";
import { papersIn } from "../papers/names";

/** How many papers stand on the list that is open; null while that is what the page was printed with. */
let count: number | null = null;
const listeners = new Set<() => void>();

export function showCount(now: number | null) {
  count = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** How many papers stand on a list, as they come and go. */
export function PaperCount({ printed }: { printed: number }) {
  const now = useSyncExternalStore(
    subscribe,
    () => count,
    () => null,
  );
  return papersIn(now ?? printed);
}
