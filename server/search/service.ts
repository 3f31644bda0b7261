import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Context } from "../context";
import { encodeCursor } from "../cursor";
import { AppError } from "../errors";
import { parseArxivId } from "../papers/arxiv-id";
import { type PaperRow, rowsOf, slugOf } from "../papers/service";
import { readQuery, type Term } from "./query";
import type { searchInput } from "./schema";

const PAGE = 40;
const MOST_CHARACTERS = 300;
/** So many matches, the newest, are ranked: the work is bounded whatever is asked for. */
const MOST_RANKED = 2_000;
/** What a match counts in the (unused) fourth class, the abstract, a name and the title. */
const WEIGHTS = "{0.1, 0.2, 0.7, 1.0}";

/** What a search came to. */
export interface Found {
  /** The slug of the paper whose arXiv id was asked for. */
  jump: string | null;
  /** The arXiv id that was asked for, when no paper here has it. */
  unknown: string | null;
  papers: PaperRow[];
  /** How many match; `most` of them are ranked, the newest. */
  found: number;
  most: number;
  more: string | null;
}

const nothing: Found = {
  jump: null,
  unknown: null,
  papers: [],
  found: 0,
  most: MOST_RANKED,
  more: null,
};

/**
 * Searches titles, abstracts and authors, best first. An arXiv id or address is no search: then
 * `jump` is where its paper is, or `unknown` the id that no paper here has.
 */
export async function search(ctx: Context, input: z.output<typeof searchInput>): Promise<Found> {
  const { q, after } = input;
  if (q.length > MOST_CHARACTERS) {
    const sentence = `Please search with at most ${MOST_CHARACTERS} characters.`;
    throw new AppError("BAD_REQUEST", sentence, "q");
  }
  const arxivId = parseArxivId(q);
  if (arxivId) {
    const jump = await slugOf(ctx, arxivId.id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "NOT_FOUND") return null;
      throw error;
    });
    return { ...nothing, jump, unknown: jump ? null : arxivId.id };
  }
  const alternatives = readQuery(q);
  if (alternatives.length === 0) return nothing;

  const query = anyOf(alternatives);
  const seen = after && sql`where (rank, id) < (${after[0]}::float8, ${after[1]}::float8)`;
  const rows = await ctx.db.execute<{ id: number; rank: number; found: number }>(sql`
    with matches as materialized (
      select ${papers.id}, ${papers.search}, query
      from ${papers}, (select ${query} as query) as asked
      where ${papers.search} @@ query
      order by ${papers.id} desc
      limit ${MOST_RANKED}
    ), ranked as materialized (
      select id, ts_rank_cd(${WEIGHTS}::float4[], search, query)::float8 as rank from matches
    )
    select id, rank, (select count(*)::int from ranked) as found
    from ranked ${seen ?? sql``}
    order by rank desc, id desc
    limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    ...nothing,
    papers: await rowsOf(
      ctx,
      shown.map((row) => row.id),
    ),
    found: rows[0]?.found ?? 0,
    more: last && rows.length > PAGE ? encodeCursor([last.rank, last.id]) : null,
  };
}

/** What is searched for by what a reader typed, as a query; undefined where nothing is. */
export function matching(q: string): SQL | undefined {
  const alternatives = readQuery(q);
  return alternatives.length > 0 ? anyOf(alternatives) : undefined;
}

const anyOf = (alternatives: Term[][]): SQL =>
  sql`(${sql.join(alternatives.map(allOf), sql` || `)})`;

const allOf = (terms: Term[]): SQL => sql`(${sql.join(terms.map(oneOf), sql` && `)})`;

/** A term as words of English or as a name; a word that English has too much of asks for nothing. */
function oneOf({ text, excluded }: Term): SQL {
  const query = sql`(select case when numnode(words) = 0 then words else words || name end from (select
    phraseto_tsquery('paper_text', ${text}) as words,
    phraseto_tsquery('paper_names', ${text}) as name) as term)`;
  return excluded ? sql`!!${query}` : query;
}
