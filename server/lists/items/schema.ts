import { z } from "zod";
import { paperId } from "../../papers/schema";
import { MAX_CHANGED, MAX_ITEM_NOTE } from "../../platform/limits";
import { lines } from "../../platform/text";
import { listId } from "../schema";

export const note = lines("the note", MAX_ITEM_NOTE);

export const addInput = z.strictObject({ listId, paperId, note: note.optional() });

export const itemInput = z.strictObject({ listId, paperId });

/** `was` is the note that the writer began from: what somebody else has written is kept. */
export const noteInput = z.strictObject({ listId, paperId, note, was: z.string().max(8_000) });

export const reorderInput = z.strictObject({
  listId,
  paperId,
  to: z.union(
    [
      z.enum(["top", "up", "down", "bottom"]),
      /** Right after this paper; after none is at the top. */
      z.strictObject({ after: paperId.nullable() }),
    ],
    "must be top, up, down, bottom, or after a paper",
  ),
});

/** Some papers of a list, each once. */
const some = z
  .array(paperId)
  .min(1, "Choose at least one paper.")
  .max(MAX_CHANGED)
  .transform((ids) => [...new Set(ids)]);

export const itemsInput = z.strictObject({ listId, paperIds: some });

export const trashInput = z.strictObject({ listId, paperId: paperId.optional() });

/** From one list to another. Notes are seen by other people there, so they go along only if asked. */
export const carryInput = z
  .strictObject({ from: listId, to: listId, paperIds: some, withNotes: z.boolean().default(false) })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    error: "Choose a different list from the one they are on.",
  });
