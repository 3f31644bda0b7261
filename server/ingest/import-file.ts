import { sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { placeNotesOf } from "../annotations/placements/place-notes";
import { invalidate } from "../page-cache/invalidate";
import { relateLater } from "../papers/related/mutations";
import { indexChanges } from "../papers/search/mutations";
import { topicsOfMerged } from "../papers/topics/mutations";
import { fetchLater } from "../pictures/mutations";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { rescore } from "../votes/paper-stats/mutations";
import { ahead } from "./ahead";
import { pagesOf } from "./changed-pages";
import { type Derived, derivedFrom } from "./derived";
import { identityOf } from "./identity";
import { asKnown, storeAliases } from "./known-papers";
import { recordImport } from "./last-import";
import { mergePapers } from "./merge-papers";
import { storeCurators, storePapers, storeSubmissions, storeVersions } from "./mutations";
import { findPapers, findTexts, newestEditionOf } from "./queries";
import { type Problem, type Row, readRows, reasonOf } from "./rows";
import { namesOf, samePapers } from "./same-paper";
import type { ImportedPaper, ImportOptions } from "./schema";
import { DEFAULT_SOURCE } from "./source";
import { storeUpvotes } from "./upvotes";
import { futureDay, withinTime } from "./within-time";

const BATCH = 250;

/** The rows read while a batch is stored: too few for another one, as the sender may leave. */
const AHEAD = BATCH - 1;

export interface ImportCounts {
  read: number;
  added: number;
  updated: number;
  skipped: number;
  /** The newest edition of a paper that was added or updated. */
  newest: string | null;
}

interface Listener<C extends Context> {
  /** Called after each batch. */
  onProgress?: (counts: ImportCounts) => void;
  /** Called for each invalid row. */
  onSkipped?: (row: { line: number; reason: string; problems: Problem[] }) => void;
  /** Called in the transaction of each batch, and in a last one at the end of the file. */
  onStored?: (tx: C, counts: ImportCounts, isEnd: boolean) => Promise<void>;
  /** Whether the pictures that rows name are fetched: rows of a file ask no other site. */
  fetchesPictures?: true;
}

/** Imports the papers of a file of any length. */
export const importFile = <C extends Context>(
  ctx: C,
  file: AsyncIterable<Buffer>,
  options: ImportOptions,
  listener?: Listener<C>,
): Promise<ImportCounts> => importRows(ctx, readRows(file), options, listener);

/** Imports the papers of a file's rows, and records that a file was imported. */
export async function importRows<C extends Context>(
  ctx: C,
  rows: AsyncIterable<Row>,
  options: ImportOptions,
  listener: Listener<C> = {},
): Promise<ImportCounts> {
  const counts = await storeRows(ctx, rows, options, listener);
  await transaction(ctx, async (tx) => {
    const { newest: _, ...done } = counts;
    await recordImport(tx, { ...done, source: options.source ?? DEFAULT_SOURCE });
    await listener.onStored?.(tx, counts, true);
  });
  return counts;
}

/**
 * Stores papers, in batches of one transaction each. Updates existing papers, so that importing a
 * file twice changes nothing, and importing it again completes what was interrupted; never touches
 * votes, or the edition of a paper. Imports at the same time take turns, batch by batch. While one
 * is stored, the rows of the next are read, and what is derived from them is made.
 */
export async function storeRows<C extends Context>(
  ctx: C,
  rows: AsyncIterable<Row>,
  options: ImportOptions,
  listener: Listener<C> = {},
): Promise<ImportCounts> {
  const reason = futureDay(ctx, options.edition);
  if (reason) throw new AppError("BAD_REQUEST", `${reason}.`, "edition");
  const counts: ImportCounts = { read: 0, added: 0, updated: 0, skipped: 0, newest: null };
  let batch = new Map<string, ImportedPaper>();
  /** What the batch's papers are known by. */
  let names = new Set<string>();
  // before the transaction, in which others would wait for it
  const derived = new WeakMap<ImportedPaper, Derived>();
  const derive = (row: Row) => {
    if ("paper" in row) derived.set(row.paper, derivedFrom(row.paper));
  };
  const flush = async () => {
    let rest = batch;
    while (rest.size > 0) {
      await mergeSame(ctx, rest);
      const { revised, later } = await importBatch(
        ctx,
        rest,
        derived,
        options,
        async (tx, stored) => {
          if (listener.fetchesPictures) await fetchLater(tx, stored.pictures);
          counts.added += stored.added;
          counts.updated += stored.updated;
          if (stored.newest && stored.newest > (counts.newest ?? "")) counts.newest = stored.newest;
          await listener.onStored?.(tx, counts, false);
        },
      );
      await placeNotesOf(ctx, revised);
      rest = later;
    }
    batch = new Map();
    names = new Set();
    listener.onProgress?.(counts);
  };
  for await (const row of withinTime(ctx, ahead(rows, AHEAD, derive))) {
    if ("problems" in row) {
      counts.read++;
      counts.skipped++;
      listener.onSkipped?.({ ...row, reason: reasonOf(row.problems) });
      continue;
    }
    const { slug } = identityOf(row.paper);
    const own = [slug, ...namesOf(row.paper)];
    // the same paper again, such as another version of it, goes into the next batch
    if (batch.size === BATCH || own.some((name) => names.has(name))) await flush();
    batch.set(slug, row.paper);
    for (const name of own) names.add(name);
    counts.read++;
  }
  await flush();
  return counts;
}

/** What came of a batch. */
type Stored = Pick<ImportCounts, "added" | "updated" | "newest"> & {
  pictures: { paperId: number; url: string }[];
};

/** Merges papers here of which a row says that they are one. */
async function mergeSame(ctx: Context, rows: Map<string, ImportedPaper>): Promise<void> {
  for (const [kept, ...others] of (await samePapers(ctx, rows)).values()) {
    if (!kept) continue;
    for (const other of others) await mergePapers(ctx, other.id, kept.id);
  }
}

/**
 * Imports a batch. Returns the ids of the papers with a new or changed version, and the rows that are
 * of a paper which another row of the batch is of: they come later.
 */
async function importBatch<C extends Context>(
  ctx: C,
  batch: Map<string, ImportedPaper>,
  derived: WeakMap<ImportedPaper, Derived>,
  options: ImportOptions,
  onStored: (tx: C, stored: Stored) => Promise<void>,
): Promise<{ revised: number[]; later: Map<string, ImportedPaper> }> {
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    const { rows, later, renamed } = await asKnown(tx, batch);
    // a row that completes a paper has other words than those read
    const own = new Map(
      [...rows].map(([slug, paper]) => [slug, derived.get(paper) ?? derivedFrom(paper)]),
    );
    const known = await findTexts(tx, [...rows.keys()]);
    const changed = await storePapers(tx, rows, own);
    // what is new is stored as it is read
    const merged = await findTexts(
      tx,
      changed.flatMap(({ slug }) => (known.has(slug) ? slug : [])),
    );
    const changes = changed.flatMap((stored) => {
      const { slug } = stored;
      const [row, derivation] = [rows.get(slug), own.get(slug)];
      if (!row || !derivation) return [];
      const after = { ...(merged.get(slug) ?? row), ...stored };
      return [{ before: known.get(slug), after, row, incoming: derivation.document }];
    });
    await indexChanges(tx, changes);
    await topicsOfMerged(
      tx,
      changes.flatMap(({ before, after, row }) => (before ? { after, incoming: row } : [])),
    );
    await relateLater(tx, changes);
    const touched = new Set([...changed, ...renamed].map(({ id }) => id));
    const stored = await findPapers(tx, [...rows.keys()]);
    const entries = [...rows].flatMap(([slug, paper]) => {
      const found = stored.get(slug);
      return found ? [{ ...found, paper }] : [];
    });
    const revised = await storeVersions(tx, entries);
    for (const id of revised) touched.add(id);
    const { ids: placed, fresh } = await storeSubmissions(tx, entries, options);
    for (const id of [...placed, ...(await storeUpvotes(tx, entries, options))]) touched.add(id);
    await rescore(
      tx,
      entries.map(({ id }) => id),
    );
    const aliases = await storeAliases(tx, entries);
    const credited = await storeCurators(tx, entries, options);
    await invalidate(tx, [
      ...(await pagesOf(tx, { papers: [...touched], fresh, credited })),
      ...[...renamed.map(({ slug }) => slug), ...aliases].map((name) => `/papers/${name}`),
    ]);
    const added = rows.size - known.size;
    const newest = await newestEditionOf(tx, [...touched]);
    const pictures = entries.flatMap(({ id, paper: { thumbnailUrl } }) =>
      thumbnailUrl ? [{ paperId: id, url: thumbnailUrl }] : [],
    );
    await onStored(tx, { added, updated: touched.size - added, newest, pictures });
    return { revised, later };
  });
}
