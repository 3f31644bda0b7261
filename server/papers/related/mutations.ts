import { setImmediate } from "node:timers/promises";
import { and, eq, notExists, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { locks } from "@/db/locks";
import { papers } from "@/db/schema/papers";
import { papersToRelate, paperTerms, relatedPapers } from "@/db/schema/related";
import { record } from "../../installation/mutations";
import { isRecorded } from "../../installation/queries";
import { invalidate } from "../../page-cache/invalidate";
import type { Context } from "../../platform/context";
import { transaction } from "../../platform/transaction";
import { countStems } from "../search/known-words";
import type { About } from "../topics/topics";
import { MAX_RELATED, RELATED_VERSION, readingOf, stemsIn, termsOf } from "./nearness";
import { byNearness, findNear, type Near, paperCount, RELATED } from "./queries";

/** The same statement for any number of ids. */
const isAny = (column: PgColumn, ids: number[]) => sql`${column} = any(${sql.param(ids)}::int[])`;

const aboutOf = ({ title, abstract, keywords, categories }: About) =>
  JSON.stringify([title, abstract, keywords, categories]);

/** A stored paper, before and after. */
interface StoredChange {
  before: About | undefined;
  after: About & { id: number };
}

/**
 * Has the related papers of new and changed ones found in the background. Call inside the
 * transaction that stored them, under the lock of imports.
 */
export async function relateLater(ctx: Context, changes: StoredChange[]): Promise<void> {
  const changed = changes.filter(
    ({ before, after }) => !before || aboutOf(before) !== aboutOf(after),
  );
  if (changed.length === 0) return;
  const ids = sql.param(changed.map(({ after }) => after.id));
  // waits for a batch that has read the text from before
  await ctx.db.execute(sql`
    insert into ${papersToRelate} (paper_id) select id from unnest(${ids}::int[]) as id order by id
    on conflict (paper_id) do update set is_read = false`);
}

/** Has all papers related again if they were related by another version. */
async function relateAllOfNewVersion(ctx: Context): Promise<void> {
  if (await isRecorded(ctx, RELATED, RELATED_VERSION)) return;
  await transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    if (await isRecorded(tx, RELATED, RELATED_VERSION)) return;
    await tx.db.execute(sql`
      insert into ${papersToRelate} (paper_id) select id from ${papers} order by id
      on conflict (paper_id) do update set is_read = false`);
    await record(tx, RELATED, RELATED_VERSION);
  });
}

/** Papers whose terms are stored, and whose related ones are found, in one transaction. */
const READ_BATCH = 100;
const RELATE_BATCH = 25;

/**
 * Locks the newest waiting papers until the transaction ends; a change of their text waits. Papers
 * that others have locked, such as to delete them, are left for a later batch, so that nothing waits
 * here.
 */
const takeWaiting = (tx: Context, which: SQL, limit: number) =>
  tx.db.execute<{ id: number; title: string; abstract: string }>(sql`
    select id, title, abstract from ${papersToRelate} as waiting
    join ${papers} on id = waiting.paper_id where ${which}
    order by waiting.paper_id desc limit ${limit}
    for update of waiting skip locked for key share of papers skip locked`);

/** Stores the terms of waiting papers. Returns how many. */
async function readBatch(tx: Context): Promise<number> {
  const taken = await takeWaiting(tx, sql`not is_read`, READ_BATCH);
  if (taken.length === 0) return 0;
  const readings: ReturnType<typeof readingOf>[] = [];
  for (const paper of taken) {
    readings.push(readingOf(paper));
    // lets others have their turn
    await setImmediate();
  }
  const frequencies = {
    papers: await paperCount(tx),
    papersWith: await countStems(tx, stemsIn(readings)),
  };
  const found: ReturnType<typeof termsOf>[] = [];
  for (const reading of readings) {
    found.push(termsOf(reading, frequencies));
    await setImmediate();
  }
  const ids = sql`${sql.param(taken.map(({ id }) => id))}::int[]`;
  await tx.db.execute(sql`
    insert into ${paperTerms} (paper_id, terms, weights)
    select id, terms::int[], weights::real[] from unnest(
      ${ids},
      ${sql.param(found.map(({ terms }) => `{${terms}}`))}::text[],
      ${sql.param(found.map(({ weights }) => `{${weights}}`))}::text[]
    ) as found (id, terms, weights)
    on conflict (paper_id) do update set terms = excluded.terms, weights = excluded.weights`);
  await tx.db.execute(
    sql`update ${papersToRelate} set is_read = true where paper_id = any(${ids})`,
  );
  return taken.length;
}

/** Papers by id, each with those that are close to it. */
type Lists = Map<number, Near[]>;

/** What is stored of these papers, except of those that are waiting. */
async function storedLists(tx: Context, ids: SQL): Promise<Lists> {
  const waiting = tx.db
    .select({ one: sql`1` })
    .from(papersToRelate)
    .where(eq(papersToRelate.paperId, papers.id));
  const rows = await tx.db
    .select({
      id: papers.id,
      otherId: relatedPapers.otherId,
      nearness: relatedPapers.nearness,
    })
    .from(papers)
    .leftJoin(relatedPapers, eq(relatedPapers.paperId, papers.id))
    .where(and(sql`${papers.id} in (${ids})`, notExists(waiting)));
  const lists: Lists = new Map();
  for (const { id, otherId, nearness } of rows) {
    const list = lists.get(id) ?? [];
    lists.set(id, list);
    if (otherId !== null && nearness !== null) list.push({ otherId, nearness });
  }
  return lists;
}

/**
 * The papers that those of a batch have moved away from: their lists may lack one that is closer
 * now.
 */
function leftBehind(before: Lists, near: Lists): number[] {
  const hasMoved = (id: number, { otherId, nearness }: Near) => {
    const found = near.get(otherId)?.find((each) => each.otherId === id);
    return near.has(otherId) && (found?.nearness ?? 0) < nearness;
  };
  return [...before]
    .filter(([id, list]) => !near.has(id) && list.some((each) => hasMoved(id, each)))
    .map(([id]) => id);
}

const closest = (list: Near[]) => list.toSorted(byNearness).slice(0, MAX_RELATED);

/** Enters a paper into the lists of those that it is close to. */
function enter(lists: Lists, id: number, near: Near[]): void {
  for (const { otherId, nearness } of near) {
    const list = lists.get(otherId);
    if (!list) continue;
    const others = list.filter((other) => other.otherId !== id);
    lists.set(otherId, closest([...others, { otherId: id, nearness }]));
  }
}

/** The rows by which the stored lists differ from the new ones. */
function differences(before: Lists, after: Lists) {
  const dropped: (Near & { id: number })[] = [];
  const stored: (Near & { id: number })[] = [];
  for (const [id, list] of after) {
    const known = new Map(before.get(id)?.map((near) => [near.otherId, near]));
    for (const near of list) {
      if (known.get(near.otherId)?.nearness !== near.nearness) stored.push({ id, ...near });
      known.delete(near.otherId);
    }
    for (const near of known.values()) dropped.push({ id, ...near });
  }
  return { dropped, stored };
}

const orderOf = (list: Near[] = []) =>
  list
    .toSorted(byNearness)
    .map(({ otherId }) => otherId)
    .join();

/** Replaces stored lists by these, and invalidates the pages of papers whose list has changed. */
async function storeLists(tx: Context, before: Lists, after: Lists): Promise<void> {
  const { dropped, stored } = differences(before, after);
  const involved = new Set([...dropped, ...stored].flatMap(({ id, otherId }) => [id, otherId]));
  // before the rows that a deletion of papers cascades to, and without waiting for one
  const held = await tx.db
    .select({ id: papers.id, slug: papers.slug })
    .from(papers)
    .where(isAny(papers.id, [...involved]))
    .orderBy(papers.id)
    .for("key share", { skipLocked: true });
  const slugs = new Map(held.map(({ id, slug }) => [id, slug]));
  const columns = (rows: (Near & { id: number })[]) => {
    const here = rows.filter(({ id, otherId }) => slugs.has(id) && slugs.has(otherId));
    return sql`unnest(
      ${sql.param(here.map(({ id }) => id))}::int[],
      ${sql.param(here.map(({ otherId }) => otherId))}::int[],
      ${sql.param(here.map(({ nearness }) => nearness))}::float8[])`;
  };
  await tx.db.execute(sql`
    delete from ${relatedPapers} using ${columns(dropped)} as dropped (id, other, nearness)
    where paper_id = dropped.id and other_id = dropped.other`);
  await tx.db.execute(sql`
    insert into ${relatedPapers} (paper_id, other_id, nearness) select * from ${columns(stored)}
    on conflict (paper_id, other_id) do update set nearness = excluded.nearness`);
  const changed = [...after].filter(([id, list]) => orderOf(list) !== orderOf(before.get(id)));
  const pages = changed.flatMap(([id]) => slugs.get(id) ?? []);
  await invalidate(
    tx,
    pages.map((slug) => `/papers/${slug}`),
  );
}

/**
 * Finds the related papers of waiting ones, and enters these into the lists of papers that they are
 * close to. Returns how many.
 */
async function relateBatch(tx: Context): Promise<number> {
  const taken = await takeWaiting(tx, sql`is_read`, RELATE_BATCH);
  if (taken.length === 0) return 0;
  const ids = taken.map(({ id }) => id);
  await tx.db.delete(papersToRelate).where(isAny(papersToRelate.paperId, ids));
  // a small table is read whole otherwise, once for each term
  await tx.db.execute(sql`set local enable_seqscan = off`);
  const near: Lists = new Map();
  for (const paper of taken) near.set(paper.id, await findNear(tx, paper.id));
  const others = [...near.values()].flat().map(({ otherId }) => otherId);
  const before = await storedLists(
    tx,
    sql`select unnest(${sql.param([...ids, ...others])}::int[])
      union select paper_id from ${relatedPapers} where ${isAny(relatedPapers.otherId, ids)}`,
  );
  const after = new Map(before);
  for (const id of leftBehind(before, near)) after.set(id, closest(await findNear(tx, id)));
  for (const [id, list] of near) after.set(id, closest(list));
  for (const [id, list] of near) enter(after, id, list);
  await storeLists(tx, before, after);
  return taken.length;
}

/**
 * Finds related papers for a batch of the newest waiting ones: first reads the terms of all that
 * are waiting, so that they find each other. Returns whether any may be left.
 */
export async function relateWaiting(ctx: Context): Promise<boolean> {
  await relateAllOfNewVersion(ctx);
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.related})`);
    return (await readBatch(tx)) > 0 || (await relateBatch(tx)) > 0;
  });
}
