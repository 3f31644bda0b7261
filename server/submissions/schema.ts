import { z } from "zod";
import { isWebAddress } from "../ingest/web-address";
import { MAX_LINES, pastedLines } from "../papers/reference";
import { uuid } from "../platform/ids";
import { isVisible, line, lines, sought } from "../platform/text";

const MAX_PASTED = 20_000;

/** Up to fifty papers, as they were pasted. */
export const pasteInput = z.strictObject({
  papers: z
    .string("Please enter an id or an address.")
    .max(MAX_PASTED, "Please paste at most fifty ids or addresses at once.")
    .transform((text, context) => {
      const found = pastedLines(sought(text));
      const message =
        found.length === 0
          ? "Please enter an id or an address."
          : found.length > MAX_LINES
            ? `Please paste at most ${MAX_LINES} papers at once: these are ${found.length}.`
            : null;
      if (message === null) return found;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
});

const MAX_AUTHORS = 200;
const MAX_NAME = 300;

/** Names, one on each line. */
const authors = lines("the authors", 20_000).transform((text, context) => {
  const names = text
    .split("\n")
    .map((name) => name.trim())
    .filter(isVisible);
  const message =
    names.length > MAX_AUTHORS
      ? `Please name at most ${MAX_AUTHORS} authors.`
      : names.some((name) => name.length > MAX_NAME)
        ? "Please put each author on a line of their own."
        : null;
  if (message === null) return names;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** A paper that no source is asked for. */
export const writtenInput = z.strictObject({
  title: line("the title", 1_000),
  abstract: lines("the abstract", 20_000).refine(isVisible, "Please enter the abstract."),
  authors,
  link: z
    .string()
    .max(2_000, "Please keep the link within 2,000 characters.")
    .trim()
    .refine(
      (text) => text === "" || isWebAddress(text),
      "Please enter an address that starts with https:// or http://.",
    )
    .default(""),
});

export const draftInput = z.strictObject({ id: uuid("must be the id of a draft") });
