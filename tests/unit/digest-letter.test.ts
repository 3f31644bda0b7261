import { expect, it } from "vitest";
import { cut, letterOf, MAX_HTML } from "@/server/digest/letter";
import type { Pick } from "@/server/digest/picks";

const url = (path: string) => `https://papers.example.org${path}`;

const frame = {
  name: "The Daily <Lab>",
  day: "2026-08-21",
  when: "on weekdays at 7 am",
  url,
  manage: url("/digest/T"),
  unsubscribe: url("/digest/unsubscribe/T"),
};

const pick = (number: number, given: Partial<Pick> = {}): Pick => ({
  id: number,
  slug: `2608.0000${number}`,
  arxivId: `2608.0000${number}`,
  title: `Paper ${number}`,
  abstract: "What it found.",
  readable: { title: `Paper ${number}`, abstract: "What it found." },
  authors: ["Ada", "Lin", "Eve"],
  authorCount: 9,
  categories: [],
  githubUrl: null,
  githubStars: null,
  votes: 0,
  source: "Hugging Face",
  sourceUpvotes: 163,
  sourceUpvotesAsOf: null,
  feedDate: "2026-08-21",
  topics: ["Agents"],
  reasons: [],
  ...given,
});

const found = (picks: Pick[]) => ({ picks, more: 0, latest: null, notes: [], waiting: null });

it("has the date and the first title in its subject, and an ending", () => {
  const { subject, html, text } = letterOf(frame, found([pick(1), pick(2)]));
  expect(subject).toBe("August 21: Paper 1");
  for (const part of [html, text]) {
    expect(part).toContain("on weekdays at 7 am");
    expect(part).toContain("https://papers.example.org/digest/unsubscribe/T");
    expect(part).toContain("https://papers.example.org/papers/2608.00001");
    expect(part).toContain("Ada, Lin and 7 more");
    expect(part).toContain("163 on Hugging Face");
  }
});

it("lets no text become markup, and loads nothing", () => {
  const evil = `<img src=x onerror=alert(1)>"'&`;
  const readable = { title: evil, abstract: evil };
  const notes = [{ who: evil, isReply: false, slug: "2608.00001", title: evil, words: evil }];
  const { html } = letterOf(frame, {
    ...found(
      [1, 2, 3, 4, 5].map((each) => pick(each, { readable, reasons: [evil], topics: [evil] })),
    ),
    notes,
    waiting: { count: 1, slug: "2608.00001", title: evil },
  });
  expect(/<(?:img|script|link|iframe)|url\(/i.exec(html)).toBeNull();
  expect(html).toContain("The Daily &#60;Lab&#62;");
});

it("is never longer than mail programs show", () => {
  const long = "深".repeat(2_000);
  const picks = Array.from({ length: 20 }, (_, at) =>
    pick(at, {
      readable: { title: long, abstract: long },
      reasons: Array(9).fill("&".repeat(400)),
      topics: Array(3).fill(long),
      authors: Array(3).fill(long),
    }),
  );
  const { html, subject, text } = letterOf(frame, found(picks));
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML);
  expect(html).toContain("Stop this mail");
  expect([...subject].length).toBeLessThanOrEqual(110);
  expect(text).toContain("Stop this mail");
});

it("is pleasant to read as text", () => {
  const abstract =
    "LLM agents learn by interacting with environments, yet these environments are hand-built and static.";
  const { text } = letterOf(frame, {
    ...found([
      pick(1, { readable: { title: "EnvHarness", abstract }, reasons: ["Ada upvoted it"] }),
    ]),
    notes: [
      { who: "Lin", isReply: true, slug: "2608.00009", title: "FACET", words: "Let us try." },
    ],
  });
  expect(text).toBe(`The Daily <Lab>
Friday, August 21, 2026 · 1 paper

1. EnvHarness
   LLM agents learn by interacting with environments, yet these
   environments are hand-built and static.
   Agents · Ada, Lin and 7 more
   Ada upvoted it · 163 on Hugging Face
   https://papers.example.org/papers/2608.00001

NOTES FOR YOU
-------------

Lin replied on FACET: “Let us try.”
https://papers.example.org/papers/2608.00009

-- 
You get this on weekdays at 7 am.
Change what you get: https://papers.example.org/digest/T
Stop this mail: https://papers.example.org/digest/unsubscribe/T
`);
});

it("cuts at a word, and never within a character", () => {
  expect(cut("one two three", 9)).toBe("one two…");
  expect(cut("one two", 9)).toBe("one two");
  expect(cut("👩‍🔬".repeat(9), 5)).not.toMatch(/\p{Surrogate}/u);
});
