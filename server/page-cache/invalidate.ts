import { type Placeholder, type SQL, sql } from "drizzle-orm";
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

/** The front page. */
export const LATEST = "/papers/date/latest";

/** The cached pages that show a paper of this feed day. */
export function addressesOf(paper: { slug: string; feedDate: string | null }): string[] {
  const own = `/papers/${paper.slug}`;
  if (!paper.feedDate) return [own];
  return [
    own,
    `/papers/date/${paper.feedDate}`,
    `/papers/week/${weekOf(paper.feedDate)}`,
    `/papers/month/${monthOf(paper.feedDate)}`,
    LATEST,
    "/papers/trending",
  ];
}

/** Tells every process, once the transaction commits, what a text of `notifications` names. */
export const told = (text: SQL | Placeholder) =>
  sql`pg_notify(${sql.raw(`'${CHANNEL}'`)}, ${text})`;

const notify = statement(["addresses"], (db, { addresses }) =>
  db
    .select({ told: told(addresses) })
    .from(sql`(select 1) as once`)
    .prepare("announce"),
);

/** Postgres takes no notification of 8000 bytes or more. */
const MAX_BYTES = 7_900;

/** The addresses as texts for notifications, as few as there can be. */
export function notifications(addresses: string[]): string[] {
  const texts: string[] = [];
  let part: string[] = [];
  // the brackets, and for each address a comma
  let bytes = 2;
  for (const address of addresses) {
    const own = Buffer.byteLength(JSON.stringify(address)) + 1;
    if (part.length > 0 && bytes + own > MAX_BYTES) {
      texts.push(JSON.stringify(part));
      part = [];
      bytes = 2;
    }
    part.push(address);
    bytes += own;
  }
  if (part.length > 0) texts.push(JSON.stringify(part));
  return texts;
}

/** Tells every process, once the transaction commits, to render these addresses again. */
export async function invalidate(ctx: Context, addresses: string[]): Promise<void> {
  for (const text of notifications(addresses)) await notify(ctx.db, { addresses: text });
}
