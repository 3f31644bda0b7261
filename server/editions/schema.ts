import { z } from "zod";
import { isFeedDate, monthSpan, weekSpan } from "./calendar";

export const feedDate = z
  .string()
  .max(10)
  .refine(isFeedDate, "must be a date the calendar has, written 2025-03-13");

export const dailyInput = z.strictObject({ feedDate: feedDate.or(z.literal("latest")) });

export const cursor = z.string().max(200).optional();

export const weeklyInput = z.strictObject({
  week: z
    .string()
    .max(8)
    .refine((text) => weekSpan(text) !== null, "must be an ISO week, written 2025-W11"),
  after: cursor,
});

export const monthlyInput = z.strictObject({
  month: z
    .string()
    .max(7)
    .refine((text) => monthSpan(text) !== null, "must be a month, written 2025-03"),
  after: cursor,
});

export const trendingInput = z.strictObject({ after: cursor });
