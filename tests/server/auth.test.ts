import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { POST } from "@/app/api/auth/callback/[provider]/route";
import { rateLimits } from "@/db/schema/installation";
import { users } from "@/db/schema/users";
import { signUp, signIn as takeFirstStep } from "@/server/auth/mutations";
import { inTurn, MAX_WAITING } from "@/server/auth/passwords/hash";
import {
  changePassword,
  makeResetLink,
  requestReset,
  resetPassword,
} from "@/server/auth/passwords/mutations";
import { actorOf } from "@/server/auth/sessions/actor";
import { createAccount } from "@/server/auth/sign-up/mutations";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import * as limits from "@/server/platform/rate-limits/limits";
import { type Limit, spend } from "@/server/platform/rate-limits/spend";
import { contextFor, signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";

const stranger = (at?: Date) =>
  contextFor({ kind: "anonymous" }, at ? { now: () => at } : undefined);

const password = "correct horse battery";

/** Signs in without a second step. */
const signIn = async (...given: Parameters<typeof takeFirstStep>) => {
  const { session } = await takeFirstStep(...given);
  if (!session) throw new Error("a second step is owed");
  return session;
};

/** A person at their own address. */
const somebody = () => ({
  name: "Somebody",
  email: `${randomUUID()}@example.org`,
  password,
  client: randomUUID(),
  userAgent: null,
});

const columnsOf = ({ name, email }: ReturnType<typeof somebody>) => ({ name, email });

/** Records attempts as already made: really guessing would take a hash each. */
const tried = (limit: Limit, subject: string, times: number) =>
  Promise.all(Array.from({ length: times }, () => spend(stranger(), limit, subject)));

const refusal = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error("it was not refused")),
    (error) => (error instanceof AppError ? error : Promise.reject(error)),
  );

const userOf = async (token: string | undefined) => {
  const actor = await actorOf(appDatabase(), token, new Date());
  return actor.kind === "user" ? actor : null;
};

test("of many who come first at once, one is the administrator", async () => {
  const account = () => ({ ...columnsOf(somebody()), passwordHash: null, emailVerified: null });
  const made = await Promise.all(
    Array.from({ length: 12 }, () => createAccount(stranger(), account())),
  );
  expect(made.map((user) => user?.role).sort()).toEqual([
    "administrator",
    ...Array<string>(11).fill("reader"),
  ]);
  const { session } = await signUp(stranger(), somebody());
  expect((await userOf(session?.token))?.role).toBe("reader");
});

test("an address is one account however it is written, and however many ask at once", async () => {
  const person = somebody();
  const { session } = await signUp(stranger(), person);
  const again = { ...somebody(), email: person.email.toUpperCase() };
  expect(await refusal(signUp(stranger(), again))).toMatchObject({
    code: "CONFLICT",
    field: "email",
  });
  const { token } = await signIn(stranger(), { ...person, email: person.email });
  expect(token).not.toBe(session?.token);
  expect((await userOf(token))?.userId).toBe((await userOf(session?.token))?.userId);

  const other = { ...columnsOf(somebody()), passwordHash: null, emailVerified: null };
  const made = await Promise.all([1, 2, 3].map(() => createAccount(stranger(), other)));
  expect(made.filter(Boolean)).toHaveLength(1);
});

test("unknown addresses and wrong passwords get the same words", async () => {
  const person = somebody();
  await signUp(stranger(), person);
  const wrong = await refusal(signIn(stranger(), { ...person, password: "not the password" }));
  const unknown = await refusal(signIn(stranger(), somebody()));
  expect(unknown).toMatchObject({ code: wrong.code, message: wrong.message, field: wrong.field });
});

test("a bad password creates no account", async () => {
  const person = { ...somebody(), password: "password123" };
  expect(await refusal(signUp(stranger(), person))).toMatchObject({ field: "password" });
  expect(await appDatabase().select().from(users).where(eq(users.email, person.email))).toEqual([]);
});

test("after ten guesses even the right password waits, but not for long", async () => {
  const person = somebody();
  await signUp(stranger(), person);
  await tried(limits.signInHere, `${person.email} ${person.client}`, 8);
  const guesses = await Promise.all(
    [1, 2, 3, 4].map(() => refusal(signIn(stranger(), { ...person, password: "not it at all" }))),
  );
  expect(guesses.filter(({ code }) => code === "UNAUTHORIZED")).toHaveLength(2);
  const waiting = await refusal(signIn(stranger(), person));
  expect(waiting.code).toBe("TOO_MANY_REQUESTS");
  expect(waiting.message).toMatch(/try again in \d+ minutes/);

  // from elsewhere, and from here after a while, the owner can sign in
  await signIn(stranger(), { ...person, client: randomUUID() });
  const later = new Date(Date.now() + 16 * 60_000);
  expect((await signIn(stranger(later), person)).token).toBeTruthy();
});

test("an unknown address is counted like a known one", async () => {
  const nobody = somebody();
  await tried(limits.signInHere, `${nobody.email} ${nobody.client}`, 10);
  expect((await refusal(signIn(stranger(), nobody))).code).toBe("TOO_MANY_REQUESTS");
});

test("one place cannot try one account after another", async () => {
  const person = somebody();
  await tried(limits.signInFrom, person.client, 100);
  expect((await refusal(signIn(stranger(), person))).code).toBe("TOO_MANY_REQUESTS");
});

test("of many readers behind one address, those refused by a full queue are not counted", async () => {
  const person = somebody();
  await signUp(stranger(), person);
  const places = MAX_WAITING + 2;
  const crowd = await Promise.all(
    Array.from({ length: 130 }, () =>
      refusal(signIn(stranger(), { ...somebody(), client: person.client })),
    ),
  );
  expect(crowd.map(({ code }) => code).sort()).toEqual([
    ...Array<string>(130 - places).fill("SERVICE_UNAVAILABLE"),
    ...Array<string>(places).fill("UNAUTHORIZED"),
  ]);
  expect((await signIn(stranger(), person)).token).toBeTruthy();
});

test("where the line is full nothing that takes a password counts a try", async () => {
  const { ctx, caller } = await signedInAs(await makeUser());
  const counted = () => appDatabase().select().from(rateLimits).orderBy(rateLimits.key);
  const before = await counted();
  let endLine = () => {};
  const line = new Promise<void>((resolve) => {
    endLine = resolve;
  });
  const held = Array.from({ length: MAX_WAITING + 2 }, () => inTurn(() => line));
  for (const attempt of [
    () => signIn(stranger(), somebody()),
    () => signUp(stranger(), somebody()),
    () => resetPassword(stranger(), { password, token: "any", client: "any" }),
    () => changePassword(ctx, { password, userAgent: null }),
    () => caller.confirmation.confirm({ password }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  }
  expect(await counted()).toEqual(before);
  endLine();
  await Promise.all(held);
});

test("new passwords are limited by account", async () => {
  const [one, other] = [await signedInAs(await makeUser()), await signedInAs(await makeUser())];
  await tried(limits.changePassword, one.ctx.actor.userId, 20);
  const input = { password: "a new lantern at sea", userAgent: null };
  expect((await refusal(changePassword(one.ctx, input))).code).toBe("TOO_MANY_REQUESTS");
  expect((await changePassword(other.ctx, input)).token).toBeTruthy();
});

test("sign-up is limited by place and by address", async () => {
  const [one, two] = [somebody(), somebody()];
  await tried(limits.signUpFrom, one.client, 120);
  expect((await refusal(signUp(stranger(), one))).code).toBe("TOO_MANY_REQUESTS");
  await tried(limits.signUpAs, two.email, 10);
  expect((await refusal(signUp(stranger(), two))).code).toBe("TOO_MANY_REQUESTS");
});

test("guesses from everywhere do not lock the owner out where they have been before", async () => {
  const person = somebody();
  await signUp(stranger(), person);
  await tried(limits.signInTo, person.email, 100);
  const elsewhere = { ...person, client: randomUUID() };
  expect((await refusal(signIn(stranger(), elsewhere))).code).toBe("TOO_MANY_REQUESTS");
  expect((await signIn(stranger(), person)).token).toBeTruthy();
});

test("the table of limits contains no address", async () => {
  const person = somebody();
  await refusal(signIn(stranger(), person));
  const kept = JSON.stringify(await appDatabase().select().from(rateLimits));
  expect(kept).not.toContain(person.email);
  expect(kept).not.toContain(person.client);
});

test("a reset link works once, however many press at once, and ends every session", async () => {
  const person = somebody();
  const { session } = await signUp(stranger(), person);
  const system = contextFor({ kind: "system" });
  const link = await makeResetLink(system, { email: person.email.toUpperCase() });
  const token = link.split("/").at(-1) ?? "";
  const reset = (chosen: string) =>
    resetPassword(stranger(), { token, password: chosen, client: "10.0.0.9" });

  expect(await refusal(reset("short"))).toMatchObject({ field: "password" });
  const tries = await Promise.allSettled(
    ["one new lantern at sea", "two new lanterns at sea"].map(reset),
  );
  const winner = tries.findIndex(({ status }) => status === "fulfilled");
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await userOf(session?.token)).toBeNull();
  await refusal(signIn(stranger(), person));
  const chosen = winner === 0 ? "one new lantern at sea" : "two new lanterns at sea";
  expect((await signIn(stranger(), { ...person, password: chosen })).token).toBeTruthy();
});

test("a reset link expires after an hour, and only the command line prints one", async () => {
  const person = somebody();
  await signUp(stranger(), person);
  const link = await makeResetLink(contextFor({ kind: "system" }), person);
  const token = link.split("/").at(-1) ?? "";
  const late = stranger(new Date(Date.now() + 61 * 60_000));
  const input = { token, password: "another lantern at sea", client: "10.0.0.9" };
  expect(await refusal(resetPassword(late, input))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(makeResetLink(stranger(), person))).toMatchObject({ code: "FORBIDDEN" });
});

test("no mail is promised if none is written, and what is noticed by mail works without", async () => {
  const { AUTH_SECRET } = env();
  const person = somebody();
  const session = await signUp(stranger(), person);
  Object.assign(env(), { AUTH_SECRET: undefined });
  try {
    expect(await refusal(requestReset(stranger(), somebody()))).toMatchObject({
      code: "CONFLICT",
      message: "This installation writes no mail. Ask its administrator.",
    });
    const link = await makeResetLink(contextFor({ kind: "system" }), person);
    const token = link.split("/").at(-1) ?? "";
    await resetPassword(stranger(), {
      token,
      password: "a new lantern at sea",
      client: "10.0.0.9",
    });
    expect(await userOf(session.session?.token)).toBeNull();
    const request = new NextRequest("http://localhost/", { method: "POST" });
    const params = Promise.resolve({ provider: "email" });
    expect((await POST(request, { params })).status).toBe(405);
  } finally {
    Object.assign(env(), { AUTH_SECRET });
  }
});
