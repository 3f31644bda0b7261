import { sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { placeNotesOf } from "../annotations/placements/place-notes";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import { relateLater } from "../papers/related/mutations";
import { documentOf } from "../papers/search/document";
import { indexChanges } from "../papers/search/mutations";
import { topicsOfMerged } from "../papers/topics/mutations";
import { newestDay } from "../platform/calendar";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { rescore } from "../votes/paper-stats/mutations";
import { identityOf } from "./identity";
import { recordImport } from "./last-import";
import {
  storeCurators,
  storePaperStats,
  storePapers,
  storeSubmissions,
  storeVersions,
} from "./mutations";
import { findPapers, findTexts } from "./queries";
import { readRows } from "./rows";
import type { ImportedPaper, ImportOptions } from "./schema";

const BATCH = 250;

export interface ImportCounts {
  read: number;
  added: number;
  updated: number;
  skipped: number;
}

interface Listener {
  /** Called after each batch. */
  onProgress?: (counts: ImportCounts) => void;
  /** Called for each invalid row. */
  onSkipped?: (row: { line: number; reason: string }) => void;
}

/**
 * Imports the papers of a file, in batches of one transaction each. Updates existing papers, so
 * that importing a file twice changes nothing; never touches votes, or the edition of a paper.
 */
export async function importFile(
  ctx: Context,
  file: AsyncIterable<Buffer>,
  options: ImportOptions,
  listener: Listener = {},
): Promise<ImportCounts> {
  const reason = futureDay(ctx, options.edition);
  if (reason) throw new AppError("BAD_REQUEST", `--edition: ${reason}.`);
  const counts: ImportCounts = { read: 0, added: 0, updated: 0, skipped: 0 };
  let batch = new Map<string, ImportedPaper>();
  const flush = async () => {
    const { added, updated, revised } = await importBatch(ctx, batch, options);
    await placeNotesOf(ctx, revised);
    counts.added += added;
    counts.updated += updated;
    batch = new Map();
    listener.onProgress?.(counts);
  };
  for await (const row of readRows(file)) {
    counts.read++;
    const reason = "reason" in row ? row.reason : futureDay(ctx, row.paper.feedDate);
    if ("reason" in row || reason !== null) {
      counts.skipped++;
      listener.onSkipped?.({ line: row.line, reason: reason ?? "" });
      continue;
    }
    const { slug } = identityOf(row.paper);
    // the same paper again, such as another version of it, goes into the next batch
    if (batch.size === BATCH || batch.has(slug)) await flush();
    batch.set(slug, row.paper);
  }
  await flush();
  await recordImport(ctx, { ...counts, source: options.source });
  return counts;
}

/** Why papers cannot be in this day's edition; null if they can. */
function futureDay(ctx: Context, day: string | null): string | null {
  const newest = newestDay(ctx.now());
  if (day === null || day <= newest) return null;
  return `feedDate ${day} is still to come: the newest edition there can be is that of ${newest}`;
}

async function importBatch(ctx: Context, rows: Map<string, ImportedPaper>, options: ImportOptions) {
  if (rows.size === 0) return { added: 0, updated: 0, revised: [] };
  const documents = new Map([...rows].map(([slug, paper]) => [slug, documentOf(paper)]));
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    const known = await findTexts(tx, [...rows.keys()]);
    const changed = await storePapers(tx, rows, documents);
    await indexChanges(
      tx,
      changed.flatMap((after) => {
        const incoming = documents.get(after.slug);
        return incoming ? [{ before: known.get(after.slug), after, incoming }] : [];
      }),
    );
    await topicsOfMerged(
      tx,
      changed.flatMap((after) => {
        const incoming = rows.get(after.slug);
        return incoming ? [{ after, incoming }] : [];
      }),
    );
    await relateLater(
      tx,
      changed.map((after) => ({ before: known.get(after.slug), after })),
    );
    const touched = new Set(changed.map(({ id }) => id));
    const stored = await findPapers(tx, [...rows.keys()]);
    const entries = [...rows].flatMap(([slug, paper]) => {
      const found = stored.get(slug);
      return found ? [{ ...found, paper }] : [];
    });
    const revised = await storeVersions(tx, entries);
    for (const id of revised) touched.add(id);
    for (const store of [storeSubmissions, storePaperStats]) {
      for (const id of await store(tx, entries, options)) touched.add(id);
    }
    await rescore(
      tx,
      entries.map(({ id }) => id),
    );
    const isCredited = await storeCurators(tx, entries, options);
    if (touched.size > 0 || isCredited) await invalidate(tx, [EVERYTHING]);
    const added = rows.size - known.size;
    return { added, updated: touched.size - added, revised };
  });
}
