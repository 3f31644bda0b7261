import { and, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { locks } from "@/db/locks";
import { accounts } from "@/db/schema/auth";
import { authenticators, passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { endSessionsOf } from "../auth/sessions/service";
import { letIn } from "../invitations/joining/service";
import { announce, EVERYTHING } from "../page-cache/press";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/service";
import { transaction } from "../platform/transaction";
import type { hideVotesInput, renameInput } from "./schema";

/** Accounts come and go one at a time, until the end of each one's transaction. */
export async function takeTurns(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.accounts})`);
}

export type User = typeof users.$inferSelect;

/** Who may create an account now. The very first account may always be created. */
export async function signUpRule(ctx: Context): Promise<"first" | "open" | "invite" | "closed"> {
  const [anybody] = await ctx.db.select({ id: users.id }).from(users).limit(1);
  return anybody ? env().SIGN_UP : "first";
}

export async function findByEmail(ctx: Context, email: string): Promise<User | null> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user ?? null;
}

/**
 * Creates an account under the rule of SIGN_UP, or returns null when the address is taken. The
 * first account of the installation is its administrator's, however many are created at once. Who
 * comes by an invitation to a team or a collection is in it in the same moment.
 */
export async function createAccount(
  ctx: Context,
  input: {
    name: string;
    email: string;
    passwordHash: string | null;
    emailVerified: Date | null;
    invitationId?: string | null;
  },
): Promise<User | null> {
  const { invitationId, ...columns } = input;
  return transaction(ctx, async (tx) => {
    await takeTurns(tx);
    const rule = await signUpRule(tx);
    if (rule === "closed") throw new AppError("FORBIDDEN", CLOSED);
    const [user] = await tx.db
      .insert(users)
      .values({ ...columns, role: rule === "first" ? "administrator" : "reader" })
      .onConflictDoNothing()
      .returning();
    if (!user) return null;
    if (rule === "invite" && !invitationId) throw new AppError("FORBIDDEN", UNINVITED);
    if (invitationId) await comeBy(tx, invitationId, user, rule === "invite");
    return user;
  });
}

/** Where everybody may have an account, an invitation that no longer works keeps nobody out. */
async function comeBy(ctx: Context, invitationId: string, user: User, needed: boolean) {
  try {
    await letIn(ctx, { id: invitationId }, user);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (needed) throw new AppError("FORBIDDEN", error.message);
  }
}

const UNINVITED = "Accounts here are by invitation only.";

export const CLOSED =
  "This installation takes no new accounts. Ask its administrator if you should have one.";

/**
 * The holder of this account has proved that its address is theirs. Whoever set the account up
 * before had not, and may be somebody else: their password, passkeys, connections and sessions end.
 * Where a second step is set nothing ends: it is asked for first.
 */
export async function proveAddress(ctx: Context, user: User): Promise<void> {
  if (user.emailVerified || user.twoStep) return;
  await ctx.db.delete(accounts).where(eq(accounts.userId, user.id));
  await ctx.db.delete(passkeys).where(eq(passkeys.userId, user.id));
  await ctx.db.delete(authenticators).where(eq(authenticators.userId, user.id));
  await endSessionsOf(ctx, user.id);
  await ctx.db
    .update(users)
    .set({ emailVerified: ctx.now(), passwordHash: null })
    .where(eq(users.id, user.id));
}

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
    await announce(tx, [EVERYTHING]);
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
    await announce(tx, [EVERYTHING]);
  });
}
