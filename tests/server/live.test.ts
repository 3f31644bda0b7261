import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listMembers } from "@/db/schema/lists";
import { createCaller } from "@/server/api/root";
import { actorOf } from "@/server/auth/sessions/actor";
import { startSession } from "@/server/auth/sessions/mutations";
import { deliver, endAll, openOf, watch } from "@/server/live/hub";
import { changesOfLists } from "@/server/open-lists/changes-of-lists";
import { listChanges } from "@/server/open-lists/list-changes";
import type { UserContext } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { listenForChanges } from "@/server/startup/listen";
import { as, contextFor } from "../support/callers";
import { makeCollection, makePaper, makeTeam, makeUser, type User } from "../support/factories";

let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await listenForChanges();
});
afterAll(() => stop());

/** A user's signed-in browser. */
async function browserOf(user: User): Promise<UserContext> {
  const { token } = await startSession(appDatabase(), {
    userId: user.id,
    userAgent: null,
    now: new Date(),
  });
  const actor = await actorOf(appDatabase(), token, new Date());
  if (actor.kind !== "user") throw new Error("the session does not count");
  return contextFor(actor);
}

/** Follows a list from this revision on. Changes are queued until they are read. */
async function follow(ctx: UserContext, listId: string, revision: number, role?: "viewer") {
  const stream = listChanges(ctx, { listId, revision, role });
  const before = openOf(ctx.actor.userId);
  const next = () => stream.next();
  const first = next();
  // it listens from its first step on
  await expect.poll(() => openOf(ctx.actor.userId)).toBe(before + 1);
  return { first, next, close: () => stream.return(undefined) };
}

/** The result; fails if nothing comes, even on a slow machine. */
const soon = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => setTimeout(reject, 60_000, new Error("nothing was heard"))),
  ]);

async function world() {
  const [owner, member, guest] = [await makeUser(), await makeUser(), await makeUser()];
  const team = await makeTeam({ owner, members: [member] });
  const papers = [await makePaper(), await makePaper()];
  const list = await makeCollection(team, { papers, named: [[guest, "viewer"]] });
  const { id: fresh } = await makePaper();
  return { team, list, listId: list.id, owner, member, guest, fresh };
}

test("a change is sent to pages with the list open, and not to pages with another", async () => {
  const { listId, owner, member, fresh, team } = await world();
  const other = await makeCollection(team);
  const here = await follow(await browserOf(member), listId, 0);
  const there = await follow(await browserOf(member), other.id, 0);
  await as(owner).items.add({ listId, paperId: fresh });
  expect((await soon(here.first)).value).toEqual({ revision: 1, role: "editor" });
  await as(owner).items.add({ listId: other.id, paperId: fresh });
  expect((await soon(there.first)).value).toMatchObject({ revision: 1 });
  endAll();
  expect(await soon(here.next())).toMatchObject({ done: true });
  expect(await soon(there.next())).toMatchObject({ done: true });
  expect(openOf(member.id)).toBe(0);
});

test("an id is the same however its letters are written", async () => {
  const { listId, owner, guest, fresh } = await world();
  const page = await follow(await browserOf(guest), listId, 0);
  await as(owner).items.add({ listId: listId.toUpperCase(), paperId: fresh });
  expect((await soon(page.first)).value).toMatchObject({ revision: 1 });
  const refused = expect(soon(page.next())).rejects.toMatchObject({ code: "NOT_FOUND" });
  const userId = guest.id.toUpperCase();
  await as(owner).listMembers.remove({ listId: listId.toUpperCase(), userId });
  await refused;
  await expect(
    as(owner).collections.merge({ from: listId, into: listId.toUpperCase() }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a reconnecting page learns at once what it missed", async () => {
  const { listId, owner, member, fresh } = await world();
  await as(owner).items.add({ listId, paperId: fresh });
  const page = await follow(await browserOf(member), listId, 0);
  expect((await soon(page.first)).value).toMatchObject({ revision: 1 });
  await page.close();
});

test("changes while a page is busy come as one event, the last of them", async () => {
  const { listId, owner, member, fresh } = await world();
  const papers = await Promise.all(Array.from({ length: 15 }, () => makePaper()));
  const page = await follow(await browserOf(member), listId, 0);
  await as(owner).items.add({ listId, paperId: fresh });
  expect((await soon(page.first)).value).toMatchObject({ revision: 1 });
  // the page reads nothing while these are added
  await Promise.all(papers.map(({ id }) => as(owner).items.add({ listId, paperId: id })));
  expect((await soon(page.next())).value).toMatchObject({ revision: 16 });
  const { id: another } = await makePaper();
  await as(owner).items.add({ listId, paperId: another });
  expect((await soon(page.next())).value).toMatchObject({ revision: 17 });
  await page.close();
});

test("of many changes in a row the last is heard for certain", async () => {
  const { listId, owner, member } = await world();
  const papers = await Promise.all(Array.from({ length: 15 }, () => makePaper()));
  const page = await follow(await browserOf(member), listId, 0);
  const adding = Promise.all(papers.map(({ id }) => as(owner).items.add({ listId, paperId: id })));
  let event = await soon(page.first);
  while (event.value && event.value.revision < 15) event = await soon(page.next());
  expect(event.value?.revision).toBe(15);
  await adding;
  await page.close();
});

test.each([
  [
    "is no longer named",
    async ({ owner, listId, guest }: Awaited<ReturnType<typeof world>>) =>
      as(owner).listMembers.remove({ listId, userId: guest.id }),
  ],
  [
    "sees it deleted",
    async ({ owner, listId }: Awaited<ReturnType<typeof world>>) =>
      as(owner).lists.remove({ listId }),
  ],
])("who %s is told so, and nothing more", async (_, act) => {
  const given = await world();
  const page = await follow(await browserOf(given.guest), given.listId, 0);
  const refused = expect(soon(page.first)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await act(given);
  await refused;
  expect(openOf(given.guest.id)).toBe(0);
});

test("a team that loses sight of a collection gets no more changes of it; its managers do", async () => {
  const { listId, owner, member, fresh } = await world();
  const theirs = await follow(await browserOf(member), listId, 0);
  const refused = expect(soon(theirs.first)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const mine = await follow(await browserOf(owner), listId, 0);
  await as(owner).listMembers.setOpenTo({ listId, visibility: "people", memberRole: "viewer" });
  await refused;
  await as(owner).items.add({ listId, paperId: fresh });
  expect((await soon(mine.first)).value).toMatchObject({ revision: 1 });
  await mine.close();
});

test("access that ends during a page's first read ends that page too", async () => {
  const woken: string[] = [];
  const leave = watch({
    userId: "ada",
    listId: "list",
    teamId: undefined,
    wake: (at) => woken.push(at),
    end: () => {},
  });
  deliver({ access: { userId: "ada", teamId: "team" } });
  deliver({ access: { userId: "ben", teamId: "team" } });
  leave();
  expect(woken).toEqual(["reader"]);
});

test("a changed role is sent, so that the page shows the allowed actions", async () => {
  const { listId, owner, guest } = await world();
  const page = await follow(await browserOf(guest), listId, 0, "viewer");
  await as(owner).listMembers.set({ listId, userId: guest.id, role: "editor" });
  expect((await soon(page.first)).value).toEqual({ revision: 0, role: "editor" });
  await page.close();
});

test("signing out ends it, in this browser only", async () => {
  const { listId, owner, member, fresh } = await world();
  const [gone, kept] = [await browserOf(member), await browserOf(member)];
  const ended = await follow(gone, listId, 0);
  const refused = expect(soon(ended.first)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  const page = await follow(kept, listId, 0);
  await createCaller(kept).sessions.end({ id: gone.actor.sessionId });
  await refused;
  await as(owner).items.add({ listId, paperId: fresh });
  expect((await soon(page.first)).value).toMatchObject({ revision: 1 });
  await page.close();
});

test("a list's stream shows strangers no more than the list does", async () => {
  const { listId } = await world();
  const ctx = await browserOf(await makeUser());
  for (const id of [listId, randomUUID()]) {
    await expect(listChanges(ctx, { listId: id }).next()).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no such list, or it is not shared with you.",
    });
  }
});

test("nobody keeps more than twenty open", async () => {
  const { listId, member } = await world();
  const ctx = await browserOf(member);
  for (let open = 0; open < 20; open++) (await follow(ctx, listId, 0)).first.catch(() => {});
  await expect(listChanges(ctx, { listId }).next()).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
  });
  endAll();
  await expect.poll(() => openOf(member.id)).toBe(0);
});

test("a change that is rolled back notifies nobody", async () => {
  const { listId, member, owner, fresh } = await world();
  const page = await follow(await browserOf(member), listId, 0);
  await expect(
    appDatabase().transaction(async (db) => {
      await as(owner, { db }).items.add({ listId, paperId: fresh });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await appDatabase().insert(listMembers).values({ listId, userId: member.id, role: "manager" });
  await as(owner).items.add({ listId, paperId: fresh });
  expect((await soon(page.first)).value).toEqual({ revision: 1, role: "manager" });
  await page.close();
});

describe("several lists in one stream", () => {
  async function three() {
    const given = await world();
    const lists = [given.listId, (await makeCollection(given.team)).id, randomUUID()] as const;
    return { ...given, lists };
  }

  test("each reports its own changes, and a refused one does not affect the others", async () => {
    const { lists, owner, member, fresh } = await three();
    const ctx = await browserOf(member);
    const shown = lists.map((listId) => ({ listId, revision: 0 }));
    const stream = changesOfLists(ctx, { lists: shown });
    expect((await soon(stream.next())).value).toEqual({
      listId: lists[2],
      refusal: {
        code: "NOT_FOUND",
        message: "There is no such list, or it is not shared with you.",
      },
    });
    expect(openOf(member.id)).toBe(2);
    for (const listId of [lists[1], lists[0]]) {
      await as(owner).items.add({ listId, paperId: fresh });
      expect((await soon(stream.next())).value).toEqual({ listId, revision: 1, role: "editor" });
    }
    await stream.return(undefined);
    expect(openOf(member.id)).toBe(0);
  });

  test("changes while nobody reads are one event a list", async () => {
    const { lists, owner, member, fresh } = await three();
    const { id: another } = await makePaper();
    const shown = lists.slice(0, 2).map((listId) => ({ listId, revision: 0 }));
    const stream = changesOfLists(await browserOf(member), { lists: shown });
    const first = stream.next();
    await as(owner).items.add({ listId: lists[0], paperId: fresh });
    expect((await soon(first)).value).toMatchObject({ listId: lists[0], revision: 1 });
    await as(owner).items.add({ listId: lists[0], paperId: another });
    await as(owner).items.add({ listId: lists[1], paperId: fresh });
    const told = [(await soon(stream.next())).value, (await soon(stream.next())).value];
    expect(told).toContainEqual({ listId: lists[0], revision: 2, role: "editor" });
    expect(told).toContainEqual({ listId: lists[1], revision: 1, role: "editor" });
    await stream.return(undefined);
  });

  test("the end of the session ends all of them", async () => {
    const { lists, member } = await three();
    const ctx = await browserOf(member);
    const shown = lists.slice(0, 2).map((listId) => ({ listId, revision: 0 }));
    const stream = changesOfLists(ctx, { lists: shown });
    const refused = expect(soon(stream.next())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await createCaller(ctx).sessions.end({ id: ctx.actor.sessionId });
    await refused;
    expect(openOf(member.id)).toBe(0);
  });

  test("ends with the app, and when the browser leaves", async () => {
    const { lists, member } = await three();
    const shown = lists.slice(0, 2).map((listId) => ({ listId, revision: 0 }));
    const ctx = await browserOf(member);
    const stopped = changesOfLists(ctx, { lists: shown });
    const end = stopped.next();
    await expect.poll(() => openOf(member.id)).toBe(2);
    endAll();
    expect((await soon(end)).done).toBe(true);
    const browser = new AbortController();
    const left = changesOfLists(ctx, { lists: shown }, browser.signal);
    const over = left.next();
    await expect.poll(() => openOf(member.id)).toBe(2);
    browser.abort();
    expect((await soon(over)).done).toBe(true);
    expect(openOf(member.id)).toBe(0);
  });
});
