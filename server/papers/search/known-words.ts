import { sql } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import { searchWords } from "@/db/schema/search";
import type { Context } from "../../platform/context";
import { canBeMisspelt, distance, misspellingsOf, tolerance } from "./spelling";

/** A word that papers have, and how many. */
export interface KnownWord {
  word: string;
  stem: string;
  papers: number;
}

/** So many of the words that a beginning may become are searched, the most frequent. */
const MAX_ENDINGS = 40;
/** So many words like the one typed are searched, the nearest. */
const MAX_CORRECTIONS = 5;
const MAX_CANDIDATES = 500;

/** While an index is being made again, words are counted by two versions. */
const papersOf = sql`max(${searchWords.papers})::int as papers`;

/** All forms of these stems, and the most frequent words that begin with `beginning`. */
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

/** How many papers there are, about: as they were counted last, or as ids were given. */
export async function countPapers(ctx: Context): Promise<number> {
  const [table] = await ctx.db.execute<{ papers: number }>(sql`
    select coalesce(nullif(greatest(reltuples, 0), 0), (select max(id) from ${papers}), 0)::float8 as papers
    from pg_class where oid = 'papers'::regclass`);
  return table?.papers ?? 0;
}

/** The known words that each of these may be a slip of: the nearest first, then the most frequent. */
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
