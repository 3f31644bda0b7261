import { and, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import { listMembers, listRemovals } from "@/db/schema/lists";
import { isWithin, type ListRole } from "../../access/policy";
import { requireList } from "../../access/require-list";
import { notifyAccess } from "../../live/notify";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import { trashBegins, UNDO_REMOVAL_MS } from "../../trash/days";
import type { memberInput } from "./schema";

/** Records a role that was taken from a user, for as long as an invitation can be open. */
export async function remember(
  tx: UserContext,
  whom: { listId: string; userId: string },
  { role, undoable }: { role: ListRole; undoable: boolean },
): Promise<void> {
  const kept = { role, undoable, removedAt: tx.now() };
  await tx.db
    .insert(listRemovals)
    .values({ ...whom, ...kept })
    .onConflictDoUpdate({ target: [listRemovals.listId, listRemovals.userId], set: kept });
  await tx.db.delete(listRemovals).where(lt(listRemovals.removedAt, trashBegins(tx.now())));
}

/** Ends the undo of an earlier removal, as the role has been settled otherwise since. */
export const mayNotBeUndone = (tx: UserContext, whom: { listId: string; userId: string }) =>
  tx.db
    .update(listRemovals)
    .set({ undoable: false })
    .where(and(eq(listRemovals.listId, whom.listId), eq(listRemovals.userId, whom.userId)));

/** Restores, within the hour, the role that was taken from a user. */
export const restoreMember = (ctx: UserContext, { listId, userId }: z.output<typeof memberInput>) =>
  transaction(ctx, async (tx) => {
    const { role: own } = await requireList(tx, listId, "manage", { lock: true });
    const [was] = await tx.db
      .delete(listRemovals)
      .where(
        and(
          eq(listRemovals.listId, listId),
          eq(listRemovals.userId, userId),
          eq(listRemovals.undoable, true),
        ),
      )
      .returning();
    if (!was || tx.now().getTime() - was.removedAt.getTime() > UNDO_REMOVAL_MS) {
      throw new AppError(
        "NOT_FOUND",
        "It is too late to undo this. Invite the person again.",
        "userId",
      );
    }
    const { role } = was;
    if (!isWithin(role, own)) {
      throw new AppError("FORBIDDEN", "You cannot grant a role above your own.", "role");
    }
    const grantedBy = ctx.actor.userId;
    await tx.db
      .insert(listMembers)
      .values({ listId, userId, role, grantedBy })
      .onConflictDoUpdate({
        target: [listMembers.listId, listMembers.userId],
        set: { role, grantedBy },
      });
    await notifyAccess(tx, { userId, listId });
    return { role };
  });
