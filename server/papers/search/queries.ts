import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Context } from "../../platform/context";
import { encodeCursor } from "../../platform/cursor";
import { AppError } from "../../platform/errors";
import { sought } from "../../platform/text";
import { typedArxivId } from "../arxiv-id";
import { type PaperRow, rowsOf, slugOf } from "../queries";
import { readableText } from "../readable";
import { bestOf, isPartial, MAX_RANKED, matches, wanted } from "./best";
import { documentOf } from "./document";
import {
  type Corrections,
  correct,
  correctionsOf,
  type Plan,
  papersWith,
  planFor,
  replaceWords,
  unknownWords,
} from "./plan";
import type { searchInput, titlesInput } from "./schema";
import { anyQuery, nameQuery, textQuery } from "./tsquery";
import type { Word } from "./words";

const PAGE = 40;
const MAX_CHARACTERS = 300;
/** With at most this many results, other spellings are suggested */
const FEW = 4;
/** for words that at most this many papers contain, */
const RARE = 3;
/** if a similar word occurs in this many times more papers. */
const TIMES = 10;

/** The result of a search. */
export interface Found {
  /** The slug of the paper with the arXiv id that was searched for. */
  jump: string | null;
  /** The arXiv id that was searched for, if no paper here has it. */
  unknown: string | null;
  papers: PaperRow[];
  /** Whether they are the newest first, as nothing makes one a better match than another. */
  isByDate: boolean;
  /**
   * The number of matches; from `most` on, only the newest, and those with all words in the title.
   */
  found: number;
  most: number;
  /** Whether only the newer papers were searched, as the words are too common to read all. */
  isPartial: boolean;
  more: string | null;
  /** What was searched for instead, and how to insist on what was typed. */
  corrected: { to: string; typed: string } | null;
  /** What may have been meant, if little was found. */
  suggestion: string | null;
}

const nothing: Found = {
  jump: null,
  unknown: null,
  papers: [],
  isByDate: false,
  found: 0,
  most: MAX_RANKED,
  isPartial: false,
  more: null,
  corrected: null,
  suggestion: null,
};

/**
 * Searches titles, abstracts, authors, organizations and keywords, best first. For an arXiv id or URL nothing is searched:
 * `jump` is the slug of its paper, or `unknown` the id if no paper here has it.
 */
export async function search(ctx: Context, input: z.output<typeof searchInput>): Promise<Found> {
  const { q, after } = input;
  if (q.length > MAX_CHARACTERS) {
    const sentence = `Please search with at most ${MAX_CHARACTERS} characters.`;
    throw new AppError("BAD_REQUEST", sentence, "q");
  }
  const arxivId = typedArxivId(q);
  if (arxivId) {
    const jump = await slugOf(ctx, arxivId.id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "NOT_FOUND") return null;
      throw error;
    });
    return { ...nothing, jump, unknown: jump ? null : arxivId.id };
  }
  const plan = await planFor(ctx, q);
  if (!plan) return nothing;
  const typed = await ranked(ctx, plan, after);
  // an older paper may have what was typed
  if (typed.found === 0 && typed.isPartial) return typed;
  if (typed.found === 0) return (await correctedSearch(ctx, plan, after)) ?? typed;
  if (typed.found > FEW) return typed;
  return { ...typed, suggestion: await suggestionFor(ctx, plan) };
}

/** How many titles are offered while somebody types. */
const OFFERED = 5;

/**
 * The titles of the best matches of what is being typed, whose last word may be unfinished; of an
 * arXiv id, the title of its paper. Nothing is corrected, as most of it is still to come.
 */
export async function titles(ctx: Context, { q }: z.output<typeof titlesInput>) {
  const arxivId = typedArxivId(q);
  if (arxivId) return titleOf(ctx, arxivId.id);
  const plan = await planFor(ctx, q);
  if (!plan) return [];
  const best = await bestOf(ctx, plan, undefined, OFFERED);
  const ids = best.map(({ id }) => id);
  const rows = await ctx.db
    .select({ id: papers.id, slug: papers.slug, title: papers.title })
    .from(papers)
    .where(inArray(papers.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const paper = byId.get(id);
    return paper ? [{ slug: paper.slug, title: readableText(paper.title) }] : [];
  });
}

async function titleOf(ctx: Context, slug: string) {
  const found = await ctx.db
    .select({ slug: papers.slug, title: papers.title })
    .from(papers)
    .where(eq(papers.slug, slug))
    .limit(1);
  return found.map((paper) => ({ ...paper, title: readableText(paper.title) }));
}

/**
 * A condition for papers that contain all words of a search, for use in another query. Unknown
 * words match their corrections. Returns null if there is no word to search for.
 */
export async function matching(ctx: Context, q: string): Promise<SQL | null> {
  const plan = await planFor(ctx, sought(q));
  if (!plan) return null;
  const corrections = await correctionsOf(ctx, unknownWords(plan));
  const { alternatives, variants } = corrections ? await correct(ctx, plan, corrections) : plan;
  return matches(alternatives, variants, textQuery);
}

/**
 * A condition for papers with all words of a search in their titles or their authors' names; null if
 * there is no word to search for.
 */
export async function named(ctx: Context, q: string): Promise<SQL | null> {
  const plan = await planFor(ctx, sought(q));
  const query = plan && anyQuery(plan.alternatives.map((terms) => nameQuery(terms, plan.variants)));
  return query ? sql`${papers.search} @@ ${query}::tsquery` : null;
}

/** The search with rare words replaced by frequent ones that were probably meant. */
async function suggestionFor(ctx: Context, plan: Plan): Promise<string | null> {
  const rare = plan.open.filter((word) => papersWith(plan, word) <= RARE);
  const corrections = await correctionsOf(ctx, rare);
  const replaced = [...(corrections ?? [])].flatMap(([word, [nearest]]): [Word, string][] =>
    nearest && nearest.papers >= TIMES * papersWith(plan, word) ? [[word, nearest.word]] : [],
  );
  return replaced.length > 0 ? replaceWords(plan.shown, replaced) : null;
}

/** Searches with corrections of unknown words, or else of any words. */
async function correctedSearch(ctx: Context, plan: Plan, after: number[] | undefined) {
  const unknown = unknownWords(plan);
  for (const doubtful of unknown.length > 0 ? [unknown, plan.open] : [plan.open]) {
    const corrections = await correctionsOf(ctx, doubtful);
    if (!corrections) continue;
    const found = await ranked(ctx, await correct(ctx, plan, corrections), after);
    if (found.found > 0) return { ...found, corrected: correctionShown(plan, corrections, found) };
  }
  return null;
}

/** Which words the first result matched instead of those typed. */
function correctionShown({ shown }: Plan, corrections: Corrections, { papers: [first] }: Found) {
  const words = first
    ? documentOf({ ...first, keywords: [], organization: null }).words
    : new Set<string>();
  const replaced = [...corrections].flatMap(([word, known]): [Word, string][] => {
    if (words.has(word.text)) return [];
    const found = known.find((one) => words.has(one.word)) ?? known[0];
    return found ? [[word, found.word]] : [];
  });
  return {
    to: replaceWords(shown, replaced),
    typed: replaceWords(
      shown,
      replaced.map(([word]) => [word, `"${shown.slice(word.start, word.end)}"`]),
    ),
  };
}

async function ranked(ctx: Context, plan: Plan, after: number[] | undefined): Promise<Found> {
  const rows = await bestOf(ctx, plan, after, PAGE + 1);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    ...nothing,
    papers: await rowsOf(
      ctx,
      page.map((row) => row.id),
    ),
    isByDate: wanted(plan) === "",
    isPartial: isPartial(plan),
    found: rows[0]?.found ?? 0,
    more: last && rows.length > PAGE ? encodeCursor([last.rank, last.id]) : null,
  };
}
