"use client";

import type { Note } from "@/server/annotations/note";
import { nowOf, reasonOf } from "../api/call";
import type { Command } from "../api/command";
import { toast } from "../ui/toast";
import { kindOf } from "./audience";
import { NO_CHOICE } from "./color";
import { type Draft, dropDraft, keepDraft, withText } from "./draft";
import { groupOf } from "./my-audiences";
import type { NotedPaper } from "./notes";
import { notesOf, notesOnPage, showNote } from "./on-page";
import { inTextOf } from "./place-draft";
import type { ShownNote } from "./thread";

interface Written {
  /** With the text that the passage's offsets refer to. */
  paper: NotedPaper;
  draft: Draft;
}

const parentOf = ({ slot }: Draft) => (slot.startsWith("reply:") ? slot.slice(6) : null);

/**
 * Posts a note, a comment, a highlight or a reply, with the id of its draft. If refused, the draft
 * opens again as typed, with the reason.
 */
export const createNote: Command<Written, Note> = {
  name: "annotations.create",
  key: ({ draft }) => `note ${draft.id}`,
  changes: ({ paper }) => [notesOf(paper.id)],
  optimistic({ paper, draft }) {
    const page = notesOnPage(paper.id, draft.id);
    if (page?.paper.textHash !== paper.textHash) return () => {};
    showNote(paper.id, draft.id, foreseen(paper, draft, page.notes));
    page.setDraft((open) => (open?.slot === draft.slot ? null : open));
    return () => showNote(paper.id, draft.id, null);
  },
  send(api, { paper, draft }) {
    const { id, body, audience, span } = draft;
    const parentId = parentOf(draft);
    if (parentId) return api.annotations.reply.mutate({ id, parentId, body });
    const { id: paperId, version, textHash } = paper;
    const passage = span ? { target: { ...span, textHash }, color: draft.color } : {};
    return api.annotations.create.mutate({ id, paperId, version, audience, body, ...passage });
  },
  accept(note, { paper, draft }) {
    dropDraft(paper.id, draft.slot);
    const page = notesOnPage(paper.id, draft.id);
    page?.setDraft((open) => (open?.id === draft.id ? null : open));
    if (page?.paper.textHash === paper.textHash) showNote(paper.id, draft.id, note);
    else page?.reload();
  },
  pending: (input) => ({ command: "annotations.create", input }),
  resumed({ body }, _, title) {
    const on = title ? ` on ${title}` : "";
    return body ? `Your note${on} is posted.` : `Your highlight${on} is saved.`;
  },
  refused: () => "Your note was not posted.",
  refuse(error, { paper, draft }) {
    const refused = withText(paper, { ...draft, error: reasonOf(error) });
    const page = notesOnPage(paper.id, draft.id);
    const isOutdated = nowOf(error)?.textHash !== undefined;
    // a highlight has no text, but is kept for the new abstract too
    if (isOutdated || !page) keepDraft(paper, refused);
    if (!page) return toast({ text: `Your note was not posted, and is kept. ${reasonOf(error)}` });
    // says beside the abstract that it has changed, and offers the new one
    if (isOutdated) page.reload();
    inTextOf(page.paper, refused).then(page.setDraft);
  },
};

/** A new note as shown until the server responds. */
function foreseen(paper: NotedPaper, draft: Draft, notes: ShownNote[]): ShownNote {
  const parentId = parentOf(draft);
  const parent = notes.find((note) => note.id === parentId);
  return {
    id: draft.id,
    parentId,
    author: null,
    mine: true,
    audience: parent?.audience ?? kindOf(draft.audience),
    group: parent ? parent.group : groupOf(paper.id, draft.audience),
    body: draft.body.trim(),
    exact: draft.span && paper.abstract.slice(draft.span.start, draft.span.end),
    color: (draft.span && draft.color) || NO_CHOICE,
    place: draft.span,
    version: paper.version,
    createdAt: new Date().toISOString(),
    edited: false,
    deleted: false,
    hidden: null,
    mayReply: true,
    mayHide: parent?.mayHide ?? false,
    sending: true,
  };
}
