import { eq } from "drizzle-orm";
import type { z } from "zod";
import { lists } from "@/db/schema/lists";
import { requireList } from "../../access/require-list";
import { notifyAccess } from "../../live/notify";
import type { UserContext } from "../../platform/context";
import { newToken } from "../../platform/token";
import { transaction } from "../../platform/transaction";
import type { linkInput, shareInput } from "./schema";

export interface Link {
  token: string;
  withNotes: boolean;
}

/**
 * Creates a list's public link, or changes what it shows; an existing link stays unless replaced.
 */
export const share = (ctx: UserContext, input: z.output<typeof shareInput>): Promise<Link> =>
  transaction(ctx, async (tx) => {
    const { list } = await requireList(tx, input.listId, "manage", { lock: true });
    const token = (!input.replace && list.publicToken) || newToken();
    await tx.db
      .update(lists)
      .set({ publicToken: token, publicNotes: input.withNotes })
      .where(eq(lists.id, list.id));
    await notifyAccess(tx, { listId: list.id });
    return { token, withNotes: input.withNotes };
  });

/** Revokes the public link. */
export const unshare = (ctx: UserContext, input: z.output<typeof linkInput>) =>
  transaction(ctx, async (tx) => {
    const { list } = await requireList(tx, input.listId, "manage", { lock: true });
    await tx.db
      .update(lists)
      .set({ publicToken: null, publicNotes: false })
      .where(eq(lists.id, list.id));
    await notifyAccess(tx, { listId: list.id });
    return { id: list.id };
  });
