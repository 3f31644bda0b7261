import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { signUpPolicy } from "../../installation/queries";
import type { Context } from "../../platform/context";

export type User = typeof users.$inferSelect;

export type SignUpRule = "first" | "open" | "invite" | "closed";

/** Who may create an account now. The first account may always be created. */
export async function signUpRule(ctx: Context): Promise<SignUpRule> {
  const [anybody] = await ctx.db.select({ id: users.id }).from(users).limit(1);
  return anybody ? signUpPolicy(ctx) : "first";
}

export async function findByEmail(ctx: Context, email: string): Promise<User | null> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user ?? null;
}

export const CLOSED =
  "This installation takes no new accounts. Ask its administrator if you should have one.";
