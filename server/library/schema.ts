import { z } from "zod";
import { cursorOf } from "../cursor";
import { paperId } from "../papers/schema";

export const statuses = ["to_read", "reading", "read"] as const;

const status = z.enum(statuses, "must be to_read, reading or read");

/** `savedAt` is given by undo, which puts the paper back where it stood. */
export const setInput = z.strictObject({
  paperId,
  status,
  savedAt: z.iso.datetime("must be a time, written 2025-03-13T09:00:00Z").optional(),
});

export const removeInput = z.strictObject({ paperId });

/** A cursor of when the last paper was saved, in milliseconds since 1970, and its id. */
const after = cursorOf(2).refine(
  ([ms = 0, id = 1] = []) => Math.abs(ms) < 4e12 && paperId.safeParse(id).success,
  "is no place in this list",
);

export const shelfInput = z.strictObject({ status: status.optional(), after });
