import { z } from "zod";
import { listId } from "../lists/schema";

/** `lastEventId` is the revision that the page shows: whoever missed some hears of it at once. */
export const listInput = z.strictObject({
  listId,
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/, "must be a revision")
    .optional(),
});
