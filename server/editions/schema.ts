import { z } from "zod";
import { slug } from "../access/schema";
import { topic } from "../papers/topics/schema";
import { isFeedDate, monthSpan, weekSpan } from "../platform/calendar";
import { cursorOf } from "../platform/cursor";

export const feedDate = z
  .string()
  .max(10)
  .refine(isFeedDate, "must be a date the calendar has, written 2025-03-13");

export const week = z
  .string()
  .max(8)
  .refine((text) => weekSpan(text) !== null, "must be an ISO week, written 2025-W11");

export const month = z
  .string()
  .max(7)
  .refine((text) => monthSpan(text) !== null, "must be a month, written 2025-03");

/** Points, time of submission, rank at the source, paper. */
const rankingCursor = cursorOf(4);

/** The place that a curator gave, followed by the same key. */
const dayCursor = cursorOf(5);

/** Only the papers about a topic, and only those after a cursor. */
const part = { topic: topic.optional(), after: rankingCursor };

export const dailyInput = z.strictObject({
  feedDate: feedDate.or(z.literal("latest")),
  ...part,
  after: dayCursor,
});

export const weeklyInput = z.strictObject({ week, ...part });

export const monthlyInput = z.strictObject({ month, ...part });

/** The team's vote count, followed by the same keys. */
const teamCursor = cursorOf(5);
const teamDayCursor = cursorOf(6);

export const teamDailyInput = dailyInput.extend({ team: slug, after: teamDayCursor });

export const teamWeeklyInput = weeklyInput.extend({ team: slug, after: teamCursor });

export const teamMonthlyInput = monthlyInput.extend({ team: slug, after: teamCursor });

/** Score and paper. */
export const trendingInput = z.strictObject({ topic: topic.optional(), after: cursorOf(2) });

/** Days that may have no edition; if omitted, the latest edition. */
export const nearestInput = z.strictObject({
  from: feedDate.optional(),
  to: feedDate.optional(),
});
