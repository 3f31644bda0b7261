import type { Context } from "../../platform/context";
import { countPapers, findCorrections, findWords, type KnownWord } from "./known-words";
import { readQuery, type Term } from "./query";
import { openWords, requiredWords, type Variants } from "./tsquery";
import { shownText, stemOf, type Word } from "./words";

/** A parsed search: what was typed, and what its words may match. */
export interface Plan {
  /** What was typed, for display. */
  shown: string;
  alternatives: Term[][];
  /** The words that may be completed or corrected. */
  open: Word[];
  variants: Variants;
  /** At most how many papers contain each word, in any form; words such as C++ are not counted. */
  counts: Map<Word, number>;
  /** The approximate number of papers. */
  papers: number;
}

/** The known words that each word of a search may be a misspelling of. */
export type Corrections = Map<Word, KnownWord[]>;

/** Parses a search and looks its words up. Returns null if there is no word to search for. */
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

/** The words of a search that no paper contains. */
export const unknownWords = ({ open, counts }: Plan) =>
  open.filter((word) => counts.get(word) === 0);

/** Corrections of these words; null if none has any. */
export async function correctionsOf(ctx: Context, words: Word[]): Promise<Corrections | null> {
  const found = await findCorrections(
    ctx,
    words.map(({ text }) => text),
  );
  const corrections = new Map(words.map((word) => [word, found.get(word.text) ?? []]));
  return [...corrections.values()].some((known) => known.length > 0) ? corrections : null;
}

/** The search, also matching the corrections of its words. */
export function correct(plan: Plan, corrections: Corrections): Plan {
  const variants = new Map(plan.variants);
  for (const [word, known] of corrections) {
    variants.set(word, [...(variants.get(word) ?? []), ...known.map(({ stem }) => stem)]);
  }
  return { ...plan, variants };
}

/** What was typed, with these words replaced. */
export function replaceWords(shown: string, replacements: [Word, string][]): string {
  let text = shown;
  // from last to first, so that offsets stay valid
  for (const [word, replacement] of replacements.toSorted(([a], [b]) => b.start - a.start)) {
    text = text.slice(0, word.start) + replacement + text.slice(word.end);
  }
  return text;
}
