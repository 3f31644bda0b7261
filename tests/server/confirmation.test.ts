import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "@/db/schema/auth";
import { confirmationCodes } from "@/db/schema/factors";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { hashPassword } from "@/server/auth/passwords/hash";
import { changePassword } from "@/server/auth/passwords/mutations";
import { isConfirmed } from "@/server/auth/sessions/queries";
import { appDatabase } from "@/server/platform/database";
import * as limits from "@/server/platform/rate-limits/limits";
import { spend } from "@/server/platform/rate-limits/spend";
import { hashToken } from "@/server/platform/token";
import { softAuthenticator } from "../support/authenticator";
import { signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";

// makes a mailed code one of the ways; nothing listens there
process.env.SMTP_URL = "smtp://127.0.0.1:9";
process.env.AUTH_GITHUB_ID = "id";
process.env.AUTH_GITHUB_SECRET = "secret";

const password = "correct horse battery";
const MINUTE = 60_000;

const unconfirmed = async (given: Parameters<typeof makeUser>[0] = {}) =>
  signedInAs(await makeUser(given), { confirmed: false });

/** Everything that changes how one signs in. */
type SignedIn = Awaited<ReturnType<typeof unconfirmed>>;
const CHANGES: Record<string, (reader: SignedIn) => Promise<unknown>> = {
  "the password": ({ ctx }) =>
    changePassword(ctx, { password: "a new lantern at sea", userAgent: null }),
  "the account": ({ caller }) => caller.accounts.delete({}),
  "a connection": ({ caller }) => caller.identities.disconnect({ provider: "github" }),
  "a passkey asked for": ({ caller }) => caller.passkeys.registrationOptions(),
  "a passkey made": ({ ctx }) => {
    const response = softAuthenticator().make({ challenge: "AAAA" });
    return registerPasskey(ctx, { response, name: "A browser" });
  },
  "a passkey removed": ({ caller }) => caller.passkeys.remove({ id: randomUUID() }),
  "an app": ({ caller }) => caller.secondStep.startAuthenticator(),
  "an app's code": ({ caller }) => caller.secondStep.enableAuthenticator({ code: "123456" }),
  "passkeys as second step": ({ caller }) => caller.secondStep.requirePasskey(),
  "recovery codes": ({ caller }) => caller.secondStep.renewRecoveryCodes(),
  "no second step": ({ caller }) => caller.secondStep.turnOff(),
};

test.each(Object.entries(CHANGES))("changing %s wants a confirmed session", async (_, change) => {
  const reader = await unconfirmed({ passwordHash: "some" });
  await expect(change(reader)).rejects.toThrow("Please confirm that it is you first.");
});

test("the password confirms this session alone, for ten minutes", async () => {
  const user = await makeUser({ passwordHash: await hashPassword(password) });
  const here = await signedInAs(user, { confirmed: false });
  const there = await signedInAs(user, { confirmed: false });
  expect(await here.caller.confirmation.means()).toMatchObject({
    confirmed: false,
    password: true,
    passkey: null,
    mail: false,
    providers: [],
  });
  await expect(here.caller.confirmation.confirm({ password: "not it" })).rejects.toMatchObject({
    cause: { field: "passwordNow" },
  });
  expect(await isConfirmed(here.ctx)).toBe(false);
  await here.caller.confirmation.confirm({ password });
  const at = (minutes: number) => ({
    ...here.ctx,
    now: () => new Date(Date.now() + minutes * MINUTE),
  });
  expect(await isConfirmed(at(9))).toBe(true);
  expect(await isConfirmed(at(11))).toBe(false);
  expect(await isConfirmed(there.ctx)).toBe(false);
});

test("guesses are limited", async () => {
  const user = await makeUser({ passwordHash: await hashPassword(password) });
  const { ctx, caller } = await signedInAs(user, { confirmed: false });
  await Promise.all(Array.from({ length: 10 }, () => spend(ctx, limits.confirmation, user.id)));
  await expect(caller.confirmation.confirm({ password })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
});

test("a reader without password or passkey is mailed a code, which works once and only here", async () => {
  const user = await makeUser();
  await appDatabase()
    .insert(accounts)
    .values({ userId: user.id, type: "oauth", provider: "github", providerAccountId: user.id });
  const here = await signedInAs(user, { confirmed: false });
  const there = await signedInAs(user, { confirmed: false });
  expect(await here.caller.confirmation.means()).toMatchObject({
    password: false,
    mail: true,
    providers: [{ id: "github" }],
  });
  await here.caller.confirmation.mailCode();
  const ofHere = eq(confirmationCodes.sessionId, here.ctx.actor.sessionId);
  const [kept] = await appDatabase().select().from(confirmationCodes).where(ofHere);
  expect(kept?.codeHash).toHaveLength(hashToken("").length);
  const code = "12345678";
  await appDatabase()
    .update(confirmationCodes)
    .set({ codeHash: hashToken(code) })
    .where(ofHere);

  for (const [reader, given] of [
    [here, "87654321"],
    [there, code],
  ] as const) {
    await expect(reader.caller.confirmation.confirm({ code: given })).rejects.toMatchObject({
      cause: { field: "codeNow" },
    });
  }
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => here.caller.confirmation.confirm({ code: "1234 5678" })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await isConfirmed(here.ctx)).toBe(true);
  expect(await isConfirmed(there.ctx)).toBe(false);
});

test("mail confirms nobody who has a password", async () => {
  const { ctx, caller } = await unconfirmed({ passwordHash: "some" });
  await expect(caller.confirmation.mailCode()).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await appDatabase()
    .insert(confirmationCodes)
    .values({
      sessionId: ctx.actor.sessionId,
      codeHash: hashToken("12345678"),
      expires: new Date(Date.now() + MINUTE),
    });
  await expect(caller.confirmation.confirm({ code: "12345678" })).rejects.toThrow();
  expect(await isConfirmed(ctx)).toBe(false);
});
