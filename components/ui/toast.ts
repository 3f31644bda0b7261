"use client";

/** A short message about the result of an action, with at most one action of its own. */
export interface Toast {
  text: string;
  action?: { label: string; run: () => unknown };
}

export interface Shown extends Toast {
  id: number;
}

let shown: Shown[] = [];
let made = 0;
const listeners = new Set<() => void>();

function show(next: Shown[]) {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a message, also to screen readers. At most three are shown at a time. */
export function toast(given: Toast) {
  show([...shown.slice(-2), { ...given, id: ++made }]);
}

export const dismissToast = (id: number) => show(shown.filter((each) => each.id !== id));

/** Triggers the newest message's action, such as undo. */
export function actOnNewestToast() {
  const newest = shown.findLast((each) => each.action);
  if (!newest) return;
  dismissToast(newest.id);
  newest.action?.run();
}

export const currentToasts = () => shown;

export function subscribeToToasts(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
