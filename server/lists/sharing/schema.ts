import { z } from "zod";
import { listId } from "../schema";

export const linkInput = z.strictObject({ listId });

/** `replace` creates a new link; the old one stops working. */
export const shareInput = z.strictObject({
  listId,
  withNotes: z.boolean(),
  replace: z.boolean().default(false),
});

/** The order key of the previous page's last row. */
const place = z.string().regex(/^[A-Za-z][0-9A-Za-z]{1,300}$/, "is no place in this list");

export const publicToken = z.string().regex(/^[\w-]{43}$/, "is no public link");

export const sharedInput = z.strictObject({
  token: publicToken,
  after: place.optional(),
});
