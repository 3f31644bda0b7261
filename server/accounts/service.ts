import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema/users";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/service";
import { transaction } from "../platform/transaction";
import type { hideVotesInput, renameInput } from "./schema";

/** What the reader's settings show of their account. */
export async function profile(ctx: UserContext) {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  if (!user) throw new AppError("NOT_FOUND", "This account is no longer here.");
  return {
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified !== null,
    hasPassword: user.passwordHash !== null,
    role: user.role,
    hidesVotes: user.hidesVotes,
    createdAt: user.createdAt,
  };
}

/** Changes the reader's name, also where it is printed: beside their votes and notes. */
export async function rename(ctx: UserContext, input: z.output<typeof renameInput>) {
  if (input.name === ctx.actor.name) return;
  await spend(ctx, limits.rename, ctx.actor.userId);
  await transaction(ctx, async (tx) => {
    await tx.db.update(users).set({ name: input.name }).where(eq(users.id, ctx.actor.userId));
    await invalidate(tx, [EVERYTHING]);
  });
}

/** Shows the reader's name beside their votes to everybody, or to their own teams only. */
export async function hideVotes(ctx: UserContext, { hidesVotes }: z.output<typeof hideVotesInput>) {
  const me = ctx.actor.userId;
  const otherwise = and(eq(users.id, me), ne(users.hidesVotes, hidesVotes));
  await transaction(ctx, async (tx) => {
    const changed = await tx.db
      .update(users)
      .set({ hidesVotes })
      .where(otherwise)
      .returning({ id: users.id });
    if (changed.length === 0) return;
    await spend(tx, limits.rename, me);
    await invalidate(tx, [EVERYTHING]);
  });
}
