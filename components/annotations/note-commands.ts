"use client";

import type { Span } from "@/server/annotations/anchor";
import type { Note } from "@/server/annotations/note";
import { nowOf, reasonOf } from "../api/call";
import { type Command, run } from "../api/command";
import { arriveAtNote, arriveBeside } from "./arrive";
import { audienceOfNote, keyOf, kindOf } from "./audience";
import { type Draft, dropDraft, keepDraft } from "./draft";
import { groupOf } from "./my-audiences";
import type { NotedPaper } from "./notes";
import { notesOf, notesOnPage, showNote } from "./on-page";

interface Changed {
  paper: NotedPaper;
  /** The note before the change. */
  note: Note;
}

const changes = ({ paper }: Changed) => [notesOf(paper.id)];

/** Shows a changed note. Returns a function that shows the old one. */
function show({ paper, note }: Changed, changed: Note | null): () => void {
  showNote(paper.id, note.id, changed);
  return () => showNote(paper.id, note.id, note);
}

const reload = ({ paper, note }: Changed) => notesOnPage(paper.id, note.id)?.reload();

interface Edited extends Changed {
  draft: Draft;
}

const isMoved = ({ note, draft }: Edited) => keyOf(draft.audience) !== keyOf(audienceOfNote(note));

/**
 * Changes a note's text, color or audience. If refused, as after a change in another tab, what was typed
 * opens again.
 */
export const editNote: Command<Edited, Note> = {
  name: "annotations.edit",
  key: ({ note }) => `note ${note.id} words`,
  changes,
  optimistic(input) {
    const { paper, note, draft } = input;
    const { audience } = draft;
    const group = isMoved(input) ? groupOf(paper.id, audience) : note.group;
    const body = draft.body.trim();
    notesOnPage(paper.id, note.id)?.setDraft((open) => (open?.slot === draft.slot ? null : open));
    const rendered = body === note.body ? note.rendered : undefined;
    const changed = {
      ...note,
      ...{ body, rendered, group, audience: kindOf(audience), color: draft.color ?? note.color },
      edited: note.edited || body !== note.body,
    };
    return show(input, changed);
  },
  send(api, input) {
    const { note, draft } = input;
    const { audience, was = note.body } = draft;
    const body = draft.body.trim();
    return api.annotations.edit.mutate({
      id: note.id,
      ...(body !== was && { body, was }),
      ...(isMoved(input) && { audience }),
      ...(draft.color !== note.color && { color: draft.color }),
    });
  },
  accept(answer, input) {
    dropDraft(input.paper.id, input.draft.slot);
    show(input, answer);
    // replies follow their note's audience
    if (isMoved(input)) reload(input);
  },
  refused: () => "The note was not changed.",
  refuse(error, input) {
    const { paper, note, draft } = input;
    const body = nowOf(error)?.body;
    if (body !== undefined) show(input, { ...note, body, rendered: undefined });
    // saved again, it replaces the text that was just shown
    const kept = { ...draft, was: body ?? draft.was ?? note.body };
    keepDraft(paper, kept);
    notesOnPage(paper.id, note.id)?.setDraft({ ...kept, error: reasonOf(error) });
  },
};

/** Restores a deleted note. */
export const restoreNote: Command<Changed, unknown> = {
  name: "annotations.restore",
  key: ({ note }) => `note ${note.id}`,
  changes,
  optimistic(input) {
    const { paper, note } = input;
    arriveAtNote(note.id);
    showNote(paper.id, note.id, note);
    return () => showNote(paper.id, note.id, null);
  },
  send: (api, { note }) => api.annotations.restore.mutate({ id: note.id }),
  accept: (_, input) => reload(input),
  refused: () => "It was not restored.",
};

/** Deletes a note; one with replies leaves a placeholder. */
export const removeNote: Command<Changed, unknown> = {
  name: "annotations.remove",
  key: ({ note }) => `note ${note.id}`,
  changes,
  optimistic(input) {
    const { paper, note } = input;
    arriveBeside(note.id);
    const notes = notesOnPage(paper.id, note.id)?.notes ?? [];
    const hasReplies = notes.some(({ parentId }) => parentId === note.id);
    return show(input, hasReplies ? { ...note, deleted: true, body: "", author: null } : null);
  },
  send: (api, { note }) => api.annotations.remove.mutate({ id: note.id }),
  accept: (_, input) => reload(input),
  undo: (_, input) => ({
    text: `${nameOf(input.note)} deleted.`,
    action: { label: "Undo", run: () => run(restoreNote, input) },
  }),
  refused: () => "It was not deleted.",
};

/** Hides a note of a collection or team that the reader manages, or shows it again. */
export const setHidden: Command<Changed & { hidden: boolean }, Note> = {
  name: "annotations.setHidden",
  key: ({ note }) => `note ${note.id} hidden`,
  changes,
  optimistic(input) {
    const { paper, note, hidden } = input;
    const by = notesOnPage(paper.id, note.id)?.reader?.name ?? null;
    return show(input, { ...note, hidden: hidden ? { by } : null });
  },
  send: (api, { note, hidden }) => api.annotations.setHidden.mutate({ id: note.id, hidden }),
  accept: (answer, input) => void show(input, answer),
  undo: (answer, { paper, hidden }) => ({
    text: hidden
      ? `${nameOf(answer)} hidden. Its author and the managers still see it.`
      : `${nameOf(answer)} shown again.`,
    action: { label: "Undo", run: () => run(setHidden, { paper, note: answer, hidden: !hidden }) },
  }),
  refused: ({ hidden }) => `It was not ${hidden ? "hidden" : "shown"}.`,
};

/** Attaches a note to another passage. */
export const reattach: Command<Changed & { span: Span }, Note> = {
  name: "annotations.reattach",
  key: ({ note }) => `note ${note.id} place`,
  changes,
  optimistic(input) {
    const { note, span } = input;
    const { abstract, version } = input.paper;
    const exact = abstract.slice(span.start, span.end);
    return show(input, { ...note, place: span, exact, version });
  },
  send: (api, { paper, note, span }) =>
    api.annotations.reattach.mutate({
      id: note.id,
      version: paper.version,
      target: { ...span, textHash: paper.textHash },
    }),
  accept: (answer, input) => void show(input, answer),
  refused: () => "It was not attached.",
};

/** What to call a note: a reply, a highlight without text, a comment without a passage. */
export function nameOf(note: Pick<Note, "parentId" | "exact" | "body">): string {
  if (note.parentId) return "Reply";
  if (note.exact === null) return "Comment";
  return note.body ? "Note" : "Highlight";
}
