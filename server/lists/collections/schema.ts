import { z } from "zod";
import { uuid } from "../../platform/ids";
import { createInput, listId } from "../schema";

/** The client creates `id`, as for any new list; `from` is the list to copy. */
export const duplicateInput = createInput
  .omit({ paperId: true })
  .extend({ from: listId, withNotes: z.boolean().default(false) });

export const mergeInput = z
  .strictObject({ from: listId, into: listId })
  .refine(({ from, into }) => from !== into, {
    path: ["into"],
    error: "Choose another collection to merge it into.",
  });

export const transferInput = z.strictObject({
  listId,
  teamId: uuid("must be the id of a team"),
});

export const targetsInput = z.strictObject({ listId });
