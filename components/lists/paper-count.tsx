"use client";

import { useSyncExternalStore } from "react";
import { papersOn } from "../papers/names";

/** How many papers are on the open list; null until it differs from the rendered number. */
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

/** How many papers are on a list, kept up to date. */
export function PaperCount({ initial }: { initial: number }) {
  const now = useSyncExternalStore(
    subscribe,
    () => count,
    () => null,
  );
  return papersOn(now ?? initial);
}
