import { sql } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import { searchWords } from "@/db/schema/search";
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

/** While papers are being indexed again, two versions count words. */
const papersOf = sql`max(${searchWords.papers})::int as papers`;

/** All forms of these stems, and the most frequent words with the prefix `beginning`. */
export async function findWords(ctx: Context, stems: string[], beginning: string | null) {
  const found = await ctx.db.execute<KnownWord & { begins: boolean } & Record<string, unknown>>(sql`
    select word, stem, ${papersOf}, false as begins from ${searchWords}
    where stem = any(${sql.param(stems)}::text[]) and papers > 0 group by word, stem
    ${
      beginning
        ? sql`union all (
          select word, stem, ${papersOf}, true as begins from ${searchWords}
          where word >= ${beginning} and word < ${`${beginning}\u{10ffff}`} and papers > 0
          group by word, stem order by papers desc limit ${MAX_ENDINGS})`
        : sql``
    }`);
  return {
    forms: found.filter(({ begins }) => !begins),
    endings: found.filter(({ begins }) => begins),
  };
}

/**
 * About how many papers contain each of these stems: one with several forms counts once for each.
 */
export async function countStems(ctx: Context, stems: string[]): Promise<Map<string, number>> {
  const counted = await ctx.db.execute<{ stem: string; papers: number }>(sql`
    select stem, sum(papers)::float8 as papers from ${searchWords}
    where stem = any(${sql.param(stems)}::text[]) and version = ${SEARCH_VERSION} group by stem`);
  return new Map(counted.map(({ stem, papers }) => [stem, papers]));
}

/** The approximate number of papers: as last counted, or from the ids. */
export async function countPapers(ctx: Context): Promise<number> {
  const [table] = await ctx.db.execute<{ papers: number }>(sql`
    select coalesce(nullif(greatest(reltuples, 0), 0), (select max(id) from ${papers}), 0)::float8 as papers
    from pg_class where oid = 'papers'::regclass`);
  return table?.papers ?? 0;
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
