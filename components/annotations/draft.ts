"use client";

import type { Span } from "@/server/annotations/anchor";
import type { Audience } from "@/server/annotations/schema";
import { newId } from "../api/new-id";

/**
 * Something being written. `slot` says what: `note` (on a passage, or on the whole paper),
 * `comment`, `reply:ID` or `edit:ID`. `id` is the note's own from the first letter on, so that
 * sending it twice makes it once.
 */
export interface Draft {
  slot: string;
  id: string;
  span: Span | null;
  body: string;
  audience: Audience;
  /** The words that a change of a note began from. */
  was?: string;
  /** Why it was not taken. */
  error?: string;
  /** The text that `span` counts in, with what is kept. */
  text?: DraftText;
}

/** The abstract of the page that something is written on. */
export interface DraftText {
  textHash: string;
  abstract: string;
}

/** A paper as far as drafts on it are concerned. */
type DraftedPaper = DraftText & { id: number };

/** A draft with the text that its passage counts in. */
export const withText = ({ textHash, abstract }: DraftedPaper, draft: Draft): Draft =>
  draft.span ? { ...draft, text: { textHash, abstract } } : draft;

const key = (paperId: number, slot: string) => `draft:${paperId}:${slot}`;

/** A draft of this slot: what was typed earlier and never sent, or an empty one. */
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
