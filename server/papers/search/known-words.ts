import { sql } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import { searchWords } from "@/db/schema/search";
import { statement } from "@/db/statement";
import type { Context } from "../../platform/context";
import { SEARCH_VERSION } from "./document";
import { canBeMisspelt, distance, misspellingsOf, tolerance } from "./spelling";

/** A word in the index, and how many papers have it. */
export interface KnownWord {
  word: string;
  stem: string;
  papers: number;
}

/** A prefix is completed to at most this many words, the most frequent. */
const MAX_ENDINGS = 40;
/** A misspelling is corrected to at most this many words, the nearest. */
const MAX_CORRECTIONS = 5;
const MAX_CANDIDATES = 500;

/** As many words with a prefix are read, the most frequent. */
const MAX_BEGINNING = 200;
/** No word is in 2^24 papers. */
const MAX_FREQUENCY = 23;

/** What is known of a stem. */
export interface KnownStem {
  stem: string;
  /** About how many papers have it: one with several of its forms counts once for each. */
  papers: number;
  /** Whether it is of a word that completes what was typed. */
  isEnding: boolean;
}

/** While papers are being indexed again, two versions count words. */
const papersOf = sql`max(${searchWords.papers})::int as papers`;

const findKnown = statement(["stems", "from", "before"], (db, { stems, from, before }) => {
  const endings = db.$with("endings", {}).as(sql`
    select stem from (
      select words.stem, words.papers
      from generate_series(${sql.raw(`${MAX_FREQUENCY}`)}, 0, -1) as often cross join lateral (
        select stem, papers from ${searchWords}
        where frequency = often and word >= ${from} and word < ${before}
        order by word limit ${sql.raw(`${MAX_BEGINNING}`)}) as words
      limit ${sql.raw(`${MAX_BEGINNING}`)}) as frequent
    order by papers desc limit ${sql.raw(`${MAX_ENDINGS}`)}`);
  return db
    .with(endings)
    .select({
      stem: sql<string>`stem`,
      papers: sql<number>`sum(papers)::float8`,
      isEnding: sql<boolean>`stem in (select stem from endings)`,
    })
    .from(
      sql`(select stem, ${papersOf} from ${searchWords} where papers > 0 and stem = any(array(
        select stem from endings union all select unnest(${stems}::text[]))) group by word, stem) as forms`,
    )
    .groupBy(sql`stem`)
    .prepare("search_words");
});

/** These stems, and those of the most frequent words with the prefix `beginning`. */
export const findStems = (
  ctx: Context,
  stems: string[],
  beginning: string | null,
): Promise<KnownStem[]> =>
  findKnown(ctx.db, { stems, from: beginning, before: beginning && `${beginning}\u{10ffff}` });

/**
 * About how many papers contain each of these stems: one with several forms counts once for each.
 */
export async function countStems(ctx: Context, stems: string[]): Promise<Map<string, number>> {
  const counted = await ctx.db.execute<{ stem: string; papers: number }>(sql`
    select stem, sum(papers)::float8 as papers from ${searchWords}
    where stem = any(${sql.param(stems)}::text[]) and version = ${SEARCH_VERSION} group by stem`);
  return new Map(counted.map(({ stem, papers }) => [stem, papers]));
}

const measure = statement([], (db) =>
  db
    .select({
      papers: sql<number>`coalesce(nullif(greatest(reltuples, 0), 0), newest, 0)::float8`,
      newest: sql<number>`coalesce(newest, 0)`,
    })
    .from(sql`pg_class, (select max(id) as newest from ${papers}) as named`)
    .where(sql`oid = 'papers'::regclass`)
    .prepare("search_size"),
);

/** The approximate number of papers, as last counted or from the ids, and the newest id. */
export async function sizeOf(ctx: Context): Promise<{ papers: number; newest: number }> {
  const [size] = await measure(ctx.db, {});
  return size ?? { papers: 0, newest: 0 };
}

/**
 * The known words that each of these may be a misspelling of: nearest first, then most frequent.
 */
export async function findCorrections(ctx: Context, typed: string[]) {
  const doubtful = typed.filter(canBeMisspelt);
  const hashes = doubtful.flatMap(misspellingsOf);
  const candidates: KnownWord[] =
    hashes.length === 0
      ? []
      : await ctx.db.execute<KnownWord & Record<string, unknown>>(sql`
          select word, stem, ${papersOf} from ${searchWords}
          where misspellings && ${sql.param(hashes)}::int[] and papers > 0
          group by word, stem order by papers desc limit ${MAX_CANDIDATES}`);
  return new Map(
    doubtful.map((word) => {
      const near = candidates
        .map((candidate) => ({ ...candidate, away: distance(word, candidate.word) }))
        .filter(({ away }) => away > 0 && away <= tolerance(word))
        .sort((a, b) => a.away - b.away || b.papers - a.papers);
      return [word, near.slice(0, MAX_CORRECTIONS)] as const;
    }),
  );
}
