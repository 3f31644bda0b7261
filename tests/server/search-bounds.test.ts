import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { SEARCH_VERSION } from "@/server/papers/search/document";
import { search, titles } from "@/server/papers/search/queries";
import { misspellingsOf } from "@/server/papers/search/spelling";
import { stemOf } from "@/server/papers/search/words";
import { appDatabase } from "@/server/platform/database";
import { transaction } from "@/server/platform/transaction";
import { contextFor } from "../support/callers";

// Searches among many papers that have the same words: however many they are, few rows are read.

const PAPERS = 24_000;
/** The most rows of papers and known words that a search may read. */
const MAX_ROWS = 5_000;
/** The most blocks of the search index. */
const MAX_BLOCKS = 2_000;

const ctx = contextFor({ kind: "anonymous" });

/** Words, and the share of papers that have them, one in so many. */
const WORDS = { common: 1, plain: 1, odd: 2, even: 2, seldom: 100, wang: 1, rare: 8_000 };

beforeAll(async () => {
  const db = appDatabase();
  await db.execute(sql`
    insert into papers (slug, arxiv_id, title, abstract, search, search_version, topics)
    select 'n' || n, 'n' || n, 'Common', 'Plain', concat_ws(' ', $$'common':1A '^common' 'plain':60C 'wang':40B$$,
      case when n % 2 = 0 then $$'even':61C$$ else $$'odd':61C$$ end,
      case when n % 100 = 0 then $$'seldom':2A '^seldom'$$ end,
      case when n % 8000 = 0 then $$'rare':62C$$ end)::tsvector, ${SEARCH_VERSION}, array['agents']
    from generate_series(1, ${PAPERS}::int) as n`);
  await db.execute(sql`insert into paper_stats (paper_id, votes, source_upvotes, trending)
    select id, 0, 0, 0 from papers`);
  for (const [word, each] of Object.entries(WORDS)) {
    await db.execute(sql`
      insert into search_words (version, word, stem, papers, misspellings) values
      (${SEARCH_VERSION}, ${word}, ${stemOf(word)}, ${PAPERS / each}, ${sql.param(misspellingsOf(word))}::int[])`);
  }
  // words that begin alike, few of which may be read
  await db.execute(sql`
    insert into search_words (version, word, stem, papers)
    select ${SEARCH_VERSION}, 'com' || n, 'com' || n, 1 from generate_series(1, 20000) as n`);
  await db.execute(sql`analyze papers, search_words`);
});

/** What this connection has read so far. */
async function readSoFar({ db }: typeof ctx) {
  const [so] = await db.execute<{ rows: number; blocks: number }>(sql`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows,
      pg_stat_get_xact_blocks_fetched('papers_search'::regclass)::int as blocks
    from pg_stat_xact_user_tables where relname in ('papers', 'search_words')`);
  return so ?? { rows: Number.NaN, blocks: Number.NaN };
}

/** The result, the rows read of papers and known words, and the blocks of the search index. */
async function read<T>(asking: (tx: typeof ctx) => Promise<T>) {
  return transaction(ctx, async (tx) => {
    const before = await readSoFar(tx);
    const result = await asking(tx);
    const after = await readSoFar(tx);
    return { result, rows: after.rows - before.rows, blocks: after.blocks - before.blocks };
  });
}

test.each([
  ["a common word", "common", 500],
  ["several", "common plain odd", 500],
  ["common words that no paper has both of", "odd even", 0],
  ["a common word and a rare one", "common rare", 3],
  ["a rare word", "rare", 3],
  ["a word that one in a hundred has", "seldom plain", 240],
  ["a word with a typo", "comon", 500],
  ["a prefix", "co", 500],
  ["a name", "author:wang", 500],
  ["a phrase", '"plain odd"', 500],
  ["a phrase and a word that is in every text", 'the "plain odd"', 500],
  ["alternatives", "odd OR even", 500],
  ["an exclusion", "common -even", 500],
  ["a topic", "topic:agents", 500],
  ["a topic and a word", "topic:agents odd", 500],
])("%s is found by reading few rows", async (_, q, found) => {
  const { result, rows, blocks } = await read((tx) => search(tx, { q, after: undefined }));
  expect(result.found).toBe(found);
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(MAX_ROWS);
  expect(blocks).toBeLessThan(MAX_BLOCKS);
});

test("so are the titles offered while one types, and the last page", async () => {
  expect((await read((tx) => titles(tx, { q: "comm" }))).rows).toBeLessThan(MAX_ROWS);
  const after = [0.00001, 0];
  const { result, rows } = await read((tx) => search(tx, { q: "plain", after }));
  expect(result.papers).toEqual([]);
  expect(rows).toBeLessThan(MAX_ROWS);
});

test("the newest papers are found, also those of other blocks of ids", async () => {
  const { result } = await read((tx) => search(tx, { q: "plain", after: undefined }));
  expect(result.papers.map(({ id }) => id).slice(0, 3)).toEqual([PAPERS, PAPERS - 1, PAPERS - 2]);
  const { result: seldom } = await read((tx) => search(tx, { q: "seldom", after: undefined }));
  expect(seldom.found).toBe(PAPERS / WORDS.seldom);
});

test("where only newer papers are searched, the search says so and corrects nothing", async () => {
  const { result } = await read((tx) => search(tx, { q: "author:common plain", after: undefined }));
  expect(result).toMatchObject({ found: 0, isPartial: true, corrected: null });
  const { result: whole } = await read((tx) => search(tx, { q: "rare", after: undefined }));
  expect(whole.isPartial).toBe(false);
});
