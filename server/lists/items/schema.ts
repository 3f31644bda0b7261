import { z } from "zod";
import { paperId } from "../../papers/schema";
import { MAX_CHANGED, MAX_ITEM_NOTE } from "../../platform/limits";
import { lines } from "../../platform/text";
import { listId } from "../schema";

export const note = lines("the note", MAX_ITEM_NOTE);

export const addInput = z.strictObject({ listId, paperId, note: note.optional() });

export const itemInput = z.strictObject({ listId, paperId });

/**
 * `was` is the note that the edit began from, so that somebody else's change is not overwritten.
 */
export const noteInput = z.strictObject({ listId, paperId, note, was: z.string().max(8_000) });

export const reorderInput = z.strictObject({
  listId,
  paperId,
  to: z.union(
    [
      z.enum(["top", "up", "down", "bottom"]),
      /** Right after this paper; null means the top. */
      z.strictObject({ after: paperId.nullable() }),
    ],
    "must be top, up, down, bottom, or after a paper",
  ),
});

/** Some papers of a list, without duplicates. */
const some = z
  .array(paperId)
  .min(1, "Choose at least one paper.")
  .max(MAX_CHANGED)
  .transform((ids) => [...new Set(ids)]);

export const itemsInput = z.strictObject({ listId, paperIds: some });

export const trashInput = z.strictObject({ listId, paperId: paperId.optional() });

/**
 * From one list to another. The other list has other readers, so notes are copied only on request.
 */
export const carryInput = z
  .strictObject({ from: listId, to: listId, paperIds: some, withNotes: z.boolean().default(false) })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    error: "Choose a different list from the one they are on.",
  });
