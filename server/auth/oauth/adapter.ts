import { DrizzleAdapter } from "@auth/drizzle-adapter";
import { and, eq, gt, lt } from "drizzle-orm";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { accounts, sessions, verificationTokens } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import type { Context } from "../../platform/context";
import { hashToken } from "../../platform/token";
import { confirmsBySigningIn } from "../confirmation/queries";
import { endSessionByToken, replaceSession } from "../sessions/mutations";
import { findByEmail } from "../sign-up/queries";

/**
 * Connects Auth.js to our tables. `identities/mutations` has already decided who may sign in and to
 * which account, so this finds accounts and never creates or connects one. Sessions are ours, so
 * that only the hash of a cookie is stored.
 */
export function authAdapter(ctx: Context, userAgent: string | null): Adapter {
  const base = DrizzleAdapter(ctx.db, {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  });
  const refuse = () => Promise.reject(new Error("Accounts are made by identities/service."));
  return {
    ...base,
    createUser: refuse,
    linkAccount: refuse,
    getUserByEmail: async (email) => (await findByEmail(ctx, email)) as AdapterUser | null,
    async createSession({ userId }) {
      const confirmed = await confirmsBySigningIn(ctx, userId);
      const started = await replaceSession(ctx, { userId, userAgent, confirmed });
      return { sessionToken: started.token, userId, expires: started.expires };
    },
    async getSessionAndUser(token) {
      const [row] = await ctx.db
        .select({ expires: sessions.expires, user: users })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, ctx.now())));
      if (!row) return null;
      const session = { sessionToken: token, userId: row.user.id, expires: row.expires };
      return { session, user: row.user as AdapterUser };
    },
    // Auth.js would mark the address as proved, which a link that was kept does not prove
    async updateUser({ id }) {
      const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
      if (!user) throw new Error("The account of this link is gone.");
      return user as AdapterUser;
    },
    async createVerificationToken(token) {
      await ctx.db.delete(verificationTokens).where(lt(verificationTokens.expires, ctx.now()));
      return base.createVerificationToken?.(token);
    },
    deleteSession: (token) => endSessionByToken(ctx, token),
  };
}
