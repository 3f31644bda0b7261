import { inArray } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import type { Context } from "../../platform/context";
import type { SourceRow } from "./source-row";

const BATCH = 250;

/**
 * Of the rows those of papers that are here, and those that are wanted in any case. Rows that cannot be
 * read pass.
 */
export async function* onlyHere(
  ctx: Context,
  rows: AsyncIterable<SourceRow>,
  isWanted: (row: SourceRow) => boolean,
): AsyncGenerator<SourceRow> {
  let batch: SourceRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* await kept(ctx, batch, isWanted);
    batch = [];
  }
  yield* await kept(ctx, batch, isWanted);
}

async function kept(ctx: Context, rows: SourceRow[], isWanted: (row: SourceRow) => boolean) {
  const ids = rows.flatMap((row) => ("paper" in row && row.paper.arxivId) || []);
  if (ids.length === 0) return rows;
  const found = await ctx.db
    .select({ id: papers.arxivId })
    .from(papers)
    .where(inArray(papers.arxivId, ids));
  const here = new Set(found.map(({ id }) => id));
  return rows.filter((row) => !("paper" in row) || isWanted(row) || here.has(row.paper.arxivId));
}
