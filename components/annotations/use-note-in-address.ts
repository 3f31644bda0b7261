"use client";

import { useCallback, useEffect, useRef } from "react";
import { call } from "../api/call";
import type { NotedPaper } from "./notes";
import { added, type Shown } from "./shown-notes";

interface Given {
  paper: NotedPaper;
  notes: Shown["notes"];
  setShown: (change: (shown: Shown) => Shown) => void;
  setActive: (ids: string[]) => void;
  complete: boolean;
}

/** The note named in a URL, also if a sentence's period was taken for part of it. */
export const noteNamedIn = (hash: string) => /^#note-([0-9a-f-]{36})(?!\w)/.exec(hash)?.[1];

/**
 * Scrolls to the note named in the URL, once it is loaded. Returns a function that loads it if it
 * is on a further page. Call it once the first page has loaded.
 */
export function useNoteInAddress({ paper, notes, setShown, setActive, complete }: Given) {
  const arrived = useRef<string>(undefined);
  const present = useRef(notes);
  present.current = notes;

  useEffect(() => {
    const { hash } = location;
    const named = noteNamedIn(hash);
    const note = notes.find(({ id }) => id === named);
    if (!note || arrived.current === hash) return;
    arrived.current = hash;
    setActive([note.parentId ?? note.id]);
    requestAnimationFrame(() =>
      document.getElementById(`note-${note.id}`)?.scrollIntoView({ block: "center" }),
    );
  }, [notes, setActive]);

  return useCallback(async () => {
    const id = noteNamedIn(location.hash);
    if (!id || !complete || present.current.some((note) => note.id === id)) return;
    const read = await call((api) => api.annotations.thread.query({ id })).catch(() => null);
    if (read?.paperId !== paper.id || read.textHash !== paper.textHash) return;
    setShown((shown) => added(shown, read));
  }, [paper.id, paper.textHash, complete, setShown]);
}
