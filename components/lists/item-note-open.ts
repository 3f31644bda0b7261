"use client";

/**
 * A note being written, and its base version: kept while its row is off the page, and by the tab
 * through a reload, a lost role and signing in again.
 */
export interface Draft {
  text: string;
  was: string;
}

const drafts = new Map<string, Draft>();
const WRITE = "write-item-note";

/** `place` is the reader and the list: one reader's draft is not shown to the next. */
const key = (place: string, paperId: number) => `item-note:${place}:${paperId}`;

export const draftOf = (place: string, paperId: number) => drafts.get(key(place, paperId));

export function keepDraft(place: string, paperId: number, draft: Draft | null) {
  const name = key(place, paperId);
  if (draft) drafts.set(name, draft);
  else drafts.delete(name);
  try {
    if (draft && draft.text !== draft.was) sessionStorage.setItem(name, JSON.stringify(draft));
    else sessionStorage.removeItem(name);
  } catch {
    // without storage, it is kept until the page is left
  }
}

/** Whether a note was being written here, perhaps before the page was reloaded. */
export function recallDraft(place: string, paperId: number): boolean {
  const name = key(place, paperId);
  try {
    const kept: Draft | null = JSON.parse(sessionStorage.getItem(name) ?? "null");
    if (kept && !drafts.has(name)) drafts.set(name, kept);
  } catch {}
  return drafts.has(name);
}

/** Opens the note of a paper for writing. */
export const writeNote = (paperId: number) =>
  window.dispatchEvent(new CustomEvent(WRITE, { detail: paperId }));

export function onWrite(paperId: number, open: () => void): () => void {
  const hear = (event: Event) => (event as CustomEvent<number>).detail === paperId && open();
  window.addEventListener(WRITE, hear);
  return () => window.removeEventListener(WRITE, hear);
}
