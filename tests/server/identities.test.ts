import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "@/db/schema/auth";
import { passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import {
  type Identity,
  linkOrCreateAccount,
  linkOrCreateByMail,
} from "@/server/auth/identities/mutations";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { actorOf } from "@/server/auth/sessions/actor";
import { appDatabase } from "@/server/platform/database";
import { softAuthenticator } from "../support/authenticator";
import { actorFor, as, contextFor, signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";

const stranger = () => contextFor({ kind: "anonymous" });

const identity = (given: Partial<Identity> = {}): Identity => ({
  provider: "oidc",
  providerName: "Login",
  providerAccountId: randomUUID(),
  name: "Ada Lovelace",
  email: `${randomUUID()}@example.org`,
  emailVerified: true,
  ...given,
});

const userOf = async (who: Identity) => {
  const [row] = await appDatabase()
    .select({ user: users })
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(eq(accounts.providerAccountId, who.providerAccountId));
  return row?.user;
};

test("somebody new gets an account, which is theirs from then on", async () => {
  const who = identity();
  await linkOrCreateAccount(stranger(), who);
  const user = await userOf(who);
  expect(user).toMatchObject({ name: "Ada Lovelace", email: who.email });
  expect(user?.emailVerified).not.toBeNull();
  // the address at the provider may change; the account stays
  await linkOrCreateAccount(stranger(), {
    ...who,
    email: "elsewhere@example.org",
    emailVerified: false,
  });
  expect((await userOf(who))?.id).toBe(user?.id);
});

test("an account found by its address is linked only when the address is verified", async () => {
  const known = await makeUser({ emailVerified: new Date(), passwordHash: "kept" });
  const unproven = identity({ email: known.email, emailVerified: false });
  await expect(linkOrCreateAccount(stranger(), unproven)).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: expect.stringMatching(/Login does not say that the address is verified/),
  });
  expect(await userOf(unproven)).toBeUndefined();

  const proven = identity({ email: known.email });
  await linkOrCreateAccount(stranger(), proven);
  expect(await userOf(proven)).toMatchObject({ id: known.id, passwordHash: "kept" });
});

test("an account set up under somebody else's address goes to the address's owner", async () => {
  for (const come of [
    (email: string) => linkOrCreateAccount(stranger(), identity({ email })),
    (email: string) => linkOrCreateByMail(stranger(), { email, isProof: true }),
  ]) {
    const squatter = await makeUser({ passwordHash: "the squatter's" });
    const { token, ctx, caller } = await signedInAs(squatter);
    const door = identity({ provider: "github" });
    await linkOrCreateAccount(ctx, door);
    await registerPasskey(ctx, {
      response: softAuthenticator().make(await caller.passkeys.registrationOptions()),
      name: "Theirs",
    });

    await come(squatter.email);
    const [now] = await appDatabase().select().from(users).where(eq(users.id, squatter.id));
    expect(now).toMatchObject({ passwordHash: null, emailVerified: expect.any(Date) });
    expect(await actorOf(appDatabase(), token, new Date())).toEqual({ kind: "anonymous" });
    expect(await userOf(door)).toBeUndefined();
    const kept = await appDatabase().select().from(passkeys);
    expect(kept.filter(({ userId }) => userId === squatter.id)).toEqual([]);
  }
});

test("a signed-in reader connects a provider, which nobody else then can", async () => {
  const [reader, other] = [await makeUser({ passwordHash: "some" }), await makeUser()];
  const who = identity({ email: "work@example.org", emailVerified: false });
  const { ctx, caller } = await signedInAs(reader);
  await linkOrCreateAccount(ctx, who);
  expect((await userOf(who))?.id).toBe(reader.id);
  expect(await as(reader).identities.list()).toEqual(["oidc"]);
  await expect(linkOrCreateAccount(contextFor(actorFor(other)), who)).rejects.toMatchObject({
    code: "CONFLICT",
  });

  await caller.identities.disconnect({ provider: "oidc" });
  expect(await userOf(who)).toBeUndefined();
});

test("connecting under the account's own verified address proves it, and ends nothing", async () => {
  const reader = await makeUser({ passwordHash: "kept" });
  const { ctx } = await signedInAs(reader);
  await linkOrCreateAccount(ctx, identity({ email: reader.email }));
  const [now] = await appDatabase().select().from(users).where(eq(users.id, reader.id));
  expect(now).toMatchObject({ passwordHash: "kept", emailVerified: expect.any(Date) });
});

test("the only way to sign in cannot be taken away", async () => {
  const who = identity();
  await linkOrCreateAccount(stranger(), who);
  const user = await userOf(who);
  if (!user) throw new Error("no account was made");
  const { caller } = await signedInAs(user);
  await expect(caller.identities.disconnect({ provider: "oidc" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("an account with a second step is connected by its owner alone, and keeps what it has", async () => {
  const known = await makeUser({ twoStep: true, passwordHash: "kept" });
  const proven = identity({ email: known.email });
  await expect(linkOrCreateAccount(stranger(), proven)).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: expect.stringMatching(/asks for a second step/),
  });
  expect(await linkOrCreateByMail(stranger(), { email: known.email, isProof: true })).toBe(
    known.id,
  );
  const [now] = await appDatabase().select().from(users).where(eq(users.id, known.id));
  expect(now).toMatchObject({ passwordHash: "kept", emailVerified: null });
  expect(await userOf(proven)).toBeUndefined();
});

test("connecting wants a reader who has just confirmed that it is them", async () => {
  const { ctx } = await signedInAs(await makeUser(), { confirmed: false });
  await expect(linkOrCreateAccount(ctx, identity())).rejects.toThrow(/confirm that it is you/);
});

test("a provider's user without an address gets no account", async () => {
  await expect(linkOrCreateAccount(stranger(), identity({ email: null }))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
