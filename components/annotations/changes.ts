"use client";

import type { Span } from "@/server/annotations/anchor";
import type { Note } from "@/server/annotations/note";
import type { Audience } from "@/server/annotations/schema";
import { call, isSignedOut, nowOf, reasonOf } from "../api/call";
import { type Intent, signInFor } from "../api/intents";
import { knownReader } from "../api/store";
import { toast } from "../ui/toast";
import { arriveAtNote, arriveBeside } from "./arrive";
import { audienceOfNote, keyOf } from "./audience";
import { type Draft, dropDraft, dropUnsent, keepDraft, keepUnsent, unsentDrafts } from "./draft";
import { groupOf } from "./my-audiences";
import type { Notes } from "./notes";
import { inTextOf, isOfText } from "./place-draft";
import type { ShownNote } from "./thread";

/** How a new note looks until the server has answered. */
function foreseen(notes: Notes, draft: Draft, name: string): ShownNote {
  const parentId = draft.slot.startsWith("reply:") ? draft.slot.slice(6) : null;
  const parent = notes.notes.find((note) => note.id === parentId);
  return {
    id: draft.id,
    parentId,
    author: name,
    mine: true,
    audience: parent?.audience ?? kindOf(draft.audience),
    group: parent ? parent.group : groupOf(notes.paper.id, draft.audience),
    body: draft.body.trim(),
    exact: draft.span && notes.paper.abstract.slice(draft.span.start, draft.span.end),
    place: draft.span,
    version: notes.paper.version,
    createdAt: new Date().toISOString(),
    edited: false,
    deleted: false,
    hidden: null,
    mayReply: true,
    mayHide: parent?.mayHide ?? false,
    sending: true,
  };
}

/** Puts a note in the place of its old self, or at the end; null takes it away. */
function put(notes: ShownNote[], id: string, note: ShownNote | null): ShownNote[] {
  if (!note) return notes.filter((each) => each.id !== id);
  const known = notes.some((each) => each.id === id);
  return known ? notes.map((each) => (each.id === id ? note : each)) : [...notes, note];
}

/** What sending a draft asks of the server. */
function requestFor(notes: Notes, draft: Draft): Intent {
  const { id: paperId, version, textHash } = notes.paper;
  const { id, body, audience, span } = draft;
  if (draft.slot.startsWith("reply:")) {
    return { kind: "reply", input: { id, parentId: draft.slot.slice(6), body } };
  }
  const target = span ? { ...span, textHash } : undefined;
  return { kind: "note", input: { id, paperId, version, audience, body, target } };
}

/**
 * Shows a new note at once and sends it. A stranger is led to sign in, and it is sent then. When
 * it is refused it opens again as it was typed, with the reason.
 */
export async function post(notes: Notes, draft: Draft): Promise<void> {
  const reader = await knownReader();
  const request = requestFor(notes, draft);
  if (!reader) return signInFor(request);
  notes.setNotes((shown) => put(shown, draft.id, foreseen(notes, draft, reader.name)));
  notes.setDraft((open) => (open?.slot === draft.slot ? null : open));
  keepUnsent(notes.paper, draft);
  try {
    const made = await notes.writing(() =>
      call((api) =>
        request.kind === "reply"
          ? api.annotations.reply.mutate(request.input)
          : api.annotations.create.mutate(request.input as NoteInput),
      ),
    );
    dropDraft(notes.paper.id, draft.slot);
    notes.setNotes((shown) => put(shown, draft.id, made));
  } catch (error) {
    notes.setNotes((shown) => put(shown, draft.id, null));
    if (isSignedOut(error)) return signInFor(request);
    const refused = { ...draft, error: reasonOf(error) };
    // a highlight has no words, and is kept for the new text all the same
    if (nowOf(error)?.textHash) {
      keepDraft(notes.paper, refused);
      // says beside the abstract that it has changed, and offers the new one
      notes.reload();
    }
    notes.setDraft(refused);
  } finally {
    dropUnsent(notes.paper.id, draft.id);
  }
}

/** Makes sure of what was being sent when the page was last left. */
export function sendAgain(notes: Notes): void {
  for (const draft of unsentDrafts(notes.paper.id)) {
    if (isOfText(notes.paper, draft)) post(notes, draft);
    else inTextOf(notes.paper, draft).then(notes.setDraft);
  }
}

type NoteInput = Extract<Intent, { kind: "note" }>["input"];

interface Refusal {
  reason: string;
  /** The words that another tab has given the note, where that is why. */
  body?: string;
}

/** Shows a change to a note at once; a refusal takes it back and says why. */
async function change(
  notes: Notes,
  note: Note,
  shown: Note | null,
  send: () => Promise<Note | { id: string }>,
): Promise<Refusal | null> {
  notes.setNotes((all) => put(all, note.id, shown));
  try {
    const answer = await notes.writing(send);
    if ("body" in answer) notes.setNotes((all) => put(all, note.id, answer));
    else await notes.reload();
    return null;
  } catch (error) {
    const body = nowOf(error)?.body;
    notes.setNotes((all) => put(all, note.id, { ...note, ...(body !== undefined && { body }) }));
    return { reason: reasonOf(error), body };
  }
}

/**
 * Changes the words or the audience; what was typed opens again when it is refused, as when the
 * words were changed in another tab.
 */
export async function edit(notes: Notes, note: Note, draft: Draft): Promise<void> {
  const { audience } = draft;
  const body = draft.body.trim();
  const moves = keyOf(audience) !== keyOf(audienceOfNote(note));
  const group = moves ? groupOf(notes.paper.id, audience) : note.group;
  const shown = { ...note, body, audience: kindOf(audience), group, edited: true };
  notes.setDraft(null);
  const { was = note.body } = draft;
  const input = {
    id: note.id,
    ...(body !== was && { body, was }),
    ...(moves && { audience }),
  };
  const refusal = await change(notes, note, shown, () =>
    call((api) => api.annotations.edit.mutate(input)),
  );
  if (refusal) {
    // sent once more, it replaces what has just been shown
    const kept = { ...draft, was: refusal.body ?? was };
    keepDraft(notes.paper, kept);
    notes.setDraft({ ...kept, error: refusal.reason });
    return;
  }
  dropDraft(notes.paper.id, draft.slot);
  // replies follow their note's audience
  if (moves) await notes.reload();
}

/** Deletes a note, with undo. */
export async function remove(notes: Notes, note: Note): Promise<void> {
  const answered = notes.notes.some((each) => each.parentId === note.id);
  arriveBeside(note.id);
  const trace = answered ? { ...note, deleted: true, body: "", author: null } : null;
  const refusal = await change(notes, note, trace, () =>
    call((api) => api.annotations.remove.mutate({ id: note.id })),
  );
  if (refusal) return toast({ text: `It was not deleted. ${refusal.reason}` });
  const undo = async () => {
    arriveAtNote(note.id);
    const failed = await change(notes, note, note, () =>
      call((api) => api.annotations.restore.mutate({ id: note.id })),
    );
    if (failed) toast({ text: `It was not restored. ${failed.reason}` });
  };
  toast({ text: `${nameOf(note)} deleted.`, action: { label: "Undo", run: undo } });
}

/** Hides a note of a collection or team that the reader manages, or shows it again. */
export async function setHidden(notes: Notes, note: Note, hidden: boolean): Promise<void> {
  const shown = { ...note, hidden: hidden ? { by: notes.reader?.name ?? null } : null };
  const refusal = await change(notes, note, shown, () =>
    call((api) => api.annotations.setHidden.mutate({ id: note.id, hidden })),
  );
  if (refusal) {
    return toast({ text: `It was not ${hidden ? "hidden" : "shown"}. ${refusal.reason}` });
  }
  toast({
    text: hidden
      ? `${nameOf(note)} hidden. Its author and the managers still see it.`
      : `${nameOf(note)} shown again.`,
    action: { label: "Undo", run: () => setHidden(notes, { ...note, ...shown }, !hidden) },
  });
}

/** Gives a note another passage. */
export async function reattach(notes: Notes, note: Note, span: Span): Promise<void> {
  const { version, textHash, abstract } = notes.paper;
  const exact = abstract.slice(span.start, span.end);
  const refusal = await change(notes, note, { ...note, place: span, exact, version }, () =>
    call((api) =>
      api.annotations.reattach.mutate({ id: note.id, version, target: { ...span, textHash } }),
    ),
  );
  if (refusal) toast({ text: `It was not attached. ${refusal.reason}` });
}

/** What a note is called: a reply, a highlight without words, a comment without passage. */
export function nameOf(note: Pick<Note, "parentId" | "exact" | "body">): string {
  if (note.parentId) return "Reply";
  if (note.exact === null) return "Comment";
  return note.body ? "Note" : "Highlight";
}

const kindOf = (audience: Audience): Note["audience"] => {
  if (typeof audience === "string") return audience;
  return "teamId" in audience ? "team" : "list";
};
