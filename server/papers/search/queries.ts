import { and, eq, inArray, not, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Context } from "../../platform/context";
import { encodeCursor } from "../../platform/cursor";
import { AppError } from "../../platform/errors";
import { sought } from "../../platform/text";
import { transaction } from "../../platform/transaction";
import { typedArxivId } from "../arxiv-id";
import { type PaperRow, rowsOf, slugOf } from "../queries";
import { readableText } from "../readable";
import { documentOf, quoted, wholeTitle } from "./document";
import {
  type Corrections,
  correct,
  correctionsOf,
  type Plan,
  planFor,
  replaceWords,
  unknownWords,
} from "./plan";
import type { Term } from "./query";
import type { searchInput, titlesInput } from "./schema";
import { anyQuery, nameQuery, textQuery, titleQuery, type Variants } from "./tsquery";
import { type Word, wordsOf } from "./words";

const PAGE = 40;
const MAX_CHARACTERS = 300;
/** The most matches that are ranked, the newest: bounds the work of any search. */
const MAX_RANKED = 500;
/** The most additional papers with all the words in their title. */
const MAX_TITLES = 300;
/** The most additional papers with exactly this title. */
const MAX_WHOLE = 10;
/** If most papers match, only this many of the newest are scanned. */
const WINDOW = 10_000;
/** If a larger share of all papers matches, an index no longer helps. */
const COMMON = 0.05;
/** With at most this many results, other spellings are suggested */
const FEW = 4;
/** for words that at most this many papers contain, */
const RARE = 3;
/** if a similar word occurs in this many times more papers. */
const TIMES = 10;
/** The length of a title: of two titles with all the words, the shorter is the better match. */
const titleWords = sql`(1 + length(title) - length(replace(title, ' ', '')))`;
/** Weights of the (unused) fourth class, the abstract, names and the title. */
const WEIGHTS = "{0.1, 0.2, 0.7, 1.0}";

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
  const { alternatives, variants } = corrections ? correct(plan, corrections) : plan;
  return matches(alternatives, variants, textQuery);
}

/** What an alternative's words must match. */
type QueryOf = (terms: Term[], variants: Variants) => string;

/**
 * A condition for papers with all words of a search in their titles or their authors' names; null if
 * there is no word to search for.
 */
export async function named(ctx: Context, q: string): Promise<SQL | null> {
  const plan = await planFor(ctx, sought(q));
  const query = plan && anyQuery(plan.alternatives.map((terms) => nameQuery(terms, plan.variants)));
  return query ? sql`${papers.search} @@ ${query}::tsquery` : null;
}

const NOWHERE = sql`false`;

/** A condition for papers that match one of the alternatives, its words and its topics. */
function matches(alternatives: Term[][], variants: Variants, queryOf: QueryOf): SQL {
  const hasTopics = alternatives.flat().some(({ topic }) => topic !== null);
  const found = (query: string) => sql`${papers.search} @@ ${query}::tsquery`;
  // one query for all alternatives reads the index once
  if (!hasTopics) return found(anyQuery(alternatives.map((terms) => queryOf(terms, variants))));
  const each = alternatives.map((terms) => {
    const query = queryOf(terms, variants);
    const topics = terms.flatMap(({ topic, isExcluded }) => (topic ? { topic, isExcluded } : []));
    return and(
      query === "" ? undefined : found(query),
      ...topics.map(({ topic, isExcluded }) => {
        const has = sql`${papers.topics} @> array[${topic}::text]`;
        return isExcluded ? not(has) : has;
      }),
    );
  });
  return or(...each) ?? NOWHERE;
}

/** The search with rare words replaced by frequent ones that were probably meant. */
async function suggestionFor(ctx: Context, plan: Plan): Promise<string | null> {
  const rare = plan.open.filter((word) => (plan.counts.get(word) ?? 0) <= RARE);
  const corrections = await correctionsOf(ctx, rare);
  const replaced = [...(corrections ?? [])].flatMap(([word, [nearest]]): [Word, string][] =>
    nearest && nearest.papers >= TIMES * (plan.counts.get(word) ?? 0) ? [[word, nearest.word]] : [],
  );
  return replaced.length > 0 ? replaceWords(plan.shown, replaced) : null;
}

/** Searches with corrections of unknown words, or else of any words. */
async function correctedSearch(ctx: Context, plan: Plan, after: number[] | undefined) {
  const unknown = unknownWords(plan);
  for (const doubtful of unknown.length > 0 ? [unknown, plan.open] : [plan.open]) {
    const corrections = await correctionsOf(ctx, doubtful);
    if (!corrections) continue;
    const found = await ranked(ctx, correct(plan, corrections), after);
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

/** The estimated share of all papers that match. */
function shareOf({ alternatives, counts, papers }: Plan): number {
  const share = (word: Word) => Math.min(1, (counts.get(word) ?? 0) / Math.max(1, papers));
  const each = alternatives.map((terms) => {
    const of = terms
      .filter(({ isExcluded }) => !isExcluded)
      .flatMap(({ words }) => words.map(share))
      .sort((a, b) => a - b);
    // words that occur together are not independent: the rarest counts most
    return of.reduce((product, one, at) => product * (at === 0 ? one : one ** 0.3), 1);
  });
  return each.reduce((sum, share) => sum + share, 0);
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
    found: rows[0]?.found ?? 0,
    more: last && rows.length > PAGE ? encodeCursor([last.rank, last.id]) : null,
  };
}

/** What texts must match; "" if only topics are asked for. */
const wanted = ({ alternatives, variants }: Plan) =>
  anyQuery(alternatives.map((terms) => textQuery(terms, variants)));

/** The ids of the best matches, their ranks, and how many there are in all. */
async function bestOf(ctx: Context, plan: Plan, after: number[] | undefined, size: number) {
  const { shown, alternatives, variants } = plan;
  const words = wordsOf(shown);
  // a search with operators is not a title
  const isTitle = !alternatives
    .flat()
    .some(({ isExcluded, field, topic }) => isExcluded || field !== null || topic !== null);
  const whole = isTitle ? quoted(wholeTitle(words)) : "";
  const text = wanted(plan);
  const titled = alternatives.filter((terms) => titleQuery(terms, variants) !== "");
  const seen = after && sql`where (rank, id) < (${after[0]}::float8, ${after[1]}::float8)`;
  const pool =
    shareOf(plan) > COMMON
      ? sql`(select id, search, topics from ${papers} order by id desc limit ${WINDOW}) as papers`
      : papers;
  return transaction(ctx, async (tx) => {
    // Postgres underestimates a sequential scan, as it ignores the cost of decompressing
    await tx.db.execute(sql`set local enable_seqscan = off`);
    return tx.db.execute<{ id: number; rank: number; found: number }>(sql`
      with matches as materialized (
        select id, max(tier) as tier from (
          (select id, 2 as tier from ${papers} where search @@ ${whole}::tsquery limit ${MAX_WHOLE})
          union all (select id, 1 from ${papers} where ${matches(titled, variants, titleQuery)}
            order by id desc limit ${MAX_TITLES})
          union all (select id, 0 from ${pool} where ${matches(alternatives, variants, textQuery)}
            order by id desc limit ${MAX_RANKED})
        ) as found group by id
      ), ranked as materialized (
        select id, (
          case when tier = 2 then 100 else 0 end
          + case when tier > 0 then 10 + 10.0 * ${words.length}::int / ${titleWords} else 0 end
          + ts_rank_cd(${WEIGHTS}::float4[], search, ${text}::tsquery)
        )::float8 as rank
        from matches join ${papers} using (id)
      )
      select id, rank, (select count(*)::int from ranked) as found
      from ranked ${seen ?? sql``}
      order by rank desc, id desc
      limit ${size}`);
  });
}
