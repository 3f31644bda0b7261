import { expect, test } from "vitest";
import type { Draft } from "@/components/annotations/draft";
import { inTextOf } from "@/components/annotations/place-draft";
import { hashText } from "@/server/annotations/text";

const OLD = "We compress networks with codebooks. Memory falls by half while accuracy stays.";
const textOf = (abstract: string) => ({ abstract, textHash: hashText(abstract) });

/** A draft of a note on these words of the old text. */
function draftOn(words: string): Draft {
  const start = OLD.indexOf(words);
  const span = { start, end: start + words.length };
  return { slot: "note", id: "1", span, body: "Really?", audience: "me", text: textOf(OLD) };
}

test("a draft keeps its passage in the text it was begun on", async () => {
  const draft = draftOn("Memory falls by half");
  expect(await inTextOf(textOf(OLD), draft)).toBe(draft);
});

test("in a new text its passage is found again, to be checked, and what was typed is kept", async () => {
  const abstract = `A preface. ${OLD}`;
  const placed = await inTextOf(textOf(abstract), draftOn("Memory falls by half"));
  expect(placed.span && abstract.slice(placed.span.start, placed.span.end)).toBe(
    "Memory falls by half",
  );
  expect(placed).toMatchObject({
    id: "1",
    body: "Really?",
    error: expect.stringMatching(/Check it/),
  });
});

test("where its passage is gone, the draft has none and says so", async () => {
  const placed = await inTextOf(textOf("We withdraw it."), draftOn("Memory falls by half"));
  expect(placed).toMatchObject({
    span: null,
    body: "Really?",
    error: expect.stringMatching(/not in this version/),
  });
});
