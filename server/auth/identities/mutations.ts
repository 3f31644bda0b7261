import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { accounts } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { findOffer } from "../../invitations/queries";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import { ownFactors } from "../confirmation/queries";
import { requireConfirmed } from "../sessions/queries";
import { createAccount, proveAddress } from "../sign-up/mutations";
import { findByEmail, signUpRule } from "../sign-up/queries";
import { nameFrom } from "./name";
import { connections } from "./queries";
import type { disconnectInput } from "./schema";

/** A user as a provider describes them. `email` is null if it gives none. */
export interface Identity {
  provider: string;
  providerName: string;
  providerAccountId: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
}

/**
 * Decides whether a provider's user may sign in, and to which account: the connected one; the
 * signed-in reader's own, which it connects; the one with the same address, only if the provider
 * says that the address is verified; or a new one, under the rule of SIGN_UP. Returns the account's
 * id.
 */
export async function linkOrCreateAccount(
  ctx: Context,
  identity: Identity,
  invitationToken?: string,
): Promise<string> {
  return transaction(ctx, async (tx) => {
    const owner = await ownerOf(tx, identity);
    if (owner) {
      if (ctx.actor.kind === "user" && ctx.actor.userId !== owner) {
        throw new AppError(
          "CONFLICT",
          `This ${identity.providerName} account is connected to another account here.`,
        );
      }
      return owner;
    }
    const userId =
      ctx.actor.kind === "user"
        ? await connectToReader({ ...tx, actor: ctx.actor }, identity)
        : await userFor(tx, identity, invitationToken);
    await tx.db.insert(accounts).values({
      userId,
      type: "oauth",
      provider: identity.provider,
      providerAccountId: identity.providerAccountId,
    });
    return userId;
  });
}

async function ownerOf(ctx: Context, identity: Identity): Promise<string | null> {
  const [row] = await ctx.db
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(
      and(
        eq(accounts.provider, identity.provider),
        eq(accounts.providerAccountId, identity.providerAccountId),
      ),
    );
  return row?.userId ?? null;
}

/**
 * Connects a provider to the signed-in reader. A verified address equal to theirs is proved too.
 */
async function connectToReader(ctx: UserContext, identity: Identity) {
  await requireConfirmed(ctx);
  const { userId } = ctx.actor;
  if (identity.email && identity.emailVerified) {
    await ctx.db
      .update(users)
      .set({ emailVerified: ctx.now() })
      .where(and(eq(users.id, userId), eq(users.email, identity.email)));
  }
  return userId;
}

async function userFor(ctx: Context, identity: Identity, invitationToken?: string) {
  const { email, emailVerified, providerName } = identity;
  if (!email) {
    throw new AppError(
      "FORBIDDEN",
      `${providerName} gave us no address for you, and an account needs one.`,
    );
  }
  const known = await findByEmail(ctx, email);
  if (known && !emailVerified) {
    throw new AppError(
      "FORBIDDEN",
      `There is an account with your address, but ${providerName} does not say that the address is verified. Sign in another way, then connect ${providerName} under Settings.`,
    );
  }
  if (known?.twoStep) {
    throw new AppError(
      "FORBIDDEN",
      `The account with your address asks for a second step, so ${providerName} is not connected by itself. Sign in another way, then connect it under Settings.`,
    );
  }
  if (known) {
    await proveAddress(ctx, known);
    return known.id;
  }
  return (await newAccount(ctx, identity, email, invitationToken)).id;
}

/** Creates the account of a user who came by a provider or a mailed link. */
async function newAccount(
  ctx: Context,
  who: { name: string | null; emailVerified: boolean },
  email: string,
  token?: string,
) {
  // nobody joins a team unasked: without the link, an invitation is used only where sign-up needs
  // one
  const needed = (await signUpRule(ctx)) === "invite";
  const offer = await findOffer(ctx, {
    token,
    provenEmail: needed && who.emailVerified ? email : undefined,
  });
  const user = await createAccount(ctx, {
    name: nameFrom(who.name, email),
    email,
    passwordHash: null,
    emailVerified: who.emailVerified ? ctx.now() : null,
    invitationId: offer?.invitation.id,
  });
  if (!user) {
    const sentence = "Something changed while you were signing in. Please try again.";
    throw new AppError("CONFLICT", sentence);
  }
  return user;
}

/**
 * Signs in the holder of a sign-in link: finds the account with this address, or creates one. Only a
 * link that proves the address makes it proved. Returns the account's id.
 */
export async function linkOrCreateByMail(
  ctx: Context,
  { email, isProof, invitation }: { email: string; isProof: boolean; invitation?: string },
): Promise<string> {
  return transaction(ctx, async (tx) => {
    const known = await findByEmail(tx, email);
    if (known && isProof) await proveAddress(tx, known);
    const who = { name: null, emailVerified: isProof };
    return (known ?? (await newAccount(tx, who, email, invitation))).id;
  });
}

/** Removes a way to sign in, but never the last one. */
export async function disconnect(ctx: UserContext, input: z.output<typeof disconnectInput>) {
  await requireConfirmed(ctx);
  const own = eq(accounts.userId, ctx.actor.userId);
  await transaction(ctx, async (tx) => {
    const [user] = await tx.db
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, ctx.actor.userId))
      .for("update");
    const others = await connections(tx);
    if (!others.includes(input.provider)) {
      throw new AppError("NOT_FOUND", "This provider is not connected.");
    }
    const { passkey } = await ownFactors(tx, ctx.actor.userId);
    if (!user?.passwordHash && others.length === 1 && !passkey) {
      throw new AppError("CONFLICT", "Set a password first: this is your only way to sign in.");
    }
    await tx.db.delete(accounts).where(and(own, eq(accounts.provider, input.provider)));
  });
}
