import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { sessions } from "@/db/schema/auth";
import { requestContext } from "@/server/api/request";
import { createCaller } from "@/server/api/root";
import { signIn, signUp } from "@/server/auth/mutations";
import { changePassword } from "@/server/auth/passwords/mutations";
import { actorOf } from "@/server/auth/sessions/actor";
import { startSession } from "@/server/auth/sessions/mutations";
import type { UserContext } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { MAX_SESSIONS } from "@/server/platform/limits";
import { hashToken } from "@/server/platform/token";
import { as, contextFor } from "../support/callers";
import { makePaper, makeUser, type User } from "../support/factories";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Signs a user in and calls as that session. */
async function browserOf(user: User, userAgent: string | null = firefox) {
  const { token } = await startSession(appDatabase(), {
    userId: user.id,
    userAgent,
    now: new Date(),
  });
  const actor = await actorOf(appDatabase(), token, new Date());
  if (actor.kind !== "user") throw new Error("the session does not count");
  const ctx: UserContext = contextFor(actor);
  return { token, ctx, caller: createCaller(ctx) };
}

const isSignedIn = async (token: string, at = new Date()) =>
  (await actorOf(appDatabase(), token, at)).kind === "user";

test("of a session only the cookie's hash is stored", async () => {
  const { token } = await browserOf(await makeUser());
  const rows = JSON.stringify(await appDatabase().select().from(sessions));
  expect(rows).not.toContain(token);
  expect(rows).toContain(hashToken(token));
});

test("browsers are listed by name, and one or all others can be signed out", async () => {
  const user = await makeUser();
  const [here, there, elsewhere, strange] = [
    await browserOf(user),
    await browserOf(user, null),
    await browserOf(user),
    await browserOf(await makeUser()),
  ];
  const list = await here.caller.sessions.list();
  expect(list).toHaveLength(3);
  expect(list.filter(({ current }) => current)).toMatchObject([{ browser: "Firefox on Linux" }]);

  const id = there.ctx.actor.sessionId;
  await expect(strange.caller.sessions.end({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await isSignedIn(there.token)).toBe(true);
  await here.caller.sessions.end({ id });
  expect(await isSignedIn(there.token)).toBe(false);

  expect(await here.caller.sessions.endOthers()).toBe(1);
  expect(await isSignedIn(elsewhere.token)).toBe(false);
  expect(await isSignedIn(here.token)).toBe(true);
  expect(await isSignedIn(strange.token)).toBe(true);
});

test("a session ends after thirty days, and its row goes when somebody signs in", async () => {
  const { token } = await browserOf(await makeUser());
  const later = new Date(Date.now() + 31 * 86_400_000);
  expect(await isSignedIn(token, later)).toBe(false);
  const user = await makeUser();
  await startSession(appDatabase(), { userId: user.id, userAgent: null, now: later });
  const kept = await appDatabase()
    .select()
    .from(sessions)
    .where(eq(sessions.sessionToken, hashToken(token)));
  expect(kept).toEqual([]);
});

test("beyond the bound a new session ends the one of its account that was unused for longest", async () => {
  const [user, other] = [await makeUser(), await makeUser()];
  const longest = await browserOf(user);
  const oldButUsed = await browserOf(user);
  const others = await browserOf(other);
  const seen = (ctx: UserContext, lastSeenAt: Date) =>
    appDatabase().update(sessions).set({ lastSeenAt }).where(eq(sessions.id, ctx.actor.sessionId));
  await seen(longest.ctx, new Date(Date.now() - 60_000));
  await seen(others.ctx, new Date(Date.now() - 120_000));
  const expires = new Date(Date.now() + 86_400_000);
  const many = Array.from({ length: MAX_SESSIONS - 2 }, (_, index) => ({
    sessionToken: `${user.id} ${index}`,
    userId: user.id,
    lastSeenAt: new Date(Date.now() - 30_000),
    expires,
  }));
  await appDatabase().insert(sessions).values(many);
  expect(await isSignedIn(longest.token)).toBe(true);

  const newest = await browserOf(user);
  expect(await isSignedIn(newest.token)).toBe(true);
  expect(await isSignedIn(longest.token)).toBe(false);
  expect(await isSignedIn(oldButUsed.token)).toBe(true);
  expect(await isSignedIn(others.token)).toBe(true);
  const kept = await appDatabase().select().from(sessions).where(eq(sessions.userId, user.id));
  expect(kept).toHaveLength(MAX_SESSIONS);
});

test("when a browser was last seen is noted at most once an hour", async () => {
  const { token, caller } = await browserOf(await makeUser());
  const seen = async () => (await caller.sessions.list())[0]?.lastSeenAt.getTime() ?? 0;
  const first = await seen();
  await isSignedIn(token, new Date(first + 30 * 60_000));
  const later = new Date(first + 90 * 60_000);
  await isSignedIn(token, later);
  await expect.poll(seen).toBe(later.getTime());
});

test("a changed password ends all sessions and renews this one", async () => {
  const person = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };
  const stranger = contextFor({ kind: "anonymous" });
  const { session } = await signUp(stranger, { ...person, client: "10.0.0.1", userAgent: null });
  const actor = await actorOf(appDatabase(), session?.token, new Date());
  if (actor.kind !== "user") throw new Error("the session does not count");
  const ctx = contextFor(actor);
  const change = (password: string) => changePassword(ctx, { password, userAgent: firefox });

  await expect(change("1234567890")).rejects.toMatchObject({ field: "password" });
  expect(await isSignedIn(session?.token ?? "")).toBe(true);

  const renewed = await change("a new lantern at sea");
  expect(await isSignedIn(session?.token ?? "")).toBe(false);
  expect(await isSignedIn(renewed.token)).toBe(true);
});

test("signing in again ends the session that this browser had, whosever it was, and no other", async () => {
  const stranger = contextFor({ kind: "anonymous" });
  const person = (name: string) => ({
    name,
    email: `${name}-again@example.org`,
    password: "correct horse battery",
    client: "10.0.0.2",
    userAgent: firefox,
  });
  const [ada, bob] = [person("ada"), person("bob")];
  const first = (await signUp(stranger, ada)).session?.token ?? "";
  await signUp(stranger, bob);
  const elsewhere = (await signIn(stranger, ada)).session?.token ?? "";

  const inFirst = contextFor(await actorOf(appDatabase(), first, new Date()));
  const again = await signIn(inFirst, bob);
  expect(await isSignedIn(first)).toBe(false);
  expect(await isSignedIn(again.session?.token ?? "")).toBe(true);
  expect(await isSignedIn(elsewhere)).toBe(true);
});

describe("a page made for another account than the one that is signed in", () => {
  test("changes and reads nothing", async () => {
    const [ada, ben] = [await makeUser(), await makeUser()];
    const paper = await makePaper();
    const vote = { paperId: paper.id, voted: true };
    const refusal = { code: "PRECONDITION_FAILED", message: expect.stringContaining("another") };
    const page = as(ben, { madeFor: ada.id });
    await expect(page.votes.set(vote)).rejects.toMatchObject(refusal);
    await expect(page.lists.all()).rejects.toMatchObject(refusal);
    expect(await as(ben).viewer.state({ paperIds: [paper.id] })).toMatchObject({ voted: [] });
    await expect(as(ben, { madeFor: ben.id }).votes.set(vote)).resolves.toMatchObject({ count: 1 });
  });

  test("is known by what its requests name", async () => {
    const ben = await makeUser();
    const headers = new Headers({ "made-for": ben.id });
    expect((await requestContext((name) => headers.get(name))).madeFor).toBe(ben.id);
    expect((await requestContext(() => null)).madeFor).toBeUndefined();
  });
});
