import { setImmediate } from "node:timers/promises";
import { and, desc, lt, sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { papers } from "@/db/schema/papers";
import { searchWords } from "@/db/schema/search";
import { record } from "../../installation/mutations";
import { isRecorded } from "../../installation/queries";
import type { Context } from "../../platform/context";
import { transaction } from "../../platform/transaction";
import { documentOf, type PaperText, SEARCH_VERSION, type SearchDocument } from "./document";
import { misspellingsOf } from "./spelling";
import { stemOf } from "./words";

/** A paper's text, and the version that indexed it. */
type Indexed = PaperText & { searchVersion: number };

/** A paper's text before and after a change; null if it did not exist, was not indexed, or was deleted. */
interface Change {
  before: PaperText | null;
  after: SearchDocument | null;
}

async function storeDocuments(ctx: Context, documents: { id: number; vector: string }[]) {
  if (documents.length === 0) return;
  const ids = documents.map(({ id }) => id);
  const vectors = documents.map(({ vector }) => vector);
  await ctx.db.execute(sql`
    update ${papers} set search = made.vector::tsvector, search_version = ${SEARCH_VERSION}
    from unnest(${sql.param(ids)}::int[], ${sql.param(vectors)}::text[]) as made (id, vector)
    where ${papers.id} = made.id`);
}

/** Updates the number of papers that contain each word: always two statements. */
async function countWords(ctx: Context, changes: Change[]) {
  const counts = new Map<string, number>();
  const count = (words: Iterable<string>, by: number) => {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
  };
  for (const { before, after } of changes) {
    if (after) count(after.words, 1);
    if (before) count(documentOf(before).words, -1);
  }
  const changed = [...counts].filter(([, by]) => by !== 0);
  if (changed.length === 0) return;
  const words = sql.param(changed.map(([word]) => word));
  const known = await ctx.db.execute<{ word: string }>(sql`
    update ${searchWords} set papers = papers + counted.by
    from unnest(${words}::text[], ${sql.param(changed.map(([, by]) => by))}::int[]) as counted (word, by)
    where ${searchWords.word} = counted.word and ${searchWords.version} = ${SEARCH_VERSION}
    returning counted.word`);
  const isKnown = new Set(known.map(({ word }) => word));
  const fresh = changed.filter(([word]) => !isKnown.has(word));
  if (fresh.length === 0) return;
  await ctx.db.execute(sql`
    insert into ${searchWords} (version, word, stem, papers, misspellings)
    select ${SEARCH_VERSION}, word, stem, papers, misspellings::int[] from unnest(
      ${sql.param(fresh.map(([word]) => word))}::text[],
      ${sql.param(fresh.map(([word]) => stemOf(word)))}::text[],
      ${sql.param(fresh.map(([, by]) => by))}::int[],
      ${sql.param(fresh.map(([word]) => `{${misspellingsOf(word)}}`))}::text[]
    ) as counted (word, stem, papers, misspellings)`);
}

/** A stored paper, before and after. */
export interface StoredChange {
  before: Indexed | undefined;
  after: Indexed & { id: number };
  /** The search data of the text that was imported. */
  incoming: SearchDocument;
}

const isIndexed = (paper: { searchVersion: number } | undefined) =>
  paper?.searchVersion === SEARCH_VERSION;

const textOf = ({ title, authors, abstract, keywords, organization }: PaperText) =>
  JSON.stringify([title, authors, abstract, keywords, organization]);

/**
 * Indexes papers whose stored text differs from the imported one, as after a merge, and counts the
 * words of all. Call inside the transaction that stored them, under the lock of imports.
 */
export async function indexChanges(ctx: Context, changes: StoredChange[]): Promise<void> {
  const merged: { id: number; vector: string }[] = [];
  const counted: Change[] = [];
  for (const { before, after, incoming } of changes) {
    const document = isIndexed(after) ? incoming : documentOf(after);
    if (!isIndexed(after)) merged.push({ id: after.id, vector: document.vector });
    const known = before && isIndexed(before) ? before : null;
    if (!known || textOf(known) !== textOf(after)) counted.push({ before: known, after: document });
  }
  await storeDocuments(ctx, merged);
  await countWords(ctx, counted);
}

/** Counts the words of a paper no longer. Call in the transaction that deletes it, under that lock. */
export async function forgetWords(ctx: Context, paper: Indexed): Promise<void> {
  if (isIndexed(paper)) await countWords(ctx, [{ before: paper, after: null }]);
}

const BATCH = 100;
/** Papers processed before yielding to other requests. */
const SLICE = 10;

/**
 * Indexes a batch of the newest papers below this id that this version has not indexed. Returns the
 * id to continue below, or null if none is left.
 */
export async function indexBatch(ctx: Context, below: number): Promise<number | null> {
  return transaction(ctx, async (tx) => {
    // as imports do, so that nobody waits for the count of a single word
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    const outdated = await tx.db
      .select({
        id: papers.id,
        title: papers.title,
        authors: papers.authors,
        abstract: papers.abstract,
        keywords: papers.keywords,
        organization: papers.organization,
      })
      .from(papers)
      .where(and(lt(papers.id, below), lt(papers.searchVersion, SEARCH_VERSION)))
      .orderBy(desc(papers.id))
      .limit(BATCH);
    const documents: (SearchDocument & { id: number })[] = [];
    for (const paper of outdated) {
      documents.push({ id: paper.id, ...documentOf(paper) });
      if (documents.length % SLICE === 0) await setImmediate();
    }
    await storeDocuments(tx, documents);
    await countWords(
      tx,
      documents.map((after) => ({ before: null, after })),
    );
    return outdated.length < BATCH ? null : (outdated.at(-1)?.id ?? null);
  });
}

const INDEXED = "search_version";

/** Whether this version has indexed all papers. */
export const isAllIndexed = (ctx: Context) => isRecorded(ctx, INDEXED, SEARCH_VERSION);

/** Records that this version has indexed all papers, and deletes older versions' counts. */
export async function finishIndexing(ctx: Context): Promise<void> {
  await ctx.db.delete(searchWords).where(lt(searchWords.version, SEARCH_VERSION));
  await record(ctx, INDEXED, SEARCH_VERSION);
}
