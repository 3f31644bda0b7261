import { z } from "zod";
import { listRoles } from "../access/policy";
import { listId } from "../lists/schema";

/** The revision and the role that the page shows: whoever missed a change of either hears of it at once. */
export const listInput = z.strictObject({
  listId,
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/, "must be a revision")
    .optional(),
  role: z.enum(listRoles).optional(),
});
