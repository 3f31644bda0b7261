"use client";

import { flushSync } from "react-dom";
import { call, reasonOf } from "../api/call";
import { toast } from "../ui/toast";
import { arriveAtNew } from "./arrive";
import type { Notes } from "./notes";
import { type About, added, type Shown } from "./shown-notes";

/** Loads what is not shown yet, shows it, and focuses the first of it. */
async function showMore(notes: Notes, read: () => Promise<Omit<Shown, "more"> & Partial<Shown>>) {
  try {
    const known = new Set(notes.notes.map(({ id }) => id));
    const found = await read();
    // render before moving the focus
    flushSync(() =>
      notes.setShown((shown) => ({
        ...added(shown, found),
        ...(found.more && { more: found.more }),
      })),
    );
    const first = found.notes.find(({ id }) => !known.has(id));
    if (first) arriveAtNew(first.id);
  } catch (error) {
    toast({ text: `Nothing more was shown. ${reasonOf(error)}` });
  }
}

/** Shows the next page of notes on passages, or on the whole paper. */
export const showMoreNotes = (notes: Notes, about: About, after: string) =>
  showMore(notes, async () => {
    const asked = { paperId: notes.paper.id, next: { about, after } };
    const read = await call((api) => api.annotations.onPaper.query(asked));
    return { ...read, more: { ...notes.more, [about]: read.more[about] } };
  });

/** Shows the next replies to a note. */
export const showMoreReplies = (notes: Notes, { noteId, after }: Shown["rest"][number]) =>
  showMore(notes, async () => {
    const asked = { noteId, ...(after && { after }) };
    const { notes: replies, rest } = await call((api) => api.annotations.replies.query(asked));
    return { notes: replies, rest: [rest] };
  });
