import { z } from "zod";
import { paperId } from "../papers/schema";

/** Sets the vote; it never toggles, so that a retry is safe. */
export const voteInput = z.strictObject({ paperId, voted: z.boolean() });

export const votersInput = z.strictObject({ paperId });
