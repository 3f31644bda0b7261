import { z } from "zod";
import { listRoles } from "../access/policy";
import { listId } from "../lists/schema";

/**
 * A list as a page shows it: if its revision or the reader's role differs, the server says so at
 * once.
 */
export const shownList = z.strictObject({
  listId,
  revision: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  role: z.enum(listRoles).optional(),
});

/** The most lists that one browser may follow, without duplicates. */
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
