import { z } from "zod";
import { paperId } from "../papers/schema";
import { uuid } from "../platform/ids";
import { MAX_AT_ONCE, MAX_CHANGED } from "../platform/limits";
import { keepable, line, sought } from "../platform/text";

export const statuses = ["to_read", "reading", "read"] as const;

export type Status = (typeof statuses)[number];

const status = z.enum(statuses, "must be to_read, reading or read");

/** `savedAt` is for undo, which restores a paper to its place. */
export const setInput = z.strictObject({
  paperId,
  status,
  savedAt: z.iso
    .datetime("must be a time, written 2025-03-13T09:00:00Z")
    .refine((time) => time > "1970", "must be a time after 1970")
    .optional(),
});

export const removeInput = z.strictObject({ paperId });

/** A reader's own one-line label. Tags that differ only in case are the same. */
export const tag = line("a tag", 60).transform((text) => text.normalize());

export const sorts = ["added", "published", "votes", "title"] as const;

/** A filter and a sort order for the library. */
export const indexInput = z.strictObject({
  sort: z.enum(sorts, "must be added, published, votes or title").default("added"),
  status: status.optional(),
  favorite: z.literal(true).optional(),
  tag: tag.optional(),
  /** Only papers on this list, which the reader must be able to read. */
  list: uuid("must be the id of a list").optional(),
  category: z.string().min(1).max(100).refine(keepable, "is no category").optional(),
  /** The year of publication. */
  year: z.int().min(1).max(9999).optional(),
  /** Only papers on which the reader has written notes. */
  notes: z.literal(true).optional(),
  /** Words to search for. */
  q: z.string().max(300, "Please search with at most 300 characters.").transform(sought).optional(),
});

export type Shown = z.output<typeof indexInput>;

export const rowsInput = z.strictObject({ paperIds: z.array(paperId).max(MAX_AT_ONCE) });

/** Several papers, without duplicates. */
const some = z
  .array(paperId)
  .min(1, "Choose at least one paper.")
  .max(MAX_CHANGED)
  .transform((ids) => [...new Set(ids)]);

const tags = z.array(tag).max(20);

export const setManyInput = z
  .strictObject({
    paperIds: some,
    status: status.optional(),
    favorite: z.boolean().optional(),
    addTags: tags.optional(),
    removeTags: tags.optional(),
    /** True moves them to the trash, false restores them. */
    removed: z.boolean().optional(),
  })
  .refine(({ paperIds: _, ...changes }) => Object.keys(changes).length > 0, "changes nothing");

export const addToListInput = z.strictObject({
  paperIds: some,
  listId: uuid("must be the id of a list"),
});

/** Commas separate tags where they are typed, and in BibTeX's keywords. */
const newName = tag.refine((name) => !/[,，،]/u.test(name), "must not hold a comma");

export const renameTagInput = z.strictObject({ tag, to: newName });

export const removeTagInput = z.strictObject({ tag });
