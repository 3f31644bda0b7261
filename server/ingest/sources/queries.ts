import { and, desc, eq, gte } from "drizzle-orm";
import { sourceDays } from "@/db/schema/sources";
import { addDays } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import { env } from "../../platform/env";
import { nextDue } from "../../platform/jobs/schedule";
import { taskOf } from "../../platform/jobs/tasks";
import { ARXIV, ARXIV_CHANGES, HUGGING_FACE, type SourceId } from "./known-sources";
import { sourceSettings } from "./settings/queries";
import { ALARM_DAYS, silentDays } from "./silent-days";

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
async function calendarOf(ctx: Context, source: string) {
  const today = todayOf(ctx);
  const days = Array.from({ length: SHOWN_DAYS }, (_, back) => addDays(today, -back));
  const known = await daysSince(ctx, source, days.at(-1) ?? today);
  const of = new Map(known.map((row) => [row.day, row]));
  return days.map((day) => {
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
  });
}

export type SourceDay = Awaited<ReturnType<typeof calendarOf>>[number];

/** Each source with what was chosen of it and what it has given. */
export async function sourcePages(ctx: Context) {
  const [huggingFace, arxiv, featured, announced, changes] = await Promise.all([
    sourceSettings(ctx, HUGGING_FACE.id),
    sourceSettings(ctx, ARXIV.id),
    calendarOf(ctx, HUGGING_FACE.id),
    calendarOf(ctx, ARXIV.id),
    calendarOf(ctx, ARXIV_CHANGES.id),
  ]);
  const today = todayOf(ctx);
  return {
    /** SOURCES of the environment: without it, nothing is asked of anybody. */
    areAsked: env().SOURCES === "on",
    huggingFace: {
      isOn: huggingFace.isOn,
      days: featured,
      silent: huggingFace.isOn ? silentDays(featured, today) : [],
    },
    arxiv: {
      isOn: arxiv.isOn,
      categories: arxiv.categories,
      days: announced,
      silent: arxiv.isOn ? silentDays(announced, today) : [],
      changes,
    },
  };
}

export type SourcePages = Awaited<ReturnType<typeof sourcePages>>;

/** The weekdays of the last week on which a source that is on was silent, by its name. */
export async function alarms(ctx: Context): Promise<{ name: string; days: string[] }[]> {
  if (env().SOURCES === "off") return [];
  const today = todayOf(ctx);
  const found = await Promise.all(
    [HUGGING_FACE, ARXIV].map(async ({ id, name }) => {
      const { isOn } = await sourceSettings(ctx, id);
      if (!isOn) return [];
      const days = silentDays(await daysSince(ctx, id, addDays(today, -ALARM_DAYS)), today);
      return days.length > 0 ? [{ name, days }] : [];
    }),
  );
  return found.flat();
}

/**
 * Why nothing newer may have come, and when it is tried again; `next` is a weekday and a time in the
 * installation's zone. Sources are turned off, have not been asked yet, could not be asked, or have had
 * nothing.
 */
export async function outlook(ctx: Context) {
  const [huggingFace, arxiv] = await Promise.all([
    sourceSettings(ctx, HUGGING_FACE.id),
    sourceSettings(ctx, ARXIV.id),
  ]);
  const source = huggingFace.isOn ? HUGGING_FACE : arxiv.isOn ? ARXIV : null;
  if (env().SOURCES === "off" || !source) return { state: "off", name: null, next: null } as const;
  const [last] = await ctx.db
    .select({ error: sourceDays.error })
    .from(sourceDays)
    .where(
      and(
        eq(sourceDays.source, source.id),
        gte(sourceDays.day, addDays(todayOf(ctx), -SHOWN_DAYS)),
      ),
    )
    .orderBy(desc(sourceDays.triedAt))
    .limit(1);
  const state = !last ? "unasked" : last.error ? "failed" : "answered";
  return { state, name: source.name, next: nextAsked(ctx, source.id) } as const;
}

/** "Monday at 2:17 PM UTC" */
function nextAsked(ctx: Pick<Context, "now">, id: SourceId): string | null {
  const { schedule } = taskOf(`fetch-${id}`);
  const zone = env().TIME_ZONE;
  if (!schedule) return null;
  const at = nextDue(schedule, ctx.now(), zone);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone }).format(at);
  return `${part({ weekday: "long" })} at ${part({ hour: "numeric", minute: "2-digit", timeZoneName: "short" })}`;
}
