import type { NotesOnPaper } from "@/server/annotations/queries";
import type { ShownNote } from "./thread";

/** The notes that a page shows, and the cursors of the others. */
export interface Shown {
  notes: ShownNote[];
  /** Notes with more replies than are shown. */
  rest: NotesOnPaper["rest"];
  more: NotesOnPaper["more"];
}

export type About = keyof Shown["more"];

export const all = (notes: ShownNote[]): Shown => ({
  notes,
  rest: [],
  more: { passages: null, comments: null },
});

const aboutOf = (note: ShownNote): About => (note.exact === null ? "comments" : "passages");

/** Appends newly loaded notes; updates those shown already. */
export function added(shown: Shown, read: Omit<Shown, "more">): Shown {
  const fresh = new Map(read.notes.map((note) => [note.id, note]));
  const known = new Set(shown.notes.map(({ id }) => id));
  const about = new Set(read.rest.map(({ noteId }) => noteId));
  return {
    ...shown,
    notes: [
      ...shown.notes.map((note) => fresh.get(note.id) ?? note),
      ...read.notes.filter(({ id }) => !known.has(id)),
    ],
    rest: [...shown.rest.filter(({ noteId }) => !about.has(noteId)), ...read.rest],
  };
}

/**
 * The reloaded first page, followed by what was shown beyond its end: further pages, and notes just
 * written. Those are not reloaded.
 */
export function readAgain(shown: Shown, first: Shown): Shown {
  const fresh = new Set(first.notes.map(({ id }) => id));
  const restOf = new Map(first.rest.map((rest) => [rest.noteId, rest]));
  const old = shown.notes.filter(({ id }) => !fresh.has(id));
  const roots = old.filter((note) => note.parentId === null && first.more[aboutOf(note)] !== null);
  const threads = new Set(roots.map(({ id }) => id));
  const replies = old.filter(
    ({ parentId }) => parentId !== null && (threads.has(parentId) || restOf.has(parentId)),
  );
  const notes = [...first.notes, ...roots, ...replies];
  const lacking = (noteId: string) => {
    const total = (list: ShownNote[]) => list.filter(({ parentId }) => parentId === noteId).length;
    return (restOf.get(noteId)?.left ?? 0) - (total(notes) - total(first.notes));
  };
  const further = (about: About) =>
    roots.some((note) => aboutOf(note) === about) ? shown.more[about] : first.more[about];
  return {
    notes,
    rest: [
      ...first.rest.map((rest) => {
        const before = shown.rest.find(({ noteId }) => noteId === rest.noteId);
        return { ...rest, after: before?.after ?? rest.after, left: lacking(rest.noteId) };
      }),
      ...shown.rest.filter(({ noteId }) => threads.has(noteId)),
    ].filter(({ left }) => left > 0),
    more: { passages: further("passages"), comments: further("comments") },
  };
}
