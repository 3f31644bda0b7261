import type { Note } from "@/server/annotations/note";

/** A note as the page shows it: at once, while it is still being sent. */
export type ShownNote = Note & { sending?: boolean };

/** A note with its replies, oldest first. */
export interface Thread {
  note: ShownNote;
  replies: ShownNote[];
}

/** A paper's notes by where they are: at a passage, on the paper, or without a place; oldest first. */
export function threadsOf(notes: ShownNote[]) {
  const threads = notes
    .filter((note) => note.parentId === null)
    .map((note) => ({ note, replies: notes.filter(({ parentId }) => parentId === note.id) }));
  const start = ({ note }: Thread) => note.place?.start ?? 0;
  const time = ({ note }: Thread) => Date.parse(note.createdAt);
  const comments = threads
    .filter(({ note }) => note.exact === null)
    .sort((a, b) => time(a) - time(b));
  const isPrivate = ({ note }: Thread) => note.mine && note.audience === "me";
  return {
    placed: threads.filter(({ note }) => note.place).sort((a, b) => start(a) - start(b)),
    orphans: threads.filter(({ note }) => note.exact !== null && !note.place),
    /** My own on the whole paper, which nobody else reads. */
    mine: comments.filter(isPrivate),
    comments: comments.filter((thread) => !isPrivate(thread)),
  };
}
