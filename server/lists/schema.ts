import { z } from "zod";
import { paperId } from "../papers/schema";

/** Text that Postgres can keep: no NUL, no half of a surrogate pair. */
const keepable = (text: string) => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

const name = z
  .string("Please enter a name.")
  .max(1_000, "Please keep the name within 120 characters.")
  .transform((text) => text.replace(/\s+/gu, " ").trim())
  .refine((text) => text !== "", "Please enter a name.")
  .refine((text) => [...text].length <= 120, "Please keep the name within 120 characters.")
  .refine(
    (text) => keepable(text) && !/\p{Cc}/u.test(text),
    "Please use only printable characters for the name.",
  );

const description = z
  .string()
  .max(8_000, "Please keep the description within 2,000 characters.")
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .refine(
    (text) => [...text].length <= 2_000,
    "Please keep the description within 2,000 characters.",
  )
  .refine(keepable, "Please use only printable characters for the description.");

const listId = z.uuid("must be the id of a list");

/** `id` is made by the client: sent twice, the list is made once. */
export const createInput = z.strictObject({
  id: listId,
  name,
  description: description.default(""),
  /** A paper to begin the list with. */
  paperId: paperId.optional(),
  /** The team whose collection it will be; without one it is a reading list. */
  teamId: z.uuid("must be the id of a team").optional(),
});

/** `updatedAt` is what the reader saw: a change made elsewhere meanwhile is not overwritten. */
export const editInput = z.strictObject({
  listId,
  name,
  description,
  updatedAt: z.iso.datetime("must be a time, written 2025-03-13T09:00:00Z"),
});

/** The order key of the last item of the page before. */
const place = z.string().regex(/^[A-Za-z][0-9A-Za-z]{1,300}$/, "is no place in this list");

export const listInput = z.strictObject({ listId });

export const readInput = z.strictObject({ listId, after: place.optional() });

const note = z
  .string()
  .max(8_000, "Please keep the note within 2,000 characters.")
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .refine((text) => [...text].length <= 2_000, "Please keep the note within 2,000 characters.")
  .refine(keepable, "Please use only printable characters for the note.");

export const addInput = z.strictObject({ listId, paperId, note: note.optional() });

export const itemInput = z.strictObject({ listId, paperId });

export const moveInput = z.strictObject({
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
