import type { Context } from "../../platform/context";
import { countPapers, findCorrections, findWords, type KnownWord } from "./known-words";
import { readQuery, type Term } from "./query";
import { openWords, requiredWords, type Variants } from "./tsquery";
import { shownText, stemOf, type Word } from "./words";

/** A search as it is understood: what was typed, and what its words may stand for. */
export interface Plan {
  /** What was typed, as it would be shown. */
  shown: string;
  alternatives: Term[][];
  /** The words that may be completed or corrected. */
  open: Word[];
  variants: Variants;
  /** How many papers each word is in, in any form, at most; C++ and the like are not counted. */
  counts: Map<Word, number>;
  /** How many papers there are, about. */
  papers: number;
}

/** A word of a search, and the known words that it may be a slip of. */
export type Corrections = Map<Word, KnownWord[]>;

/** Reads a search, and looks its words up. Null where it holds no word to search for. */
export async function planFor(ctx: Context, q: string): Promise<Plan | null> {
  const shown = shownText(q);
  const alternatives = readQuery(shown);
  if (alternatives.length === 0) return null;
  const open = openWords(alternatives);
  const counted = requiredWords(alternatives).filter(({ mark }) => mark === "");
  const last = open.at(-1);
  const beginning = last && last.text.length > 1 ? last.text : null;
  const [{ forms, endings }, papers] = await Promise.all([
    findWords(
      ctx,
      counted.map(({ text }) => stemOf(text)),
      beginning,
    ),
    countPapers(ctx),
  ]);
  const variants: Variants = new Map();
  if (last)
    variants.set(
      last,
      endings.map(({ stem }) => stem),
    );
  const counts = new Map<Word, number>();
  for (const word of counted) {
    const stems = new Set([stemOf(word.text), ...(variants.get(word) ?? [])]);
    const known = new Map(
      [...forms, ...endings].filter(({ stem }) => stems.has(stem)).map((one) => [one.word, one]),
    );
    counts.set(
      word,
      [...known.values()].reduce((sum, one) => sum + one.papers, 0),
    );
  }
  return { shown, alternatives, open, variants, counts, papers };
}

/** The words of a search that no paper has. */
export const unknownWords = ({ open, counts }: Plan) =>
  open.filter((word) => counts.get(word) === 0);

/** What these words may be slips of; null where nothing is like any of them. */
export async function correctionsOf(ctx: Context, words: Word[]): Promise<Corrections | null> {
  const found = await findCorrections(
    ctx,
    words.map(({ text }) => text),
  );
  const corrections = new Map(words.map((word) => [word, found.get(word.text) ?? []]));
  return [...corrections.values()].some((known) => known.length > 0) ? corrections : null;
}

/** The search with its words taken for what they may be slips of, too. */
export function correct(plan: Plan, corrections: Corrections): Plan {
  const variants = new Map(plan.variants);
  for (const [word, known] of corrections) {
    variants.set(word, [...(variants.get(word) ?? []), ...known.map(({ stem }) => stem)]);
  }
  return { ...plan, variants };
}

/** What was typed, with each of these words replaced. */
export function replaceWords(shown: string, replacements: [Word, string][]): string {
  let text = shown;
  // from the last to the first, so that places stay true
  for (const [word, replacement] of replacements.toSorted(([a], [b]) => b.start - a.start)) {
    text = text.slice(0, word.start) + replacement + text.slice(word.end);
  }
  return text;
}
