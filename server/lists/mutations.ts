import { and, count, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { listMembers, lists } from "@/db/schema/lists";
import { lockLists, noList, requireList } from "../access/require-list";
import { requireTeam } from "../access/require-team";
import { touchList } from "../live/notify";
import { changedAt, mustBeLatest } from "../platform/conflict";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { MAX_LISTS } from "../platform/limits";
import { transaction } from "../platform/transaction";
import { trashBegins } from "../trash/days";
import { append, changing } from "./items/change";
import type { createInput, editInput, listInput } from "./schema";

/**
 * Creates a reading list, or with `teamId` a collection, with a first paper if given. The creator
 * of a collection is one of its managers. Safe to repeat with the same id.
 */
export async function createList(ctx: UserContext, input: z.output<typeof createInput>) {
  const { id, name, description, paperId, teamId } = input;
  const me = ctx.actor.userId;
  const now = ctx.now();
  await transaction(ctx, async (tx) => {
    if (teamId) await requireTeam(tx, { teamId }, "collect", { lock: true });
    const owner = teamId ? { ownerTeamId: teamId } : { ownerUserId: me };
    await mustHoldOneMore(tx, owner);
    const made = await tx.db
      .insert(lists)
      .values({
        ...owner,
        id,
        createdBy: me,
        name,
        description,
        visibility: teamId ? "team" : "people",
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: lists.id });
    if (made.length > 0 && teamId) {
      await tx.db.insert(listMembers).values({ listId: id, userId: me, role: "manager" });
    }
    // another user's id is refused as not found
    await requireList(tx, id, "manage", { lock: true });
    if (paperId) await changing(tx, id, "add", (within) => append(within, { paperId }));
  });
  return { id, name };
}

/** Throws if an owner has reached the limit of lists. */
export async function mustHoldOneMore(
  tx: UserContext,
  { ownerTeamId, ownerUserId }: { ownerTeamId?: string | null; ownerUserId?: string | null },
): Promise<void> {
  const owned = ownerTeamId
    ? eq(lists.ownerTeamId, ownerTeamId)
    : eq(lists.ownerUserId, ownerUserId ?? "");
  const [held] = await tx.db
    .select({ lists: count() })
    .from(lists)
    .where(and(owned, isNull(lists.deletedAt)));
  if ((held?.lists ?? 0) < MAX_LISTS) return;
  const whose = ownerTeamId ? "The team has" : "You have";
  throw new AppError(
    "CONFLICT",
    `${whose} ${MAX_LISTS} lists, which is the most there can be. Delete one that is no longer needed.`,
  );
}

/**
 * Renames and describes a list. If it has changed since the reader saw it, throws `CONFLICT` with
 * its current state. Safe to repeat.
 */
export async function editList(ctx: UserContext, input: z.output<typeof editInput>) {
  return transaction(ctx, async (tx) => {
    const { list } = await requireList(tx, input.listId, "arrange", { lock: true });
    const { name, description } = input;
    if (name === list.name && description === list.description) {
      return { updatedAt: list.updatedAt.toISOString() };
    }
    mustBeLatest("list", input.updatedAt, list.updatedAt, {
      name: list.name,
      description: list.description,
    });
    const updatedAt = changedAt(ctx.now(), list.updatedAt);
    await tx.db.update(lists).set({ name, description, updatedAt }).where(eq(lists.id, list.id));
    await touchList(tx, list.id);
    return { updatedAt: updatedAt.toISOString() };
  });
}

/** Moves a list to the trash; `restoreList` brings it back with its papers. */
export const removeList = (ctx: UserContext, { listId }: z.output<typeof listInput>) =>
  transaction(ctx, async (tx) => {
    const { list } = await requireList(tx, listId, "manage", { lock: true });
    await tx.db
      .update(lists)
      .set({ deletedAt: ctx.now(), deletedBy: ctx.actor.userId })
      .where(eq(lists.id, list.id));
    await touchList(tx, list.id);
    return { id: list.id };
  });

/** Restores a list from the trash. Does nothing if it is not there. */
export const restoreList = (ctx: UserContext, { listId }: z.output<typeof listInput>) =>
  transaction(ctx, async (tx) => {
    await lockLists(tx, { listIds: [listId] });
    const deleted = await isDeleted(tx, listId);
    const { list } = await requireList(tx, listId, "manage", { lock: true, deleted });
    if (deleted) {
      await mustHoldOneMore(tx, list);
      await tx.db
        .update(lists)
        .set({ deletedAt: null, deletedBy: null })
        .where(eq(lists.id, list.id));
      await touchList(tx, list.id);
    }
    return { id: list.id };
  });

async function isDeleted(ctx: UserContext, listId: string): Promise<boolean> {
  const [list] = await ctx.db
    .select({ deletedAt: lists.deletedAt })
    .from(lists)
    .where(eq(lists.id, listId));
  if (!list || (list.deletedAt && list.deletedAt <= trashBegins(ctx.now()))) throw noList();
  return list.deletedAt !== null;
}
