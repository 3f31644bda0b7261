"use client";

import { isField } from "../keyboard/rows";
import { draftOf } from "./item-note-open";

/**
 * Whether the reader is writing in a paper's row: its note, even off the page, or another field.
 */
export function isWritingThere(drafts: string, paperId: number): boolean {
  if (draftOf(drafts, paperId)) return true;
  const row = document.querySelector(`.long-list .row[data-paper="${paperId}"]`);
  const { activeElement } = document;
  return Boolean(
    row?.querySelector(".note-form") || (row?.contains(activeElement) && isField(activeElement)),
  );
}
