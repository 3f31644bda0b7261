import { z } from "zod";
import { paperId } from "../papers/schema";
import { uuid } from "../platform/ids";
import { MAX_AT_ONCE } from "../platform/limits";
import { line, lines } from "../platform/text";

const name = line("a name", 120);

const description = lines("the description", 2_000);

export const listId = uuid("must be the id of a list");

/** `id` is made by the client: sent twice, the list is made once. */
export const createInput = z.strictObject({
  id: listId,
  name,
  description: description.default(""),
  /** A paper to begin the list with. */
  paperId: paperId.optional(),
  /** The team whose collection it will be; without one it is a reading list. */
  teamId: uuid("must be the id of a team").optional(),
});

/** `updatedAt` is what the reader saw: a change made elsewhere since is not overwritten. */
export const editInput = z.strictObject({
  listId,
  name,
  description,
  updatedAt: z.iso.datetime("must be a time, written 2025-03-13T09:00:00Z"),
});

export const listInput = z.strictObject({ listId });

/** How the papers of a list may be looked at; only `hand` is an order that is kept. */
export const listSorts = ["hand", "added", "published", "votes"] as const;

export const indexInput = z.strictObject({
  listId,
  sort: z.enum(listSorts, "must be hand, added, published or votes").default("hand"),
});
/** Some papers of a list; what is not on it is left out. */
export const rowsInput = z.strictObject({ listId, paperIds: z.array(paperId).max(MAX_AT_ONCE) });
