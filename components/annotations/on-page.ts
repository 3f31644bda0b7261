"use client";

import { useEffect } from "react";
import type { Notes } from "./notes";
import type { ShownNote } from "./thread";

const shown = new Set<Notes>();

/** Names a paper's notes in a command's `changes`. */
export const notesOf = (paperId: number) => `notes ${paperId}`;

/**
 * This page's notes on a paper, preferring those that contain the note; undefined if there are
 * none.
 */
export function notesOnPage(paperId: number, noteId: string): Notes | undefined {
  const all = [...shown].filter(({ paper }) => paper.id === paperId);
  return all.find(({ notes }) => notes.some(({ id }) => id === noteId)) ?? all[0];
}

export function usePutOnPage(notes: Notes) {
  useEffect(() => {
    shown.add(notes);
    return () => void shown.delete(notes);
  }, [notes]);
}

/** Shows a note in place of its old version, or at the end; null removes it. */
export function showNote(paperId: number, noteId: string, note: ShownNote | null): void {
  notesOnPage(paperId, noteId)?.setNotes((notes) => put(notes, noteId, note));
}

function put(notes: ShownNote[], id: string, note: ShownNote | null): ShownNote[] {
  if (!note) return notes.filter((each) => each.id !== id);
  const known = notes.some((each) => each.id === id);
  return known ? notes.map((each) => (each.id === id ? note : each)) : [...notes, note];
}
