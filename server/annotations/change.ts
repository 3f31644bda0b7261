import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { touchForTeam, touchList } from "../live/notify";
import { addressesOf, invalidate } from "../page-cache/invalidate";
import { StaleWriteError } from "../platform/conflict";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { describe, type Target } from "./anchor";
import { atomsOf } from "./atoms";
import { type Held, isSame, lockAudiences, requireAudience } from "./audiences/require-audience";
import { visible } from "./audiences/visible";
import { mustFit, mustTakeReply } from "./must-fit";
import type { Note } from "./note";
import { requireNewestText } from "./placements/queries";
import { mustBeAuthor, ruleOf, type Verb } from "./policy";
import { oneNote } from "./queries";
import type { reattachInput } from "./schema";

export type Row = typeof annotations.$inferSelect;
const gone = () => new AppError("NOT_FOUND", "This note no longer exists.", "id");

/** Runs a write in one transaction and returns the resulting note. */
export function writing(
  ctx: UserContext,
  write: (tx: UserContext) => Promise<string>,
): Promise<Note> {
  return transaction(ctx, async (tx) => oneNote(tx, await write(tx)));
}

/**
 * Locks a note for a verb, and the actor's role in its audience. Throws `NOT_FOUND` if the actor
 * may not see it, `FORBIDDEN` if they may only read it. `also` is the note's next audience: the
 * collections notified of the change are locked along with the others.
 */
export async function requireNote(
  ctx: UserContext,
  id: string,
  verb: Verb,
  also?: Held,
): Promise<Row> {
  const seen = ctx.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.id, id), visible(ctx)));
  const [known] = await seen;
  const author = known?.authorId === ctx.actor.userId;
  const undoable = author && (verb === "remove" || verb === "restore");
  if (!known || (known.deletedAt && !undoable)) throw gone();
  mustBeAuthor(verb, author);
  await lockAudiences(ctx, also ? [known, also] : [known], known.paperId);
  await requireAudience(ctx, known, ruleOf(verb)).catch((error: unknown) => {
    if (author && error instanceof AppError && error.code === "NOT_FOUND") throw left();
    throw error;
  });
  const [row] = await seen.for("update");
  if (!row || !isSame(row, known) || (row.deletedAt && !undoable)) throw gone();
  return row;
}

const left = () =>
  new AppError(
    "FORBIDDEN",
    "You no longer have access to the collection or team that this was written for. You can still delete it.",
  );

/**
 * Notifies the pages that show a note that it has changed: cached pages and open collections.
 * Changes to a hidden note or its replies notify nobody: only authors and managers can see them.
 */
export async function notifyChange(
  ctx: UserContext,
  note: Held & { paperId: number; hiddenAt?: Date | null; parentId?: string | null },
) {
  if (note.hiddenAt || (note.parentId && (await isHidden(ctx, note.parentId)))) return;
  if (note.audience === "everyone") await invalidateNote(ctx, note.paperId);
  if (note.audienceListId) await touchList(ctx, note.audienceListId);
  if (note.audienceTeamId) await touchForTeam(ctx, note.audienceTeamId, note.paperId);
}

async function isHidden(ctx: UserContext, id: string): Promise<boolean> {
  const [note] = await ctx.db
    .select({ hiddenAt: annotations.hiddenAt })
    .from(annotations)
    .where(eq(annotations.id, id));
  return Boolean(note?.hiddenAt);
}

/** Invalidates the pages that show or count a note for everyone. */
async function invalidateNote(ctx: UserContext, paperId: number): Promise<void> {
  const [paper] = await ctx.db
    .select({ slug: papers.slug, feedDate: submissions.feedDate })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(eq(papers.id, paperId));
  if (paper) await invalidate(ctx, addressesOf(paper));
}

/**
 * Reads a passage's words from the newest stored text, never from the request. A target in an older
 * text throws a conflict with the newest one.
 */
export async function quote(
  ctx: UserContext,
  paperId: number,
  target: z.output<typeof reattachInput>["target"],
): Promise<Target & { textHash: string }> {
  const text = await requireNewestText(ctx, paperId);
  if (text.hash !== target.textHash) {
    throw new StaleWriteError(
      "The abstract has changed since you opened this page. What you typed is kept. Reload the page to place it in the new text.",
      { version: String(text.version), abstract: text.abstract, textHash: text.hash },
      "target",
    );
  }
  const passage = describe(text.abstract, target, atomsOf(text.abstract));
  if (!passage) {
    throw new AppError("BAD_REQUEST", "Select some words of the abstract first.", "target");
  }
  return { ...passage, textHash: text.hash };
}

/** The actor's existing note with this id, if any. */
export async function ownNote({ db, actor }: UserContext, id: string) {
  const [own] = await db
    .select({ id: annotations.id })
    .from(annotations)
    .where(and(eq(annotations.id, id), eq(annotations.authorId, actor.userId)));
  return own;
}

/** Inserts a note once: a repeat with the same id and author returns the existing note. */
export async function insert(
  ctx: UserContext,
  note: typeof annotations.$inferInsert & Held & { id: string },
) {
  const { actor, db } = ctx;
  const now = ctx.now();
  const made = await db
    .insert(annotations)
    .values({ ...note, authorId: actor.userId, createdAt: now, updatedAt: now })
    // either unique index may detect the duplicate
    .onConflictDoNothing()
    .returning({ id: annotations.id });
  if (made.length > 0) {
    await mustFit(ctx, note.paperId);
    if (note.parentId) await mustTakeReply(ctx, note.parentId);
    await notifyChange(ctx, note);
    return note.id;
  }
  const own = await ownNote(ctx, note.id);
  if (!own) throw new AppError("CONFLICT", "Please send this note again with a new id.", "id");
  return own.id;
}
