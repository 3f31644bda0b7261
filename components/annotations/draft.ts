"use client";

import type { Span } from "@/server/annotations/anchor";
import type { Audience, Color } from "@/server/annotations/schema";
import { newId } from "../api/new-id";
import { toast } from "../ui/toast";

/**
 * A text being written. `slot` says what for: `note` (on a passage, or on the whole paper),
 * `comment`, `reply:ID` or `edit:ID`. `id` is the future note's, fixed from the start, so that a
 * retry does not create a second note.
 */
export interface Draft {
  slot: string;
  id: string;
  span: Span | null;
  body: string;
  audience: Audience;
  /** For a passage. */
  color?: Color;
  /** The text that an edit began from. */
  was?: string;
  /** Why it was refused. */
  error?: string;
  /** The text that `span` refers to, stored with the draft. */
  text?: DraftText;
}

/** The abstract of the page where the draft is written. */
export interface DraftText {
  textHash: string;
  abstract: string;
}

/** A paper, as far as its drafts need it. */
type DraftedPaper = DraftText & { id: number };

/** A draft with the text that its span refers to. */
export const withText = ({ textHash, abstract }: DraftedPaper, draft: Draft): Draft =>
  draft.span ? { ...draft, text: { textHash, abstract } } : draft;

const key = (paperId: number, slot: string) => `draft:${paperId}:${slot}`;

/** The draft of a slot: text that was typed and never sent, or an empty one. */
export function openDraft(paperId: number, slot: string, given: Partial<Draft> = {}): Draft {
  const empty = { slot, id: newId(), span: null, body: "", audience: "me" as const, ...given };
  try {
    const kept: Draft | null = JSON.parse(sessionStorage.getItem(key(paperId, slot)) ?? "null");
    if (kept?.body || kept?.error)
      return {
        ...empty,
        ...kept,
        ...(given.span && { span: given.span, text: undefined, error: undefined }),
      };
  } catch {}
  return empty;
}

/** Keeps what was typed through reloads, refusals and signing in. */
export function keepDraft(paper: DraftedPaper, draft: Draft): void {
  try {
    if (draft.body.trim() === "" && !draft.error) dropDraft(paper.id, draft.slot);
    else sessionStorage.setItem(key(paper.id, draft.slot), JSON.stringify(withText(paper, draft)));
  } catch {}
}

export function dropDraft(paperId: number, slot: string): void {
  try {
    sessionStorage.removeItem(key(paperId, slot));
  } catch {}
}

/** As much as is typed again without regret. */
const LINE = 60;

/** Deletes a draft that was canceled. More than a line of typed text can be brought back. */
export function discardDraft(paper: DraftedPaper, draft: Draft, reopen: (draft: Draft) => void) {
  dropDraft(paper.id, draft.slot);
  const typed = draft.body.trim();
  if (typed === (draft.was ?? "").trim() || (typed.length <= LINE && !typed.includes("\n"))) return;
  const undo = () => {
    keepDraft(paper, draft);
    reopen(draft);
  };
  toast({ text: "What you wrote was discarded.", action: { label: "Undo", run: undo } });
}
