import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { requestReset } from "@/server/auth/passwords/mutations";
import { owedStep } from "@/server/auth/second-step/queries";
import { SECOND_STEP_COOKIE, sessionCookieName } from "@/server/auth/sessions/cookie";
import { appDatabase } from "@/server/platform/database";
import * as limits from "@/server/platform/rate-limits/limits";
import { as, contextFor, signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";
import { pressLink, storeLink } from "../support/sign-in-link";

// a link that is mailed proves its address; nothing is sent here
process.env.SMTP_URL = "smtp://127.0.0.1:9";

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
    delete: (name: string) => jar.delete(name),
  }),
  headers: async () => new Headers(),
}));

/** Clicks the button of a link mailed to this address, and returns where it leads. */
async function press(
  email: string,
  token = "the token of a letter",
  session?: string,
): Promise<string> {
  jar.clear();
  if (session) jar.set(sessionCookieName(), session);
  await storeLink(email, token);
  return pressLink(new URLSearchParams({ email, token, callbackUrl: "/library" }));
}

const sessionsOf = (userId: string) =>
  appDatabase().select().from(sessions).where(eq(sessions.userId, userId));

const found = async (id: string) =>
  (await appDatabase().select().from(users).where(eq(users.id, id)))[0];

const stranger = () => contextFor({ kind: "anonymous" });

test("asking for a reset tells nothing about an address", async () => {
  const user = await makeUser();
  for (const email of [user.email, "nobody@example.org"]) {
    expect(await requestReset(stranger(), { email, client: randomUUID() })).toBeUndefined();
  }
});

test("letters are limited by address", async () => {
  const email = "somebody@example.org";
  for (let times = 0; times < limits.mailTo.points; times++) {
    await requestReset(stranger(), { email, client: randomUUID() });
  }
  await expect(requestReset(stranger(), { email, client: randomUUID() })).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
});

test("a mailed link starts a session, and is noted as the way", async () => {
  const user = await makeUser({ emailVerified: new Date() });
  expect(await press(user.email)).toBe("/library");
  expect(await sessionsOf(user.id)).toMatchObject([{ confirmedAt: expect.any(Date) }]);
  expect(await as(user).signIns.recent()).toMatchObject([{ way: "link" }]);
});

test("a mailed link starts none if a second step is set: it leads there", async () => {
  const user = await makeUser({ emailVerified: new Date(), passwordHash: "some", twoStep: true });
  expect(await press(user.email)).toBe("/sign-in/verify");
  expect(await sessionsOf(user.id)).toEqual([]);
  const owed = await owedStep(stranger(), jar.get(SECOND_STEP_COOKIE));
  expect(owed).toMatchObject({ userId: user.id, way: "link" });
});

test("a mailed link proves the address of a signed-in reader with a second step, and ends nothing", async () => {
  const user = await makeUser({ emailVerified: null, passwordHash: "theirs", twoStep: true });
  const { token } = await signedInAs(user);
  await press(user.email, randomUUID(), token);
  expect(await found(user.id)).toMatchObject({
    emailVerified: expect.any(Date),
    passwordHash: "theirs",
    twoStep: true,
  });
  // another browser owes the second step first
  const other = await makeUser({ emailVerified: null, passwordHash: "theirs", twoStep: true });
  await press(other.email, randomUUID(), token);
  expect(await found(other.id)).toMatchObject({ emailVerified: null, passwordHash: "theirs" });
});

test("a link that was made without a mail server proves no address once there is one", async () => {
  const proven = await makeUser({ passwordHash: "a squatter's", emailVerified: null });
  await press(proven.email);
  expect(await found(proven.id)).toMatchObject({
    passwordHash: null,
    emailVerified: expect.any(Date),
  });
  for (const more of ["", "&token=another"]) {
    const user = await makeUser({ passwordHash: "some", emailVerified: null });
    const token = `kept.${randomUUID()}`;
    await storeLink(user.email, token);
    jar.clear();
    const query = new URLSearchParams(
      `${more}&${new URLSearchParams({ email: user.email, token, callbackUrl: "/library" })}`,
    );
    expect(await pressLink(query)).toBe("/library");
    expect(await found(user.id)).toMatchObject({ passwordHash: "some", emailVerified: null });
  }
});
