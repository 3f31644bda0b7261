import { z } from "zod";
import { paperId } from "../papers/schema";
import { uuid } from "../platform/ids";
import { MAX_AT_ONCE } from "../platform/limits";
import { line, lines } from "../platform/text";

const name = line("a name", 120);

const description = lines("the description", 2_000);

export const listId = uuid("must be the id of a list");

/** The client creates `id`, so that a retry does not create a second list. */
export const createInput = z.strictObject({
  id: listId,
  name,
  description: description.default(""),
  /** The list's first paper. */
  paperId: paperId.optional(),
  /** The team that will own the collection; without one, it is a reading list. */
  teamId: uuid("must be the id of a team").optional(),
});

/** `updatedAt` is what the reader saw, so that a change made elsewhere since is not overwritten. */
export const editInput = z.strictObject({
  listId,
  name,
  description,
  updatedAt: z.iso.datetime("must be a time, written 2025-03-13T09:00:00Z"),
});

export const listInput = z.strictObject({ listId });

/** The sort orders of a list; only `hand` is stored. */
export const listSorts = ["hand", "added", "published", "votes"] as const;

export const indexInput = z.strictObject({
  listId,
  sort: z.enum(listSorts, "must be hand, added, published or votes").default("hand"),
});
/** Some papers of a list; papers that are not on it are left out. */
export const rowsInput = z.strictObject({ listId, paperIds: z.array(paperId).max(MAX_AT_ONCE) });
