import { z } from "zod";
import { paperId } from "../papers/schema";

/** Sets the vote and never toggles it, so that a retry is safe. */
export const voteInput = z.strictObject({ paperId, voted: z.boolean() });

export const votersInput = z.strictObject({ paperId });
