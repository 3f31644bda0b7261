import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { reports, warnings } from "@/db/schema/moderation";
import { users } from "@/db/schema/users";
import { notifyChange } from "../annotations/change";
import { logAct } from "../audit/mutations";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { transaction } from "../platform/transaction";
import { reportable } from "./queries";
import type {
  dismissInput,
  hideInput,
  reportInput,
  restoreInput,
  warnInput,
  warningInput,
} from "./schema";
import { tell } from "./tell";

/**
 * Reports a public note, or the name that it is signed with. A reader has one open report of each:
 * after a decision they can report it again.
 */
export async function report(
  ctx: UserContext,
  { noteId, about, reason }: z.output<typeof reportInput>,
) {
  const note = await reportable(ctx, { noteId });
  if (about === "name" && !note.authorId) {
    throw new AppError("NOT_FOUND", "There is no such name to report: the account is deleted.");
  }
  const target = about === "note" ? { noteId } : { subjectId: note.authorId };
  const made = await ctx.db
    .insert(reports)
    .values({ ...target, reason, reporterId: ctx.actor.userId, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: reports.id });
  if (made.length === 0) {
    throw new AppError(
      "CONFLICT",
      "You have reported this already. No administrator has decided on it yet.",
    );
  }
  return { slug: note.slug };
}

type Row = typeof reports.$inferSelect;

/** Other reports of the same thing that are open, with this one. */
const openLike = ({ noteId, subjectId }: Row) =>
  and(
    isNull(reports.closedAt),
    noteId ? eq(reports.noteId, noteId) : eq(reports.subjectId, subjectId ?? ""),
  );

/**
 * A report that is still open, and whose it is. Locks in the order of all writes: the account if it
 * is to be warned, the note, then all open reports of the same thing.
 */
async function lockReport(tx: UserContext, id: string, { warns = false } = {}) {
  const [row] = await tx.db.select().from(reports).where(eq(reports.id, id));
  if (!row) throw new AppError("NOT_FOUND", "There is no such report.");
  const subject = await subjectOf(tx, await authorOf(tx, row), warns);
  const note = row.noteId ? await noteOf(tx, row.noteId) : null;
  const open = await tx.db
    .select({ id: reports.id })
    .from(reports)
    .where(openLike(row))
    .orderBy(reports.id)
    .for("update");
  if (!open.some((each) => each.id === id)) {
    throw new AppError("CONFLICT", "Another administrator has already decided on this report.");
  }
  return { row, note, subject };
}

/** Closes all open reports of the same thing. */
const close = (tx: UserContext, row: Row, outcome: NonNullable<Row["outcome"]>) =>
  tx.db.update(reports).set({ closedAt: tx.now(), outcome }).where(openLike(row));

const noteOf = async (tx: UserContext, id: string) => {
  const [note] = await tx.db
    .select()
    .from(annotations)
    .where(and(eq(annotations.id, id), eq(annotations.audience, "everyone")))
    .for("update");
  if (!note) throw new AppError("NOT_FOUND", "There is no such note for everyone.");
  return note;
};

/** Whose the reported note or name is; null for a former reader's. */
async function authorOf(tx: UserContext, { subjectId, noteId }: Row): Promise<string | null> {
  if (!noteId) return subjectId;
  const [note] = await tx.db
    .select({ authorId: annotations.authorId })
    .from(annotations)
    .where(eq(annotations.id, noteId));
  return note?.authorId ?? null;
}

async function subjectOf(tx: UserContext, id: string | null, lock = false) {
  if (!id) return undefined;
  const query = tx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.id, id));
  const [user] = await (lock ? query.for("update") : query);
  return user;
}

/** Hides a reported note from all but its author, who is told why. */
export async function hide(ctx: UserContext, { reportId, reason }: z.output<typeof hideInput>) {
  await transaction(ctx, async (tx) => {
    const { row, note, subject } = await lockReport(tx, reportId);
    if (!note) throw new AppError("BAD_REQUEST", "Only a note can be hidden.");
    await tx.db
      .update(annotations)
      .set({ hiddenAt: tx.now(), hiddenBy: tx.actor.userId, hiddenReason: reason })
      .where(eq(annotations.id, note.id));
    await close(tx, row, "hidden");
    await tell(tx, { act: "hide", paperId: note.paperId, reason });
    await logAct(tx, { act: "moderation.hide", subject, detail: reason });
    await notifyChange(tx, { ...note, hiddenAt: null });
  });
}

/** Shows a note again that an administrator has hidden. */
export async function restore(ctx: UserContext, { noteId, reason }: z.output<typeof restoreInput>) {
  await transaction(ctx, async (tx) => {
    const note = await noteOf(tx, noteId);
    if (note.hiddenReason === null) throw new AppError("CONFLICT", "This note is not hidden.");
    await tx.db
      .update(annotations)
      .set({ hiddenAt: null, hiddenBy: null, hiddenReason: null })
      .where(eq(annotations.id, noteId));
    await tell(tx, { act: "restore", paperId: note.paperId, reason });
    const subject = await subjectOf(tx, note.authorId);
    await logAct(tx, { act: "moderation.restore", subject, detail: reason });
    await notifyChange(tx, { ...note, hiddenAt: null });
  });
}

/** Closes a report, and all others of the same thing, without consequences. */
export async function dismiss(ctx: UserContext, { reportId }: z.output<typeof dismissInput>) {
  await transaction(ctx, async (tx) => {
    const { row, subject } = await lockReport(tx, reportId);
    await close(tx, row, "dismissed");
    await logAct(tx, { act: "moderation.dismiss", subject });
  });
}

/** Warns the author of a reported note, or the bearer of a reported name. */
export async function warn(ctx: UserContext, { reportId, reason }: z.output<typeof warnInput>) {
  await transaction(ctx, async (tx) => {
    const { row, note, subject } = await lockReport(tx, reportId, { warns: true });
    if (!subject) throw new AppError("CONFLICT", "The account is deleted: nobody can be warned.");
    await tx.db.insert(warnings).values({
      userId: subject.id,
      ...(note ? { about: "note", noteId: note.id, paperId: note.paperId } : { about: "name" }),
      reason,
      createdAt: tx.now(),
    });
    await tx.db.update(users).set({ isWarned: true }).where(eq(users.id, subject.id));
    await close(tx, row, "warned");
    await tell(tx, { act: "warn", paperId: note?.paperId ?? null, reason });
    await logAct(tx, { act: "moderation.warn", subject, detail: reason });
  });
}

/** Dismisses a warning that the reader has read. Safe to repeat. */
export async function dismissWarning(ctx: UserContext, { id }: z.output<typeof warningInput>) {
  const me = ctx.actor.userId;
  await transaction(ctx, async (tx) => {
    // a warning that comes at this moment waits
    await tx.db.select().from(users).where(eq(users.id, me)).for("update");
    await tx.db.delete(warnings).where(and(eq(warnings.id, id), eq(warnings.userId, me)));
    await tx.db
      .update(users)
      .set({
        isWarned: sql`exists (select from ${warnings} where user_id = ${me})`,
      })
      .where(eq(users.id, me));
  });
}
