import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { POST } from "@/app/api/auth/callback/[provider]/route";
import { sessions, verificationTokens } from "@/db/schema/auth";
import { requestReset } from "@/server/auth/passwords/mutations";
import { owedStep } from "@/server/auth/second-step/queries";
import { SECOND_STEP_COOKIE } from "@/server/auth/sessions/cookie";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import * as limits from "@/server/platform/rate-limits/limits";
import { as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";

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
async function pressLink(email: string): Promise<string> {
  jar.clear();
  const token = "the token of a letter";
  await appDatabase()
    .insert(verificationTokens)
    .values({
      identifier: email,
      token: createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex"),
      expires: new Date(Date.now() + 60_000),
    });
  const query = new URLSearchParams({ email, token, callbackUrl: "/library" });
  const address = `http://localhost:3000/api/auth/callback/email?${query}`;
  const answer = await POST(
    new NextRequest(address, { method: "POST", headers: { host: "localhost:3000" }, body: "" }),
    { params: Promise.resolve({ provider: "email" }) },
  );
  return new URL(answer.headers.get("location") ?? "", address).pathname;
}

const sessionsOf = (userId: string) =>
  appDatabase().select().from(sessions).where(eq(sessions.userId, userId));

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
  expect(await pressLink(user.email)).toBe("/library");
  expect(await sessionsOf(user.id)).toMatchObject([{ confirmedAt: expect.any(Date) }]);
  expect(await as(user).signIns.recent()).toMatchObject([{ way: "link" }]);
});

test("a mailed link starts none if a second step is set: it leads there", async () => {
  const user = await makeUser({ emailVerified: new Date(), passwordHash: "some", twoStep: true });
  expect(await pressLink(user.email)).toBe("/sign-in/verify");
  expect(await sessionsOf(user.id)).toEqual([]);
  const owed = await owedStep(stranger(), jar.get(SECOND_STEP_COOKIE));
  expect(owed).toMatchObject({ userId: user.id, way: "link" });
});
