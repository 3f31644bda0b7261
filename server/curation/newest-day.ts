import { eq } from "drizzle-orm";
import { editions } from "@/db/schema/editions";
import { neighbours } from "../editions/read-days";
import { invalidate } from "../page-cache/invalidate";
import { monthOf, newestDay, weekOf } from "../platform/calendar";
import type { Context } from "../platform/context";

/**
 * An edition that was there before its day began becomes the latest without anything being stored:
 * the pages that lead to it are rendered again. Returns its day, if it has an edition.
 */
export async function showNewestDay(ctx: Context): Promise<string | null> {
  const day = newestDay(ctx.now());
  const [edition] = await ctx.db
    .select({ day: editions.feedDate })
    .from(editions)
    .where(eq(editions.feedDate, day));
  if (!edition) return null;
  const { previous } = await neighbours(ctx, { from: day, to: day });
  await invalidate(ctx, [
    "/papers/date/latest",
    ...[previous, day].flatMap((each) =>
      each
        ? [`/papers/date/${each}`, `/papers/week/${weekOf(each)}`, `/papers/month/${monthOf(each)}`]
        : [],
    ),
  ]);
  return day;
}
