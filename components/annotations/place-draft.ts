"use client";

import type { Draft, DraftText } from "./draft";

/** Whether a draft's passage refers to this text. */
export const isOfText = ({ textHash }: DraftText, { span, text }: Draft) =>
  span === null || text === undefined || text.textHash === textHash;

/** A stored draft, with its passage found in this page's text. */
export async function inTextOf(paper: DraftText, draft: Draft): Promise<Draft> {
  const { span, text } = draft;
  if (!span || !text || isOfText(paper, draft)) return draft;
  const { describe, resolve } = await import("@/server/annotations/anchor");
  const passage = describe(text.abstract, span);
  const target = passage && { ...passage, textHash: text.textHash };
  const place =
    target && resolve(target, paper.abstract, paper.textHash, { before: text.abstract });
  return {
    ...draft,
    span: place,
    text: undefined,
    error: place
      ? "The abstract has changed since you chose this passage. Check it before you post the note."
      : "The passage you chose is not in this version of the abstract. Choose another one.",
  };
}
