import type { Note } from "@/server/annotations/note";

/** A note as the page shows it: at once, while the server is still being told of it. */
export type ShownNote = Note & { sending?: boolean };

/** A note with the replies to it, the oldest first. */
export interface Thread {
  note: ShownNote;
  replies: ShownNote[];
}

/** The notes of a paper by where they are: beside a passage, on the paper, or nowhere any more. */
export function threadsOf(notes: ShownNote[]) {
  const threads = notes
    .filter((note) => note.parentId === null)
    .map((note) => ({ note, replies: notes.filter(({ parentId }) => parentId === note.id) }));
  const start = ({ note }: Thread) => note.place?.start ?? 0;
  const time = ({ note }: Thread) => Date.parse(note.createdAt);
  return {
    placed: threads.filter(({ note }) => note.place).sort((a, b) => start(a) - start(b)),
    orphans: threads.filter(({ note }) => note.exact !== null && !note.place),
    comments: threads.filter(({ note }) => note.exact === null).sort((a, b) => time(a) - time(b)),
  };
}
