import { and, desc, eq, gte } from "drizzle-orm";
import { sourceDays } from "@/db/schema/sources";
import { addDays } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import { env } from "../../platform/env";
import { HUGGING_FACE } from "./hugging-face";

/** What is known of a source's days since one of them. */
export const daysSince = (ctx: Context, source: string, day: string) =>
  ctx.db
    .select()
    .from(sourceDays)
    .where(and(eq(sourceDays.source, source), gte(sourceDays.day, day)))
    .orderBy(desc(sourceDays.day));

/** The current day in UTC, by which sources count. */
export const todayOf = (ctx: Pick<Context, "now">) => ctx.now().toISOString().slice(0, 10);

/** How many days the calendar of a source shows. */
const SHOWN_DAYS = 30;

/** What a source has given on each of the last days, the newest first. */
export async function calendar(ctx: Context) {
  const { id, name } = HUGGING_FACE;
  const today = todayOf(ctx);
  const days = Array.from({ length: SHOWN_DAYS }, (_, back) => addDays(today, -back));
  const known = await daysSince(ctx, id, days.at(-1) ?? today);
  const of = new Map(known.map((row) => [row.day, row]));
  return {
    id,
    name,
    isOn: env().SOURCES === "on",
    days: days.map((day) => {
      const row = of.get(day);
      return {
        day,
        /** When the source last answered; null if it has not for this day. */
        fetchedAt: row?.fetchedAt ?? null,
        triedAt: row?.triedAt ?? null,
        error: row?.error ?? null,
        read: row?.read ?? 0,
        added: row?.added ?? 0,
        updated: row?.updated ?? 0,
        skipped: row?.skipped ?? 0,
        reasons: row?.reasons ?? [],
      };
    }),
  };
}

export type SourceCalendar = Awaited<ReturnType<typeof calendar>>;
