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
import type { Note } from "@/server/annotations/note";
import { call } from "../session/call";
import { useReader } from "../session/mine";
import { type Draft, dropDraft, openDraft } from "./draft";
import { NOTE_MADE } from "./note-made";
import type { ShownNote } from "./thread";

/** The text that the notes of a page stand in. */
export interface NotedPaper {
  id: number;
  version: number;
  textHash: string;
  abstract: string;
}

function useNotesOf(paper: NotedPaper, printed: Note[], complete: boolean) {
  const reader = useReader();
  const [notes, setNotes] = useState<ShownNote[]>(printed);
  /** Whether the abstract is another by now than the one on this page. */
  const [outdated, setOutdated] = useState(false);
  /** The notes that are pointed at, on either side. */
  const [active, setActive] = useState<string[]>([]);
  /** The note that was asked for: it stands level with its passage, whatever stands above. */
  const [pinned, setPinned] = useState<string | null>(null);
  const [selected, setSelected] = useState<Span | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reattaching, setReattaching] = useState<string | null>(null);
  /** Writes under way: what was read before one ended would undo what it shows. */
  const writes = useRef({ open: 0, ended: 0, missed: false });

  const reload = useCallback(async () => {
    if (!complete) return;
    const { ended } = writes.current;
    const asked = { paperId: paper.id };
    const read = await call((api) => api.annotations.onPaper.query(asked)).catch(() => null);
    if (!read) return;
    if (writes.current.open > 0) {
      writes.current.missed = true;
      return;
    }
    if (writes.current.ended !== ended) return reload();
    setOutdated(read.textHash !== paper.textHash);
    if (read.textHash === paper.textHash) setNotes(read.notes);
  }, [paper.id, paper.textHash, complete]);

  /** Runs a write; afterwards the page shows what the server has. */
  const writing = useCallback(
    async <T,>(write: () => Promise<T>): Promise<T> => {
      writes.current.open++;
      try {
        return await write();
      } finally {
        writes.current.open--;
        writes.current.ended++;
        if (writes.current.missed && writes.current.open === 0) {
          writes.current.missed = false;
          reload();
        }
      }
    },
    [reload],
  );

  useEffect(() => {
    if (!reader) return;
    reload();
    const onReturn = () => document.visibilityState === "visible" && reload();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [reader, reload]);

  useNoteInAddress(notes, setActive);

  // sent, although the page was left before the answer came
  const isSent = draft && notes.some(({ id, sending }) => id === draft.id && !sending);
  useEffect(() => {
    if (!isSent || !draft) return;
    dropDraft(paper.id, draft.slot);
    setDraft(null);
  }, [isSent, draft, paper.id]);

  useEffect(() => {
    const kept = openDraft(paper.id, "note");
    if (kept.body) setDraft(kept);
  }, [paper.id]);

  useEffect(() => {
    const onMade = (event: Event) => {
      const { id } = (event as CustomEvent<{ id: string }>).detail;
      setDraft((open) => {
        if (open?.id !== id) return open;
        dropDraft(paper.id, open.slot);
        return null;
      });
      reload();
    };
    window.addEventListener(NOTE_MADE, onMade);
    return () => window.removeEventListener(NOTE_MADE, onMade);
  }, [paper.id, reload]);

  return useMemo(
    () => ({
      paper,
      reader,
      notes,
      setNotes,
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
      writing,
    }),
    [paper, reader, notes, outdated, active, pinned, selected, draft, reattaching, reload, writing],
  );
}

/** Brings the note that the address names into view, once it is here: mine come after the print. */
function useNoteInAddress(notes: Note[], setActive: (ids: string[]) => void) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const { hash } = location;
    const note = notes.find(({ id }) => hash === `#note-${id}`);
    if (!note || shown.current === hash) return;
    shown.current = hash;
    setActive([note.parentId ?? note.id]);
    requestAnimationFrame(() =>
      document.getElementById(hash.slice(1))?.scrollIntoView({ block: "center" }),
    );
  }, [notes, setActive]);
}

export type Notes = ReturnType<typeof useNotesOf>;

const NotesContext = createContext<Notes | null>(null);

/**
 * The notes of a paper's page: printed with those for everyone, then with the reader's own. With
 * `selection` they are some of them, and stay those.
 */
export function NotesProvider(props: {
  paper: NotedPaper;
  printed: Note[];
  selection?: boolean;
  children: ReactNode;
}) {
  const notes = useNotesOf(props.paper, props.printed, !props.selection);
  return <NotesContext value={notes}>{props.children}</NotesContext>;
}

export function useNotes(): Notes {
  const notes = useContext(NotesContext);
  if (!notes) throw new Error("useNotes is for what stands inside a NotesProvider");
  return notes;
}
