"use client";

/** What is being written, and the note it began from: kept while its row is off the page. */
export interface Draft {
  text: string;
  was: string;
}

const drafts = new Map<string, Draft>();
const WRITE = "write-item-note";

export const draftOf = (listId: string, paperId: number) => drafts.get(`${listId} ${paperId}`);

export function keepDraft(listId: string, paperId: number, draft: Draft | null) {
  if (draft) drafts.set(`${listId} ${paperId}`, draft);
  else drafts.delete(`${listId} ${paperId}`);
}

/** Opens the note of a paper for writing. */
export const writeNote = (paperId: number) =>
  window.dispatchEvent(new CustomEvent(WRITE, { detail: paperId }));

export function onWrite(paperId: number, open: () => void): () => void {
  const hear = (event: Event) => (event as CustomEvent<number>).detail === paperId && open();
  window.addEventListener(WRITE, hear);
  return () => window.removeEventListener(WRITE, hear);
}
