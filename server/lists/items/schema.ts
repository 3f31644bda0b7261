import { z } from "zod";
import { paperId } from "../../papers/schema";
import { listId, MAX_AT_ONCE } from "../schema";

/** Some papers of a list, each once. */
const some = z
  .array(paperId)
  .min(1, "Choose at least one paper.")
  .max(MAX_AT_ONCE * 10)
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
