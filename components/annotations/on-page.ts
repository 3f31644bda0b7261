"use client";

import { useEffect } from "react";
import type { Notes } from "./notes";
import type { ShownNote } from "./thread";

const shown = new Set<Notes>();

/** What a command names that changes the notes of a paper. */
export const notesOf = (paperId: number) => `notes ${paperId}`;

/** The notes of a paper as this page shows them, those first that hold a note; undefined if it doesn't. */
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

/** Shows a note in place of its old self, or at the end; null takes it away. */
export function showNote(paperId: number, noteId: string, note: ShownNote | null): void {
  notesOnPage(paperId, noteId)?.setNotes((notes) => put(notes, noteId, note));
}

function put(notes: ShownNote[], id: string, note: ShownNote | null): ShownNote[] {
  if (!note) return notes.filter((each) => each.id !== id);
  const known = notes.some((each) => each.id === id);
  return known ? notes.map((each) => (each.id === id ? note : each)) : [...notes, note];
}
