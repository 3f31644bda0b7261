"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Span } from "@/server/annotations/anchor";
import { call } from "../api/call";
import { useReader } from "../api/store";
import { askedNow, isChanging, isStale, onSettled } from "../api/under-way";
import { type Draft, dropDraft, openDraft } from "./draft";
import { notesOf, usePutOnPage } from "./on-page";
import type { Part } from "./pieces";
import { inTextOf } from "./place-draft";
import { readAgain, type Shown } from "./shown-notes";
import type { ShownNote } from "./thread";
import { useNoteInAddress } from "./use-note-in-address";
import { usePlacing } from "./use-placing";

/** The text that a page's notes are on. */
export interface NotedPaper {
  id: number;
  slug: string;
  version: number;
  textHash: string;
  abstract: string;
}

const noParts: Part[] = [];

function useNotesOf(paper: NotedPaper, parts: Part[], initial: Shown, complete: boolean) {
  const reader = useReader();
  const [shown, setShown] = useState(initial);
  const { notes, rest, more } = shown;
  const setNotes = useCallback(
    (change: (notes: ShownNote[]) => ShownNote[]) =>
      setShown((shown) => ({ ...shown, notes: change(shown.notes) })),
    [],
  );
  /** Whether the abstract has changed since this page was rendered. */
  const [outdated, setOutdated] = useState(false);
  /** The notes under the pointer, in the margin or in the text. */
  const [active, setActive] = useState<string[]>([]);
  /** The note that was opened: it stays level with its passage, whatever else is there. */
  const [pinned, setPinned] = useState<string | null>(null);
  const [selected, setSelected] = useState<Span | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reattaching, setReattaching] = useState<string | null>(null);
  /** Whether a read was skipped because a change was in progress. */
  const missed = useRef(false);

  const reload = useCallback(async () => {
    if (!complete) return;
    missed.current = false;
    const moment = askedNow();
    const asked = { paperId: paper.id };
    const read = await call((api) => api.annotations.onPaper.query(asked)).catch(() => null);
    if (!read) return;
    if (isChanging(notesOf(paper.id))) {
      missed.current = true;
      return;
    }
    if (isStale(notesOf(paper.id), moment)) return reload();
    setOutdated(read.textHash !== paper.textHash);
    if (read.textHash === paper.textHash) setShown((shown) => readAgain(shown, read));
  }, [paper.id, paper.textHash, complete]);

  useEffect(
    () =>
      onSettled(notesOf(paper.id), () => {
        if (missed.current) reload();
      }),
    [paper.id, reload],
  );

  usePlacing(notes, reload);
  const goToNamed = useNoteInAddress({ paper, notes, setShown, setActive, complete });

  useEffect(() => {
    if (reader === null) goToNamed();
    if (!reader) return;
    reload().then(goToNamed);
    const onReturn = () => document.visibilityState === "visible" && reload();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [reader, reload, goToNamed]);

  // it was sent, although the page was left before the response
  const isSent = draft && notes.some(({ id, sending }) => id === draft.id && !sending);
  useEffect(() => {
    if (!isSent || !draft) return;
    dropDraft(paper.id, draft.slot);
    setDraft(null);
  }, [isSent, draft, paper.id]);

  useEffect(() => {
    const kept = openDraft(paper.id, "note");
    if (kept.body || kept.error) inTextOf(paper, kept).then(setDraft);
  }, [paper]);

  return useMemo(
    () => ({
      paper,
      parts,
      reader,
      notes,
      setNotes,
      rest,
      more,
      setShown,
      outdated,
      active,
      setActive,
      pinned,
      setPinned,
      selected,
      setSelected,
      draft,
      setDraft,
      reattaching,
      setReattaching,
      reload,
    }),
    [
      paper,
      parts,
      reader,
      notes,
      setNotes,
      rest,
      more,
      outdated,
      active,
      pinned,
      selected,
      draft,
      reattaching,
      reload,
    ],
  );
}

export type Notes = ReturnType<typeof useNotesOf>;

const NotesContext = createContext<Notes | null>(null);

/**
 * The notes of a paper's page: rendered with those for everyone, then with the reader's own. With
 * `selection`, only those notes, fixed.
 */
export function NotesProvider(props: {
  paper: NotedPaper;
  /** Its abstract as displayed. */
  parts?: Part[];
  initial: Shown;
  selection?: boolean;
  children: ReactNode;
}) {
  const { paper, parts = noParts, initial, selection } = props;
  const notes = useNotesOf(paper, parts, initial, !selection);
  usePutOnPage(notes);
  return <NotesContext value={notes}>{props.children}</NotesContext>;
}

export function useNotes(): Notes {
  const notes = useContext(NotesContext);
  if (!notes) throw new Error("useNotes is for what is inside a NotesProvider");
  return notes;
}
