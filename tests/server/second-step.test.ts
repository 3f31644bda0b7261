import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { authenticators, passkeys, recoveryCodes } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { signIn } from "@/server/auth/mutations";
import { registerPasskey } from "@/server/auth/passkeys/mutations";
import { hashPassword } from "@/server/auth/passwords/hash";
import { makeResetLink, resetPassword } from "@/server/auth/passwords/mutations";
import { removeSecondStep } from "@/server/auth/second-step/mutations";
import { actorOf } from "@/server/auth/sessions/actor";
import { passSecondStep } from "@/server/auth/sign-ins/entry";
import { appDatabase } from "@/server/platform/database";
import * as limits from "@/server/platform/rate-limits/limits";
import { spend } from "@/server/platform/rate-limits/spend";
import { softAuthenticator } from "../support/authenticator";
import { anonymous, as, contextFor, signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";

const STEP = 30_000;
const password = "correct horse battery";
const system = contextFor({ kind: "system" });

/** The middle of a time step, so that no test crosses into the next. */
const NOON = new Date(Math.floor(Date.now() / STEP) * STEP + STEP / 2);
const after = (steps: number) => new Date(NOON.getTime() + steps * STEP);
const stranger = (at = NOON) => contextFor({ kind: "anonymous" }, { now: () => at });

/** A reader whose sign-in requires a code, set up at `after(0)`. */
async function withAuthenticator() {
  const user = await makeUser({ passwordHash: await hashPassword(password) });
  const signedIn = await signedInAs(user, { now: () => NOON });
  await signedIn.caller.secondStep.startAuthenticator();
  const { enrolment } = await signedIn.caller.secondStep.status();
  const totp = new TOTP({ secret: enrolment?.secret ?? "" });
  const code = (steps: number) => totp.generate({ timestamp: after(steps).getTime() });
  // some keyboards type full-width digits
  const wide = code(0).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const codes = await signedIn.caller.secondStep.enableAuthenticator({ code: wide });
  return { user, code, codes, ...signedIn };
}

/** The token of the second step that this account owes after its password. */
async function owe(email: string, at = NOON): Promise<string> {
  const from = { client: randomUUID(), userAgent: null };
  const { session, secondStep } = await signIn(stranger(at), { email, password, ...from });
  expect(session).toBeNull();
  return secondStep ?? "";
}

const pass = (token: string, code: string, at = NOON, client: string = randomUUID()) =>
  passSecondStep(stranger(at), { token, answer: { code }, client, userAgent: null });

const fulfilled = (tries: PromiseSettledResult<unknown>[]) =>
  tries.filter(({ status }) => status === "fulfilled").length;

test("a password alone starts no session where a second step is set; the code of the app does", async () => {
  const { user, code, codes } = await withAuthenticator();
  expect(new Set(codes).size).toBe(10);
  const token = await owe(user.email);
  expect(await actorOf(appDatabase(), token, NOON)).toEqual({ kind: "anonymous" });
  const session = await pass(token, ` ${code(1).slice(0, 3)} ${code(1).slice(3)} `);
  expect(await actorOf(appDatabase(), session.token, NOON)).toMatchObject({ userId: user.id });
  await expect(pass(token, code(2), after(2))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("clocks may differ by one step and no more, and no code counts twice or backwards", async () => {
  const { user, code } = await withAuthenticator();
  const tries = async (steps: number, at: number) =>
    pass(await owe(user.email, after(at)), code(steps), after(at)).then(
      () => true,
      () => false,
    );
  expect(await tries(0, 0)).toBe(false);
  expect(await tries(12, 10)).toBe(false);
  expect(await tries(8, 10)).toBe(false);
  expect(await tries(11, 10)).toBe(true);
  expect(await tries(11, 11)).toBe(false);
  expect(await tries(10, 11)).toBe(false);
  expect(await tries(12, 13)).toBe(true);
});

test("of two who use one code of the app at once, one comes in; so with one recovery code", async () => {
  const { user, code, codes } = await withAuthenticator();
  for (const answer of [
    code(1),
    codes[0] ?? "",
    (codes[1] ?? "").toUpperCase().replaceAll("-", " "),
  ]) {
    const tokens = await Promise.all([1, 2, 3].map(() => owe(user.email)));
    const tries = await Promise.allSettled(tokens.map((token) => pass(token, answer)));
    expect(fulfilled(tries), answer).toBe(1);
  }
  expect((await as(user).secondStep.status()).codesLeft).toBe(8);
});

test("one owed step lets in once, and what it did not need is not used up", async () => {
  const { user, codes } = await withAuthenticator();
  const token = await owe(user.email);
  const tries = await Promise.allSettled(codes.slice(0, 3).map((code) => pass(token, code)));
  expect(fulfilled(tries)).toBe(1);
  expect((await as(user).secondStep.status()).codesLeft).toBe(9);
});

test("the second step may take ten minutes, and an invalid token does not work", async () => {
  const { user, code } = await withAuthenticator();
  const token = await owe(user.email);
  for (const [given, at] of [
    [token, after(21)],
    ["no such token", NOON],
  ] as const) {
    await expect(pass(given, code(1), at)).rejects.toThrow(/took too long/);
  }
});

test("wrong codes are noted for the owner, and after ten even a right one waits", async () => {
  const { user, code, codes } = await withAuthenticator();
  const token = await owe(user.email);
  const client = randomUUID();
  await expect(pass(token, "nonsense", NOON, client)).rejects.toMatchObject({ field: "code" });
  await expect(pass(token, codes[0]?.slice(1) ?? "", NOON, client)).rejects.toThrow();
  expect(await as(user).signIns.recent()).toMatchObject([
    { way: "password", refused: true },
    { way: "password", refused: true },
  ]);
  const here = `${user.id} ${client}`;
  await Promise.all(
    Array.from({ length: 8 }, () => spend(stranger(), limits.secondStepHere, here)),
  );
  await expect(pass(token, code(1), NOON, client)).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
  expect(await pass(token, code(1))).toBeTruthy();
});

test("a passkey replaces the code, only for the user who owes the step", async () => {
  const { user, ctx, caller } = await withAuthenticator();
  const device = softAuthenticator();
  const made = device.make(await caller.passkeys.registrationOptions());
  await registerPasskey(ctx, { response: made, name: "A browser" });
  const [token, another] = [await owe(user.email), await owe(user.email)];
  const options = (await anonymous({ now: () => NOON }).secondStep.owed({ token }))?.passkey;
  const passkey = device.get({ challenge: options?.challenge ?? "" });
  const take = (owed: string) =>
    passSecondStep(stranger(), {
      token: owed,
      answer: { passkey },
      client: randomUUID(),
      userAgent: null,
    });
  await expect(take(another)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  const { token: cookie } = await take(token);
  expect(await actorOf(appDatabase(), cookie, NOON)).toMatchObject({ userId: user.id });
});

test("of the app's key and of recovery codes nothing is stored that could be used", async () => {
  const user = await makeUser();
  const { caller } = await signedInAs(user);
  await caller.secondStep.startAuthenticator();
  const secret = (await caller.secondStep.status()).enrolment?.secret ?? "";
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const code = new TOTP({ secret }).generate();
  const codes = await caller.secondStep.enableAuthenticator({ code });
  const stored = JSON.stringify([
    await appDatabase().select().from(authenticators),
    await appDatabase().select().from(recoveryCodes),
  ]);
  for (const one of [secret, ...codes]) expect(stored).not.toContain(one);
  // a secret copied to another account cannot be decrypted there
  const thief = await makeUser();
  const [row] = await appDatabase()
    .select()
    .from(authenticators)
    .where(eq(authenticators.userId, user.id));
  await appDatabase()
    .insert(authenticators)
    .values({ userId: thief.id, pendingSecret: row?.secret, pendingAt: new Date() });
  const theirs = await signedInAs(thief);
  expect((await theirs.caller.secondStep.status()).enrolment).toBeNull();
});

test("a key being set up is inactive, and only a confirmed browser is shown it", async () => {
  const { user, caller, code } = await withAuthenticator();
  await caller.secondStep.startAuthenticator();
  expect((await caller.secondStep.status()).enrolment).not.toBeNull();
  const other = await signedInAs(user, { confirmed: false });
  expect((await other.caller.secondStep.status()).enrolment).toBeNull();
  await expect(caller.secondStep.enableAuthenticator({ code: code(0) })).rejects.toMatchObject({
    cause: { field: "code" },
  });
  expect(await pass(await owe(user.email), code(1))).toBeTruthy();
  await caller.secondStep.cancelAuthenticator();
  expect((await caller.secondStep.status()).enrolment).toBeNull();
});

test("new recovery codes replace the old ones, and turning off forgets all", async () => {
  const { user, caller, codes } = await withAuthenticator();
  const fresh = await caller.secondStep.renewRecoveryCodes();
  await expect(pass(await owe(user.email), codes[0] ?? "")).rejects.toThrow();
  expect(await pass(await owe(user.email), fresh[0] ?? "")).toBeTruthy();
  await caller.secondStep.turnOff();
  expect(await caller.secondStep.status()).toMatchObject({
    on: false,
    authenticator: false,
    codesLeft: 0,
  });
  const from = { client: randomUUID(), userAgent: null };
  expect(
    (await signIn(stranger(), { email: user.email, password, ...from })).session,
  ).not.toBeNull();
});

test("passkeys become the second step only where there are any", async () => {
  const { caller, ctx } = await signedInAs(await makeUser());
  await expect(caller.secondStep.requirePasskey()).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(caller.secondStep.renewRecoveryCodes()).rejects.toMatchObject({ code: "CONFLICT" });
  const response = softAuthenticator().make(await caller.passkeys.registrationOptions());
  await registerPasskey(ctx, { response, name: "A browser" });
  expect(await caller.secondStep.requirePasskey()).toHaveLength(10);
  expect(await caller.secondStep.requirePasskey()).toEqual([]);
});

test("a new password by a link keeps the second step; the command line removes a lost one", async () => {
  const { user, ctx, caller, token: cookie } = await withAuthenticator();
  const response = softAuthenticator().make(await caller.passkeys.registrationOptions());
  await registerPasskey(ctx, { response, name: "A browser" });
  const link = await makeResetLink(system, { email: user.email });
  const reset = { token: link.split("/").at(-1) ?? "", password, client: "10.0.0.9" };
  await resetPassword(stranger(new Date()), reset);
  expect(await owe(user.email)).toBeTruthy();
  expect((await as(user).passkeys.list()).passkeys).toHaveLength(1);

  const lost = { email: user.email.toUpperCase() };
  await expect(removeSecondStep(stranger(), lost)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(removeSecondStep(system, { email: "no@example.org" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const { token } = await signedInAs(user);
  await removeSecondStep(system, lost);
  for (const ended of [cookie, token]) {
    expect(await actorOf(appDatabase(), ended, new Date())).toEqual({ kind: "anonymous" });
  }
  const [now] = await appDatabase().select().from(users).where(eq(users.id, user.id));
  expect(now).toMatchObject({ twoStep: false, passwordHash: expect.any(String) });
  const kept = await appDatabase().select().from(passkeys).where(eq(passkeys.userId, user.id));
  expect(kept).toEqual([]);
});
