import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, type Span, type Target } from "@/server/annotations/anchor";
import { atomsOf } from "@/server/annotations/atoms";
import { editsBetween } from "@/server/annotations/matching";
import { hashText } from "@/server/annotations/text";

// Makes new versions of real abstracts, and knows where a passage moved in each of them.

/** The abstracts in a file of papers, as gzipped JSON Lines. */
export function abstractsOf(file: string): string[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line).abstract.replace(/\s/g, " ").trim());
}

/** Pseudorandom numbers that are the same in every run. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed % 2_147_483_647 || 1;
  }

  below(limit: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % limit;
  }

  of<T>(items: T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** Sentences, never split inside a formula. */
export function sentencesOf(text: string): string[] {
  const atoms = atomsOf(text);
  const cuts = Array.from(sentences.segment(text), ({ index }) => index)
    .filter((at) => at > 0 && !atoms.some(({ start, end }) => at > start && at < end))
    .concat(text.length);
  let from = 0;
  return cuts.map((to) => {
    const sentence = text.slice(from, to).trim();
    from = to;
    return sentence;
  });
}

/** A passage in its abstract: the text before it, and the text after it. */
interface Marked {
  before: string;
  passage: string;
  after: string;
}

/** A new version of an abstract, and the passage in it; null if it is no longer there. */
interface Revision {
  text: string;
  place: Span | null;
}

export interface Case {
  kind: string;
  old: string;
  target: Target & { textHash: string };
  text: string;
  place: Span | null;
}

/** The inputs for making a revision. */
interface Tools {
  dice: Dice;
  /** Sentences of another paper. */
  foreign: string[];
}

const put = (before: string, passage: string, after: string): Revision => {
  const start = before.length;
  return { text: before + passage + after, place: { start, end: start + passage.length } };
};

const gone = (text: string): Revision => ({ text, place: null });

/** Replaces one letter of a word. */
function withOneLetter(text: string, dice: Dice): string {
  const atoms = atomsOf(text);
  const places = [...text.matchAll(/\p{L}/gu)]
    .map(({ index }) => index)
    .filter((at) => !atoms.some(({ start, end }) => at >= start && at < end));
  const at = dice.of(places);
  const letter = dice.of([..."etaoinsr"].filter((each) => each !== text[at]));
  return text.slice(0, at) + letter + text.slice(at + 1);
}

/** Replaces words until about this share of the letters has changed. */
function withOtherWords(text: string, share: number, { dice, foreign }: Tools): string {
  const others = foreign.join(" ").match(/\p{L}{3,}/gu) ?? ["other"];
  let changed = 0;
  let made = text;
  for (let round = 0; round < 200; round++) {
    const atoms = atomsOf(made);
    const words = [...made.matchAll(/\p{L}{3,}/gu)].filter(
      ({ index }) => !atoms.some(({ start, end }) => index >= start && index < end),
    );
    if (words.length === 0) break;
    const { 0: word, index } = dice.of(words);
    const other = dice.of(others);
    changed += Math.max(word.length, other.length);
    if (changed > text.length * share) break;
    made = made.slice(0, index) + other + made.slice(index + word.length);
  }
  return made;
}

/** Replaces every number. */
const withOtherNumbers = (text: string, dice: Dice) =>
  text.replace(/\d/g, (digit) => String((Number(digit) + 1 + dice.below(8)) % 10));

/** Replaces or drops the first or last word; null if there is a formula in its place. */
function withOtherEnd(text: string, to: "another" | "none", { dice, foreign }: Tools) {
  const atoms = atomsOf(text);
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu)];
  const word = words.at(dice.of([0, -1]));
  if (!word || words.length < 3) return null;
  const [start, end] = [word.index, word.index + word[0].length];
  if (atoms.some((atom) => atom.start < end && atom.end > start)) return null;
  const [head, tail] = [text.slice(0, start), text.slice(end)];
  if (to === "none") return word === words[0] ? head + tail.trimStart() : head.trimEnd() + tail;
  return head + dice.of(foreign.join(" ").match(/\p{L}{2,}/gu) ?? ["other"]) + tail;
}

/** Rewrites the sentences before and after: those next to the passage come from another paper. */
function withOtherNeighbours({ before, after }: Marked, { dice, foreign }: Tools) {
  const [left, right] = [dice.of(foreign), dice.of(foreign)];
  const kept = before.split(/(?<=[.!?]) /).slice(0, -1);
  const rest = after.split(/(?<=[.!?]) /).slice(1);
  return {
    before: before.trim() && `${[...kept, left].join(" ")} `,
    after: after.trim() && `, ${[right, ...rest].join(" ")}`,
  };
}

type Revise = (marked: Marked, tools: Tools) => Revision | null;

/** The kinds of changes, by the name used in the counts. */
const REVISIONS: Record<string, Revise> = {
  "one letter": ({ before, passage, after }, { dice }) =>
    put(before, withOneLetter(passage, dice), after),
  "one letter, neighbours rewritten": (marked, tools) => {
    const { before, after } = withOtherNeighbours(marked, tools);
    return put(before, withOneLetter(marked.passage, tools.dice), after);
  },
  "unchanged, neighbours rewritten": (marked, tools) => {
    const { before, after } = withOtherNeighbours(marked, tools);
    return put(before, marked.passage, after);
  },
  "words, a tenth": ({ before, passage, after }, tools) =>
    put(before, withOtherWords(passage, 0.1, tools), after),
  "words, a tenth, neighbours rewritten": (marked, tools) => {
    const { before, after } = withOtherNeighbours(marked, tools);
    return put(before, withOtherWords(marked.passage, 0.1, tools), after);
  },
  "words, a quarter": ({ before, passage, after }, tools) =>
    put(before, withOtherWords(passage, 0.25, tools), after),
  numbers: ({ before, passage, after }, { dice }) =>
    /\d/.test(passage) ? put(before, withOtherNumbers(passage, dice), after) : null,
  "numbers, neighbours rewritten": (marked, tools) => {
    if (!/\d/.test(marked.passage)) return null;
    const { before, after } = withOtherNeighbours(marked, tools);
    return put(before, withOtherNumbers(marked.passage, tools.dice), after);
  },
  ...Object.fromEntries(
    (["another", "none"] as const).flatMap((to) => [
      [
        `last or first word, ${to}`,
        ({ before, passage, after }: Marked, tools: Tools) => {
          const edited = withOtherEnd(passage, to, tools);
          return edited === null ? null : put(before, edited, after);
        },
      ],
      [
        `last or first word, ${to}, neighbours rewritten`,
        (marked: Marked, tools: Tools) => {
          const { before, after } = withOtherNeighbours(marked, tools);
          const edited = withOtherEnd(marked.passage, to, tools);
          return edited === null ? null : put(before, edited, after);
        },
      ],
    ]),
  ),
  moved: ({ before, passage, after }) => put(`${after.trim()} ${before}`, passage, ""),
  "moved, one letter": ({ before, passage, after }, { dice }) =>
    put("", withOneLetter(passage, dice), ` ${after.trim()} ${before}`),
  "inserted around": ({ before, passage, after }, { dice, foreign }) =>
    put(`${dice.of(foreign)} ${before}`, passage, `${after} ${dice.of(foreign)}`),
  deleted: ({ before, after }) => gone(before + after.trimStart()),
  "deleted, another in its place": ({ before, after }, { dice, foreign }) =>
    gone(before + dice.of(foreign) + after),
  "a distant relative in another place": ({ before, passage, after }, tools) => {
    const relative = withOtherWords(passage, 0.45, tools);
    // with a few long words, it may still be the passage
    if (editsBetween(passage, relative, { steps: 1e6 }) < 0.25 * passage.length) return null;
    return gone(`${relative} ${before}${tools.dice.of(tools.foreign)}${after}`);
  },
  "another abstract": (_, { foreign }) => gone(foreign.join(" ")),
};

/** Changes to an abstract whose old version contains the passage twice, or nearly so. */
const TWINS: Record<string, (marked: Marked & { twin: string }, tools: Tools) => Revision> = {
  "of twins, one letter": ({ before, passage, after, twin }, { dice }) =>
    put(before, withOneLetter(passage, dice), `${after} ${twin}`),
  "of twins, one letter, neighbours rewritten": (marked, tools) => {
    const { before, after } = withOtherNeighbours(marked, tools);
    return put(before, withOneLetter(marked.passage, tools.dice), `${after} ${marked.twin}`);
  },
  "of twins, deleted": ({ before, after, twin }) => gone(`${before}${after.trimStart()} ${twin}`),
  "of twins, deleted, the other edited": ({ before, after, twin }, { dice }) =>
    gone(`${before}${after.trimStart()} ${withOneLetter(twin, dice)}`),
  "of twins, swapped": ({ before, passage, after, twin }) =>
    put(`${before}${twin} ${after} `, passage, ""),
};

/** Passages of an abstract such as readers choose. */
function passagesOf(text: string, dice: Dice): Marked[] {
  const parts = sentencesOf(text);
  const marked = (from: string, to: string = from): Marked => {
    const start = text.indexOf(from);
    const end = text.indexOf(to, start) + to.length;
    return {
      before: text.slice(0, start),
      passage: text.slice(start, end),
      after: text.slice(end),
    };
  };
  const at = dice.below(parts.length);
  const sentence = parts[at] ?? "";
  const two = marked(sentence, parts[at + 1]);
  const words = sentence.split(" ");
  const first = dice.below(Math.max(1, words.length - 4));
  const phrase = words.slice(first, first + 3 + dice.below(10)).join(" ");
  return [marked(sentence), two, marked(phrase), marked(text)].filter(
    ({ passage }) => passage.length >= 3 && /\p{L}{2}/u.test(passage),
  );
}

/** Revisions of one abstract: every kind, each for another passage. */
export function* casesOf(text: string, foreign: string[], seed: number): Generator<Case> {
  const dice = new Dice(seed);
  const tools = { dice, foreign };
  const make = (kind: string, marked: Marked, old: string, revision: Revision | null) => {
    if (!revision) return null;
    // half a character or formula is not a passage
    const start = marked.before.length;
    const span = { start, end: start + marked.passage.length };
    const described = describe(old, span, atomsOf(old));
    if (!described || described.end - described.start !== marked.passage.length) return null;
    return { kind, old, target: { ...described, textHash: hashText(old) }, ...revision };
  };
  for (const [kind, revise] of Object.entries(REVISIONS)) {
    const marked = dice.of(passagesOf(text, dice));
    const made = make(kind, marked, text, revise(marked, tools));
    if (made) yield made;
  }
  for (const [kind, revise] of Object.entries(TWINS)) {
    const marked = dice.of(passagesOf(text, dice));
    const edited = [marked.passage, withOneLetter(marked.passage, dice)];
    const twin = dice.of([...edited, withOtherNumbers(marked.passage, dice)]);
    // identical passages cannot be told apart after a swap, or after deleting one of two neighbors
    const isSame = twin === marked.passage && marked.after === "";
    if (isSame || (kind === "of twins, swapped" && twin === marked.passage)) continue;
    const old = `${text} ${twin}`;
    const made = make(kind, marked, old, revise({ ...marked, twin }, tools));
    if (made) yield made;
  }
}
