import { z } from "zod";
import { listId } from "../schema";

export const linkInput = z.strictObject({ listId });

/** `replace` makes a new link, and the one before leads nowhere from then on. */
export const shareInput = z.strictObject({
  listId,
  withNotes: z.boolean(),
  replace: z.boolean().default(false),
});

/** The order key of the last row of the page before. */
const place = z.string().regex(/^[A-Za-z][0-9A-Za-z]{1,300}$/, "is no place in this list");

export const sharedInput = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, "is no public link"),
  after: place.optional(),
});
