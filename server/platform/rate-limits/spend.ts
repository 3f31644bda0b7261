import { createHash } from "node:crypto";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { rateLimits } from "@/db/schema/installation";
import type { Context } from "../context";
import { tooMany } from "./wait";

/** At most `points` attempts within `seconds`, counted from the first. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
  /** What somebody reads who goes beyond it. */
  said?: string;
}

const keyOf = (limit: Limit, subject: string) =>
  createHash("sha256").update(`${limit.name}\n${subject.toLowerCase()}`).digest("base64url");

/**
 * Counts attempts before they are made, so that parallel ones count too, across all processes.
 * Beyond the limit, throws TOO_MANY_REQUESTS with the time to wait.
 */
export async function spend(
  ctx: Context,
  limit: Limit,
  subject: string,
  attempts = 1,
): Promise<void> {
  const now = ctx.now().getTime();
  const until = now + limit.seconds * 1000;
  const over = sql`coalesce(${rateLimits.expire}, 0) <= ${now}`;
  const [row] = await ctx.db
    .insert(rateLimits)
    .values({ key: keyOf(limit, subject), points: attempts, expire: until })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then ${attempts} else ${rateLimits.points} + ${attempts} end`,
        expire: sql`case when ${over} then ${until} else ${rateLimits.expire} end`,
      },
    })
    .returning();
  if (!row || row.points <= limit.points) return;
  const end = row.expire ?? until;
  throw tooMany(limit.said ?? "Too many tries.", end - now);
}

/** Uncounts attempts that are not to count. */
export async function refund(
  ctx: Context,
  limit: Limit,
  subject: string,
  attempts = 1,
): Promise<void> {
  await ctx.db
    .update(rateLimits)
    .set({ points: sql`greatest(0, ${rateLimits.points} - ${attempts}::int)` })
    .where(eq(rateLimits.key, keyOf(limit, subject)));
}

/** Clears all counted attempts. */
export async function clear(ctx: Context, limit: Limit, subject: string): Promise<void> {
  await ctx.db.delete(rateLimits).where(eq(rateLimits.key, keyOf(limit, subject)));
}

/** Whether `spend` was called for this subject within the limit's time. */
export async function isRecent(ctx: Context, limit: Limit, subject: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ points: rateLimits.points })
    .from(rateLimits)
    .where(
      and(eq(rateLimits.key, keyOf(limit, subject)), gt(rateLimits.expire, ctx.now().getTime())),
    );
  return row !== undefined;
}

export async function purgeLimits(ctx: Context): Promise<void> {
  await ctx.db.delete(rateLimits).where(lte(rateLimits.expire, ctx.now().getTime()));
}
