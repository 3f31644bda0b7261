import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Context } from "../../platform/context";
import { encodeCursor } from "../../platform/cursor";
import { AppError } from "../../platform/errors";
import { sought } from "../../platform/text";
import { transaction } from "../../platform/transaction";
import { typedArxivId } from "../arxiv-id";
import { type PaperRow, rowsOf, slugOf } from "../queries";
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
import type { searchInput } from "./schema";
import { textQuery, titleQuery } from "./tsquery";
import { type Word, wordsOf } from "./words";

const PAGE = 40;
const MAX_CHARACTERS = 300;
/** So many matches, the newest, are ranked: the work is bounded whatever is asked for. */
const MAX_RANKED = 500;
/** Of papers with all the words in their title, so many more; */
const MAX_TITLES = 300;
/** and of those with exactly this title. */
const MAX_WHOLE = 10;
/** Where most papers match, so many of the newest are looked through. */
const WINDOW = 10_000;
/** The share of all papers from which on an index helps no more. */
const COMMON = 0.05;
/** Where no more is found, it is asked whether something else was meant: */
const FEW = 4;
/** by words that no more papers have, */
const RARE = 3;
/** as a word that so many times more papers have is like them. */
const TIMES = 10;
/** How long a title is: of two with all the words, the shorter says less else. */
const titleWords = sql`(1 + length(title) - length(replace(title, ' ', '')))`;
/** What a match counts in the (unused) fourth class, the abstract, a name and the title. */
const WEIGHTS = "{0.1, 0.2, 0.7, 1.0}";

/** What a search came to. */
export interface Found {
  /** The slug of the paper whose arXiv id was asked for. */
  jump: string | null;
  /** The arXiv id that was asked for, when no paper here has it. */
  unknown: string | null;
  papers: PaperRow[];
  /** How many match; from `most` on they are the newest, and those with all words in their title. */
  found: number;
  most: number;
  more: string | null;
  /** What was searched for instead, and how to insist on what was typed. */
  corrected: { to: string; typed: string } | null;
  /** What may have been meant, where little was found. */
  suggestion: string | null;
}

const nothing: Found = {
  jump: null,
  unknown: null,
  papers: [],
  found: 0,
  most: MAX_RANKED,
  more: null,
  corrected: null,
  suggestion: null,
};

/**
 * Searches titles, abstracts and authors, best first. An arXiv id or address is no search: then
 * `jump` is where its paper is, or `unknown` the id that no paper here has.
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

/**
 * Which papers have all words of a search, for a search among others: words that no paper has are
 * taken for what they may be slips of. Null where it holds no word to search for.
 */
export async function matching(ctx: Context, q: string): Promise<SQL | null> {
  const plan = await planFor(ctx, sought(q));
  if (!plan) return null;
  const corrections = await correctionsOf(ctx, unknownWords(plan));
  const { alternatives, variants } = corrections ? correct(plan, corrections) : plan;
  return sql`${papers.search} @@ ${textQuery(alternatives, variants)}::tsquery`;
}

/** The search with rare words replaced by frequent ones that they may be slips of. */
async function suggestionFor(ctx: Context, plan: Plan): Promise<string | null> {
  const rare = plan.open.filter((word) => (plan.counts.get(word) ?? 0) <= RARE);
  const corrections = await correctionsOf(ctx, rare);
  const replaced = [...(corrections ?? [])].flatMap(([word, [nearest]]): [Word, string][] =>
    nearest && nearest.papers >= TIMES * (plan.counts.get(word) ?? 0) ? [[word, nearest.word]] : [],
  );
  return replaced.length > 0 ? replaceWords(plan.shown, replaced) : null;
}

/** What is found when words are taken for slips: those that no paper has, or else any of them. */
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

/** Says what the first result was found by. */
function correctionShown({ shown }: Plan, corrections: Corrections, { papers: [first] }: Found) {
  const words = first ? documentOf(first).words : new Set<string>();
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

/** How large a share of all papers matches, so far as their words tell. */
function shareOf({ alternatives, counts, papers }: Plan): number {
  const share = (word: Word) => Math.min(1, (counts.get(word) ?? 0) / Math.max(1, papers));
  const each = alternatives.map((terms) => {
    const of = terms
      .filter(({ isExcluded }) => !isExcluded)
      .flatMap(({ words }) => words.map(share))
      .sort((a, b) => a - b);
    // words that are found together depend on each other: the rarest tells most
    return of.reduce((product, one, at) => product * (at === 0 ? one : one ** 0.3), 1);
  });
  return each.reduce((sum, share) => sum + share, 0);
}

async function ranked(ctx: Context, plan: Plan, after: number[] | undefined): Promise<Found> {
  const { shown, alternatives, variants } = plan;
  const words = wordsOf(shown);
  // what excludes something is no title
  const isTitle = !alternatives.flat().some(({ isExcluded }) => isExcluded);
  const whole = isTitle ? quoted(wholeTitle(words)) : "";
  const text = textQuery(alternatives, variants);
  const title = titleQuery(alternatives, variants);
  const seen = after && sql`where (rank, id) < (${after[0]}::float8, ${after[1]}::float8)`;
  const pool =
    shareOf(plan) > COMMON
      ? sql`(select id, search from ${papers} order by id desc limit ${WINDOW})`
      : papers;
  const rows = await transaction(ctx, async (tx) => {
    // Postgres takes looking through all papers for cheap, as it does not reckon with unpacking them
    await tx.db.execute(sql`set local enable_seqscan = off`);
    return tx.db.execute<{ id: number; rank: number; found: number }>(sql`
      with matches as materialized (
        select id, max(tier) as tier from (
          (select id, 2 as tier from ${papers} where search @@ ${whole}::tsquery limit ${MAX_WHOLE})
          union all (select id, 1 from ${papers} where search @@ ${title}::tsquery
            order by id desc limit ${MAX_TITLES})
          union all (select id, 0 from ${pool} as pool where search @@ ${text}::tsquery
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
      limit ${PAGE + 1}`);
  });
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    ...nothing,
    papers: await rowsOf(
      ctx,
      page.map((row) => row.id),
    ),
    found: rows[0]?.found ?? 0,
    more: last && rows.length > PAGE ? encodeCursor([last.rank, last.id]) : null,
  };
}
