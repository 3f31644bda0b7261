import { and, count, eq, isNotNull, lt, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { paperVersions } from "@/db/schema/papers";
import { StaleWriteError } from "../platform/conflict";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import {
  columnsOf,
  type Held,
  isSame,
  lockAudiences,
  mustStandThere,
  requireAudience,
} from "./audiences/require-audience";
import { insert, notifyChange, ownNote, quote, type Row, requireNote, writing } from "./change";
import { mustFit, mustTakeReply } from "./must-fit";
import type {
  createInput,
  editInput,
  hiddenInput,
  noteInput,
  reattachInput,
  replyInput,
} from "./schema";

const UNDO_MS = 24 * 60 * 60 * 1_000;

/** Creates a highlight or a note on a passage, or a comment on the paper. */
export const create = (ctx: UserContext, input: z.output<typeof createInput>) =>
  writing(ctx, async (tx) => {
    const { target, audience, ...rest } = input;
    const note = { ...rest, ...columnsOf(audience) };
    await lockAudiences(tx, [note], note.paperId);
    await requireAudience(tx, note, { list: "annotate", team: "read" });
    await mustStandThere(tx, note, note.paperId);
    const [known] = await tx.db
      .select({ version: paperVersions.version })
      .from(paperVersions)
      .where(and(eq(paperVersions.paperId, note.paperId), eq(paperVersions.version, note.version)));
    if (!known) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");
    // a retry returns the existing note, even if the abstract has changed since
    if (await ownNote(tx, note.id)) return note.id;
    const passage = target ? await quote(tx, note.paperId, target) : {};
    return insert(tx, { ...note, ...passage });
  });

/** Replies to a note, for the same audience. */
export const reply = (ctx: UserContext, input: z.output<typeof replyInput>) =>
  writing(ctx, async (tx) => {
    const parent = await requireNote(tx, input.parentId, "reply");
    if (parent.parentId) {
      throw new AppError(
        "BAD_REQUEST",
        "Replies go one level deep: reply to the note instead.",
        "parentId",
      );
    }
    const { paperId, version, audience, audienceListId, audienceTeamId } = parent;
    const to = { paperId, version, audience, audienceListId, audienceTeamId };
    return insert(tx, { ...input, ...to });
  });

/** Changes a note's text, color or audience. */
export const edit = (ctx: UserContext, input: z.output<typeof editInput>) =>
  writing(ctx, async (tx) => {
    const wanted = input.audience && columnsOf(input.audience);
    const note = await requireNote(tx, input.id, "edit", wanted);
    const body = input.body ?? note.body;
    if (body !== note.body && input.was !== note.body) throw rewritten(note);
    const audience = wanted ?? note;
    if (body === "" && note.start === null) {
      throw new AppError("BAD_REQUEST", "A note without a passage needs words.", "body");
    }
    const color = input.color ?? note.color;
    if (color !== note.color && note.start === null) {
      throw new AppError("BAD_REQUEST", "Only a note on a passage has a color.", "color");
    }
    if (!isSame(audience, note)) await move(tx, note, audience);
    await tx.db
      .update(annotations)
      .set({ body, color, updatedAt: body === note.body ? note.updatedAt : tx.now() })
      .where(eq(annotations.id, note.id));
    if (body.length > note.body.length) await mustFit(tx, note.paperId);
    await notifyChange(tx, note);
    return note.id;
  });

function rewritten({ body }: Row) {
  const what = body
    ? `You wrote this somewhere else in the meantime:\n“${body}”`
    : "You removed the text of this note somewhere else in the meantime.";
  return new StaleWriteError(
    `${what}\nWhat you typed is kept here: send it again to replace that.`,
    { body },
    "body",
  );
}

/**
 * Changes a thread's audience. A thread moves as a whole, and only while every note is its
 * author's.
 */
async function move(ctx: UserContext, note: Row, audience: Held): Promise<void> {
  await mayMove(ctx, note);
  await requireAudience(ctx, audience, { list: "annotate", team: "read" });
  await mustStandThere(ctx, audience, note.paperId);
  const { audienceListId, audienceTeamId } = audience;
  await ctx.db
    .update(annotations)
    .set({ audience: audience.audience, audienceListId, audienceTeamId })
    .where(or(eq(annotations.id, note.id), eq(annotations.parentId, note.id)));
  await notifyChange(ctx, { ...audience, paperId: note.paperId, hiddenAt: note.hiddenAt });
}

async function mayMove(ctx: UserContext, note: Row): Promise<void> {
  if (note.parentId) {
    throw new AppError(
      "BAD_REQUEST",
      "A reply is visible to everyone who can see its note.",
      "audience",
    );
  }
  const [hidden] = await ctx.db
    .select({ id: annotations.id })
    .from(annotations)
    .where(
      and(
        or(eq(annotations.id, note.id), eq(annotations.parentId, note.id)),
        isNotNull(annotations.hiddenAt),
      ),
    )
    .limit(1);
  if (hidden) {
    const what = hidden.id === note.id ? "this note" : "a reply to this note";
    throw new AppError(
      "CONFLICT",
      `A manager has hidden ${what}, so who can see it cannot be changed. You can delete it, or write another.`,
      "audience",
    );
  }
  const byOthers = and(
    eq(annotations.parentId, note.id),
    sql`${annotations.authorId} is distinct from ${ctx.actor.userId}`,
  );
  await ctx.db.delete(annotations).where(and(byOthers, isNotNull(annotations.deletedAt)));
  const [replies] = await ctx.db.select({ others: count() }).from(annotations).where(byOthers);
  if (replies?.others) {
    throw new AppError(
      "CONFLICT",
      "Others have replied to this note, so who can see it cannot be changed. You can delete it, or write another.",
      "audience",
    );
  }
}

/** A changed passage is searched for in newer texts again. */
const UNPLACED = { placedHash: null, placedStart: null, placedEnd: null };

/** Attaches a note to another passage, after its own was lost or badly chosen. */
export const reattach = (ctx: UserContext, input: z.output<typeof reattachInput>) =>
  writing(ctx, async (tx) => {
    const note = await requireNote(tx, input.id, "reattach");
    if (note.parentId) throw new AppError("BAD_REQUEST", "A reply has no passage.", "id");
    const passage = await quote(tx, note.paperId, input.target);
    await tx.db
      .update(annotations)
      .set({ ...passage, ...UNPLACED, version: input.version })
      .where(eq(annotations.id, note.id));
    await notifyChange(tx, note);
    return note.id;
  });

/** Deletes a note, or restores it within a day. A note with replies leaves a placeholder. */
async function setDeleted(ctx: UserContext, id: string, verb: "remove" | "restore") {
  return transaction(ctx, async (tx) => {
    const note = await requireNote(tx, id, verb);
    const deletedAt = verb === "remove" ? (note.deletedAt ?? tx.now()) : null;
    await tx.db.update(annotations).set({ deletedAt }).where(eq(annotations.id, id));
    await notifyChange(tx, note);
    if (verb === "remove") await forgetDeleted(tx);
    else {
      // the limit may have been reached since
      await mustFit(tx, note.paperId, "Delete one first.");
      if (note.parentId) await mustTakeReply(tx, note.parentId, "It stays deleted.");
    }
    return { id };
  });
}

export const remove = (ctx: UserContext, input: z.output<typeof noteInput>) =>
  setDeleted(ctx, input.id, "remove");

export const restore = (ctx: UserContext, input: z.output<typeof noteInput>) =>
  setDeleted(ctx, input.id, "restore");

/** Hides a note from all but its author and the managers of its audience, or shows it again. */
export const setHidden = (ctx: UserContext, input: z.output<typeof hiddenInput>) =>
  writing(ctx, async (tx) => {
    const note = await requireNote(tx, input.id, "hide");
    if (!note.audienceListId && !note.audienceTeamId) {
      throw new AppError("FORBIDDEN", "Only notes for a collection or a team can be hidden.");
    }
    if (input.hidden !== (note.hiddenAt !== null)) {
      await tx.db
        .update(annotations)
        .set(
          input.hidden
            ? { hiddenAt: tx.now(), hiddenBy: tx.actor.userId }
            : { hiddenAt: null, hiddenBy: null },
        )
        .where(eq(annotations.id, note.id));
      await notifyChange(tx, { ...note, hiddenAt: null });
    }
    return note.id;
  });

/** Purges notes that were deleted more than a day ago and have no replies. */
async function forgetDeleted(ctx: UserContext): Promise<void> {
  const answer = alias(annotations, "answer");
  const answers = ctx.db
    .select({ one: sql`1` })
    .from(answer)
    .where(eq(answer.parentId, annotations.id));
  await ctx.db
    .delete(annotations)
    .where(
      and(
        eq(annotations.authorId, ctx.actor.userId),
        lt(annotations.deletedAt, new Date(ctx.now().getTime() - UNDO_MS)),
        notExists(answers),
      ),
    );
}
