import { and, desc, eq, gte, isNotNull } from "drizzle-orm";
import { sourceDays } from "@/db/schema/sources";
import type { Context } from "../../platform/context";

/** What is known of a source's days since one of them. */
export const daysSince = (ctx: Context, source: string, day: string) =>
  ctx.db
    .select()
    .from(sourceDays)
    .where(and(eq(sourceDays.source, source), gte(sourceDays.day, day)))
    .orderBy(desc(sourceDays.day));

/** Whether a source has ever answered. */
export async function hasAnswered(ctx: Context, source: string): Promise<boolean> {
  const [day] = await ctx.db
    .select({ day: sourceDays.day })
    .from(sourceDays)
    .where(and(eq(sourceDays.source, source), isNotNull(sourceDays.fetchedAt)))
    .limit(1);
  return day !== undefined;
}

/** The current day in UTC, by which sources count. */
export const todayOf = (ctx: Pick<Context, "now">) => ctx.now().toISOString().slice(0, 10);
