import { sql } from "drizzle-orm";
import { statement } from "@/db/statement";
import { monthOf, weekOf } from "../platform/calendar";
import type { Context } from "../platform/context";

/**
 * Pages that are the same for everyone are rendered once and cached (`cache-handler.mjs`). A
 * mutation that changes one sends its address to every process, in the same transaction.
 */
export const CHANNEL = "page_cache";

/** Every cached page, for changes too large to name one by one. */
export const EVERYTHING = "*";

/** The cached pages that show a paper of this feed day. */
export function addressesOf(paper: { slug: string; feedDate: string | null }): string[] {
  const own = `/papers/${paper.slug}`;
  if (!paper.feedDate) return [own];
  return [
    own,
    `/papers/date/${paper.feedDate}`,
    `/papers/week/${weekOf(paper.feedDate)}`,
    `/papers/month/${monthOf(paper.feedDate)}`,
    "/papers/date/latest",
    "/papers/trending",
  ];
}

const notify = statement(["addresses"], (db, { addresses }) =>
  db
    .select({ told: sql`pg_notify(${sql.raw(`'${CHANNEL}'`)}, ${addresses})` })
    .from(sql`(select 1) as once`)
    .prepare("announce"),
);

/** Tells every process, once the transaction commits, to render these addresses again. */
export async function invalidate(ctx: Context, addresses: string[]): Promise<void> {
  await notify(ctx.db, { addresses: JSON.stringify(addresses) });
}
