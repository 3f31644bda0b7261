import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { requestReset } from "@/server/auth/passwords/mutations";
import { owedStep } from "@/server/auth/second-step/queries";
import { SECOND_STEP_COOKIE } from "@/server/auth/sessions/cookie";
import { appDatabase } from "@/server/platform/database";
import * as limits from "@/server/platform/rate-limits/limits";
import { as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";
import { pressLink, storeLink } from "../support/sign-in-link";

// links sign in only if mail is sent; none is sent here
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
async function press(email: string, token = "the token of a letter"): Promise<string> {
  jar.clear();
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
