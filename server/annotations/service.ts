import { and, count, eq, isNotNull, lt, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { paperVersions } from "@/db/schema/papers";
import type { UserContext } from "../context";
import { AppError } from "../errors";
import type { createInput, editInput, noteInput, reattachInput, replyInput } from "./schema";
import { announceNote, insert, quote, type Row, take, writing } from "./writing";

const UNDO_MS = 24 * 60 * 60 * 1_000;

/** Makes a highlight or a note on a passage, or a comment on the paper. */
export const create = (ctx: UserContext, input: z.output<typeof createInput>) =>
  writing(ctx, async (tx) => {
    const { target, ...note } = input;
    const [known] = await tx.db
      .select({ version: paperVersions.version })
      .from(paperVersions)
      .where(and(eq(paperVersions.paperId, note.paperId), eq(paperVersions.version, note.version)));
    if (!known) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");
    const passage = target ? await quote(tx, note.paperId, { version: note.version, target }) : {};
    return insert(tx, { ...note, ...passage });
  });

/** Answers a note, before the same audience. */
export const reply = (ctx: UserContext, input: z.output<typeof replyInput>) =>
  writing(ctx, async (tx) => {
    const parent = await take(tx, input.parentId, "reply");
    if (parent.parentId) {
      throw new AppError("BAD_REQUEST", "Replies go one level deep: answer the note.", "parentId");
    }
    const { paperId, version, audience } = parent;
    return insert(tx, { ...input, paperId, version, audience });
  });

/** Changes the words of a note, or who sees it. */
export const edit = (ctx: UserContext, input: z.output<typeof editInput>) =>
  writing(ctx, async (tx) => {
    const note = await take(tx, input.id, "edit");
    const body = input.body ?? note.body;
    const audience = input.audience ?? note.audience;
    if (body === "" && note.start === null) {
      throw new AppError("BAD_REQUEST", "A note without a passage needs words.", "body");
    }
    if (audience !== note.audience) await mayMove(tx, note);
    await tx.db
      .update(annotations)
      .set({ audience })
      .where(or(eq(annotations.id, note.id), eq(annotations.parentId, note.id)));
    await tx.db
      .update(annotations)
      .set({ body, updatedAt: body === note.body ? note.updatedAt : tx.now() })
      .where(eq(annotations.id, note.id));
    if (audience === "everyone" || note.audience === "everyone") {
      await announceNote(tx, note.paperId);
    }
    return note.id;
  });

/** A thread changes its audience as a whole, and only while nobody else has written in it. */
async function mayMove(ctx: UserContext, note: Row): Promise<void> {
  if (note.parentId) {
    throw new AppError("BAD_REQUEST", "A reply is seen by whom its note is seen by.", "audience");
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
      "Others have replied to this note, so who sees it stays as it is. You may delete it, or write another.",
      "audience",
    );
  }
}

/** Gives a note whose passage was lost, or chosen badly, another one. */
export const reattach = (ctx: UserContext, input: z.output<typeof reattachInput>) =>
  writing(ctx, async (tx) => {
    const note = await take(tx, input.id, "reattach");
    if (note.parentId) throw new AppError("BAD_REQUEST", "A reply has no passage.", "id");
    const passage = await quote(tx, note.paperId, input);
    await tx.db
      .update(annotations)
      .set({ ...passage, version: input.version })
      .where(eq(annotations.id, note.id));
    if (note.audience === "everyone") await announceNote(tx, note.paperId);
    return note.id;
  });

/** Deletes a note, or takes that back within a day. A note with replies leaves its place behind. */
async function setDeleted(ctx: UserContext, id: string, verb: "remove" | "restore") {
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const note = await take(tx, id, verb);
    const deletedAt = verb === "remove" ? (note.deletedAt ?? tx.now()) : null;
    await db.update(annotations).set({ deletedAt }).where(eq(annotations.id, id));
    if (note.audience === "everyone") await announceNote(tx, note.paperId);
    if (verb === "remove") await forgetDeleted(tx);
    return { id };
  });
}

export const remove = (ctx: UserContext, input: z.output<typeof noteInput>) =>
  setDeleted(ctx, input.id, "remove");

export const restore = (ctx: UserContext, input: z.output<typeof noteInput>) =>
  setDeleted(ctx, input.id, "restore");

/** What its author deleted more than a day ago, and nobody answered, is kept no longer. */
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
