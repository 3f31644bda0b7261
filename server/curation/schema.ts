import { z } from "zod";
import { feedDate } from "../editions/schema";
import { uuid } from "../platform/ids";
import { line } from "../platform/text";

const paperId = z.int("must be the id of a paper").min(1).max(2_147_483_647);
const reason = line("a reason", 300);
const optionalReason = z.literal("").or(reason).default("");

export const dayInput = z.strictObject({ feedDate: feedDate.optional() });

export const placeInput = z.strictObject({
  paperId,
  /** First; before or after its neighbor among those that have a place; or without a place. */
  to: z.enum(["top", "up", "down", "none"]),
});

export const moveInput = z.strictObject({ paperId, feedDate, reason: optionalReason });

export const removeInput = z.strictObject({ paperId, reason });

export const restoreInput = z.strictObject({ paperId, reason: optionalReason });

export const fetchInput = z.strictObject({ feedDate });

export const acceptInput = z.strictObject({ id: uuid("must be the id of a submission") });

export const declineInput = acceptInput.extend({ reason });
