import { z } from "zod";
import { paperId } from "../papers/schema";
import { uuid } from "../platform/ids";
import { MAX_NOTE } from "../platform/limits";
import { asLines, keepable, sought } from "../platform/text";

/** What the author wrote: plain text with its line breaks. */
const body = z
  .string("must be text")
  .max(MAX_NOTE, `must be at most ${MAX_NOTE.toLocaleString("en")} characters`)
  .transform(asLines)
  .refine(keepable, "holds half a character, which cannot be stored: remove it");

const words = body.refine((text) => text !== "", "must not be empty");

const id = uuid("must be a uuid");

/** Who sees it: the author, one collection, one team, or everyone. */
export const audience = z.union(
  [
    z.enum(["me", "everyone"]),
    z.strictObject({ listId: uuid() }),
    z.strictObject({ teamId: uuid() }),
  ],
  "must be me, everyone, a collection or a team",
);

export type Audience = z.output<typeof audience>;
const version = z.int().positive().max(9_999);

/** A passage of the abstract; the server reads its words from its own text. */
const target = z.strictObject({
  start: z.int().min(0).max(1_000_000),
  end: z.int().min(1).max(1_000_000),
  textHash: z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex"),
});

/** The colors of highlights. The first one is what a highlight has if none was chosen. */
export const colors = ["yellow", "green", "blue", "rose"] as const;

export type Color = (typeof colors)[number];

export const color = z.enum(colors, "must be yellow, green, blue or rose");

/** The client creates `id`, so that a retry does not create a second note. */
export const createInput = z
  .strictObject({
    ...{ id, paperId, version, audience, body },
    target: target.optional(),
    color: color.optional(),
  })
  .refine((note) => note.target || note.body !== "", {
    path: ["body"],
    error: "must not be empty without a passage",
  })
  .refine((note) => note.target || note.color === undefined, {
    path: ["color"],
    error: "is for a passage: choose one, or leave the color out",
  });

export const previewInput = z.strictObject({ body: words });

export const replyInput = z.strictObject({ id, parentId: id, body: words });

/**
 * `was` is the text that the edit began from, so that another tab's changes are not overwritten.
 */
export const editInput = z
  .strictObject({
    id,
    body: body.optional(),
    was: z.string().max(MAX_NOTE).optional(),
    audience: audience.optional(),
    color: color.optional(),
  })
  .refine((change) => change.body === undefined || change.was !== undefined, {
    path: ["was"],
    error: "must be the words that the change began from",
  });

export const reattachInput = z.strictObject({ id, version, target });

export const noteInput = z.strictObject({ id });

/** It sets and never toggles, so a retry is safe. */
export const hiddenInput = z.strictObject({ id, hidden: z.boolean() });

const CURSOR = "must be a cursor of an earlier page";

const endsInId = z
  .string()
  .refine((cursor) => id.safeParse(cursor.split(".").at(-1)).success, CURSOR);

export const audiencesInput = z.strictObject({ paperId });

/** Without `next`, the first page of both kinds of note; with it, the next page of one kind. */
export const onPaperInput = z.strictObject({
  paperId,
  next: z
    .strictObject({
      about: z.enum(["passages", "comments"], "must be passages or comments"),
      after: z
        .string()
        .regex(/^[0-3]\.\d{1,17}\.[0-9a-f-]{36}$/, CURSOR)
        .pipe(endsInId),
    })
    .optional(),
});

export const repliesInput = z.strictObject({
  noteId: id,
  after: z
    .string()
    .regex(/^\d{1,17}\.[0-9a-f-]{36}$/, CURSOR)
    .pipe(endsInId)
    .optional(),
});

export const mineInput = z.strictObject({
  audience: audience.optional(),
  /** Only highlights of this color. */
  color: color.optional(),
  /** Text that the note, its quote, or its paper's title or authors must contain. */
  q: z.string().max(200, "Please search with at most 200 characters.").transform(sought).optional(),
  after: z
    .string()
    .regex(/^\d{1,17}\.\d{1,10}\.\d{1,17}\.[0-9a-f-]{36}$/, CURSOR)
    .pipe(endsInId)
    .optional(),
});
