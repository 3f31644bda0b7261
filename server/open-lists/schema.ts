import { z } from "zod";
import { listRoles } from "../access/policy";
import { listId } from "../lists/schema";

/** A list as a page shows it: a change of its revision or of the reader's role is told at once. */
export const shownList = z.strictObject({
  listId,
  revision: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  role: z.enum(listRoles).optional(),
});

/** The lists that one browser has in sight, each once. */
export const MAX_LISTS = 20;

export const listsInput = z.strictObject({
  lists: z
    .array(shownList)
    .min(1, "name at least one list")
    .max(MAX_LISTS, `at most ${MAX_LISTS} lists`)
    .refine(
      (lists) => new Set(lists.map((list) => list.listId)).size === lists.length,
      "names a list twice",
    ),
});
