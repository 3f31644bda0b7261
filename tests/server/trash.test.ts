import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { appDatabase } from "@/server/platform/database";
import { daysLeft } from "@/server/trash/days";
import { purgeTrash } from "@/server/trash/mutations";
import { anonymous, as, contextFor } from "../support/callers";
import {
  makeCollection,
  makePaper,
  makePapers,
  makeTeam,
  makeUser,
  type User,
} from "../support/factories";

const DAY = 24 * 60 * 60 * 1_000;
const now = new Date("2026-06-30T12:00:00Z");
const daysAgo = (days: number) => () => new Date(now.getTime() - days * DAY);
const today = (user: User) => as(user, { now: () => now });

const purge = () => purgeTrash(contextFor({ kind: "system" }, { now: () => now }));

/** A reading list with these papers. */
async function listOf(user: User, ...paperIds: number[]) {
  const id = randomUUID();
  await as(user).lists.create({ id, name: "Kept" });
  for (const paperId of paperIds) await as(user).items.add({ listId: id, paperId });
  return id;
}

test.each([
  [0, 30],
  [29.5, 1],
  [1, 29],
  [40, 1],
])("what was removed %d days ago has %i days left", (ago, days) => {
  expect(daysLeft(daysAgo(ago)(), now)).toBe(days);
});

describe("the trash", () => {
  test("holds removed papers, deleted lists and what was taken off lists, for their owner", async () => {
    const user = await makeUser();
    const [paper, item] = [await makePaper({ title: "On $n$" }), await makePaper()];
    await as(user).library.set({ paperId: paper.id, status: "reading" });
    await as(user, { now: daysAgo(2) }).library.remove({ paperId: paper.id });
    const [kept, gone] = [await listOf(user, item.id), await listOf(user, item.id)];
    await as(user, { now: daysAgo(3) }).items.remove({ listId: kept, paperId: item.id });
    await as(user, { now: daysAgo(4) }).lists.remove({ listId: gone });

    const { trash } = today(user);
    expect(await trash.papers({})).toMatchObject({
      papers: [{ id: paper.id, status: "reading", days: 28, title: ["On ", {}] }],
      more: null,
    });
    expect(await trash.items()).toMatchObject([{ id: item.id, listId: kept, days: 27 }]);
    expect(await trash.lists()).toMatchObject([
      { id: gone, name: "Kept", papers: 1, team: null, days: 26 },
    ]);

    const stranger = today(await makeUser()).trash;
    expect(await stranger.papers({})).toEqual({ papers: [], more: null });
    expect(await stranger.items()).toEqual([]);
    expect(await stranger.lists()).toEqual([]);
    for (const read of [anonymous().trash.papers({}), anonymous().trash.lists()]) {
      await expect(read).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
  });

  test("of a team holds deleted collections for those who may restore them", async () => {
    const [owner, member, maker, guest, stranger] = (await Promise.all(
      Array.from({ length: 5 }, () => makeUser()),
    )) as [User, User, User, User, User];
    const team = await makeTeam({ owner, members: [member, maker] });
    const { slug } = team;
    const [theirs, guests, old] = await Promise.all([
      makeCollection(team, { name: "Theirs", named: [[maker, "manager"]] }),
      makeCollection(team, { name: "Guests", named: [[guest, "manager"]] }),
      makeCollection(team, { name: "Old" }),
    ]);
    await as(maker, { now: daysAgo(3) }).lists.remove({ listId: theirs.id });
    await as(guest, { now: daysAgo(4) }).lists.remove({ listId: guests.id });
    await as(owner, { now: daysAgo(31) }).lists.remove({ listId: old.id });
    const names = async (user: User) =>
      (await today(user).trash.collections({ slug })).map(({ name }) => name);
    expect(await today(owner).trash.collections({ slug })).toMatchObject([
      { id: theirs.id, removedBy: maker.name, papers: 0, days: 27 },
      { id: guests.id, removedBy: guest.name, days: 26 },
    ]);
    expect(await names(maker)).toEqual(["Theirs"]);
    expect(await names(member)).toEqual([]);
    for (const outside of [guest, stranger]) {
      await expect(names(outside)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    // a guest outside the team finds it among their own
    expect(await today(guest).trash.lists()).toMatchObject([{ id: guests.id, team: team.name }]);
    for (const each of [owner, member, maker, stranger]) {
      expect(await today(each).trash.lists()).toEqual([]);
    }
    await today(guest).lists.restore({ listId: guests.id });
    expect(await names(owner)).toEqual(["Theirs"]);
  });

  test("shows nothing that is older than its days, and is read page by page", async () => {
    const user = await makeUser();
    const ids = (await makePapers(Array.from({ length: 60 }, () => ({})))).map(({ id }) => id);
    for (const paperId of ids) await as(user).library.set({ paperId, status: "to_read" });
    const [old = 0, ...rest] = ids;
    await as(user, { now: daysAgo(31) }).library.remove({ paperId: old });
    await as(user, { now: daysAgo(1) }).library.setMany({ paperIds: rest, removed: true });
    const first = await today(user).trash.papers({});
    const second = await today(user).trash.papers({ after: first.more ?? "" });
    expect(second.more).toBeNull();
    const read = [...first.papers, ...second.papers].map(({ id }) => id);
    expect(read).toEqual(rest.toReversed());
  });
});

test("what is past the trash period is not restored, even if it still exists", async () => {
  const user = await makeUser();
  const [old, fresh] = [await makePaper(), await makePaper()];
  const paperIds = [old.id, fresh.id];
  for (const paperId of paperIds) await as(user).library.set({ paperId, status: "read" });
  const listId = await listOf(user, ...paperIds);
  const gone = await listOf(user, ...paperIds);
  const [long, lately] = [as(user, { now: daysAgo(31) }), as(user, { now: daysAgo(29) })];
  await long.lists.remove({ listId: gone });
  await long.items.remove({ listId, paperId: old.id });
  await lately.items.remove({ listId, paperId: fresh.id });
  await long.library.remove({ paperId: old.id });
  await lately.library.remove({ paperId: fresh.id });

  const { lists, items, library } = today(user);
  const notHere = { code: "NOT_FOUND" };
  await expect(lists.restore({ listId: gone })).rejects.toMatchObject(notHere);
  await expect(items.restore({ listId, paperId: old.id })).rejects.toMatchObject(notHere);
  expect(await items.restoreMany({ listId, paperIds })).toEqual({ restored: [fresh.id] });
  const { changed } = await library.setMany({ paperIds, removed: false });
  expect(changed.map(({ paperId }) => paperId)).toEqual([fresh.id]);
});

describe("emptying the trash", () => {
  const inLibrary = (user: User) =>
    appDatabase().select().from(userPapers).where(eq(userPapers.userId, user.id));

  test("deletes what is older than its days, and only that", async () => {
    await purge();
    const user = await makeUser();
    const [old, fresh, held] = [await makePaper(), await makePaper(), await makePaper()];
    for (const { id } of [old, fresh, held]) {
      await as(user).library.set({ paperId: id, status: "read" });
    }
    await as(user, { now: daysAgo(31) }).library.remove({ paperId: old.id });
    await as(user, { now: daysAgo(29) }).library.remove({ paperId: fresh.id });
    const [kept, gone, young] = [
      await listOf(user, old.id, fresh.id),
      await listOf(user, old.id),
      await listOf(user),
    ];
    await as(user, { now: daysAgo(31) }).items.remove({ listId: kept, paperId: old.id });
    await as(user, { now: daysAgo(31) }).lists.remove({ listId: gone });
    await as(user, { now: daysAgo(29) }).lists.remove({ listId: young });

    expect(await purge()).toEqual({ papers: 1, items: 1, lists: 1, teams: 0 });
    expect((await inLibrary(user)).map((row) => row.paperId).toSorted((a, b) => a - b)).toEqual([
      fresh.id,
      held.id,
    ]);
    const items = await appDatabase().select().from(listItems).where(eq(listItems.listId, kept));
    expect(items.map((row) => row.paperId)).toEqual([fresh.id]);
    const left = await appDatabase()
      .select({ id: lists.id })
      .from(lists)
      .where(eq(lists.ownerUserId, user.id));
    expect(left.map(({ id }) => id).sort()).toEqual([kept, young].sort());
    expect(await purge()).toEqual({ papers: 0, items: 0, lists: 0, teams: 0 });
  });

  test("several at once share the work", async () => {
    const user = await makeUser();
    for (const { id } of await makePapers(Array.from({ length: 30 }, () => ({})))) {
      await as(user).library.set({ paperId: id, status: "read" });
      await as(user, { now: daysAgo(31) }).library.remove({ paperId: id });
      await as(user, { now: daysAgo(31) }).lists.remove({ listId: await listOf(user, id) });
    }
    const done = await Promise.all([purge(), purge(), purge()]);
    const sum = (what: "papers" | "lists") => done.reduce((all, one) => all + one[what], 0);
    expect([sum("papers"), sum("lists")]).toEqual([30, 30]);
    expect(await inLibrary(user)).toEqual([]);
  });

  test("gives back to their authors the notes of a team and its collection", async () => {
    const db = appDatabase();
    const [ada, bob, left] = [await makeUser(), await makeUser(), await makeUser()];
    const { id: paperId } = await makePaper();
    const [teamId, listId] = [randomUUID(), randomUUID()];
    await db.transaction(async (tx) => {
      await tx.insert(teams).values({ id: teamId, slug: `t-${teamId.slice(0, 8)}`, name: "T" });
      await tx.insert(teamMembers).values({ teamId, userId: ada.id, role: "owner" });
    });
    await db.insert(lists).values({ id: listId, ownerTeamId: teamId, name: "C" });
    const note = <Given extends object>(authorId: string, body: string, given: Given) => ({
      id: randomUUID(),
      paperId,
      version: 1,
      authorId,
      body,
      ...given,
    });
    const inList = { audience: "list" as const, audienceListId: listId };
    const inTeam = { audience: "team" as const, audienceTeamId: teamId };
    const [thread, orphan] = [note(ada.id, "Thread", inList), note(left.id, "Left", inTeam)];
    await db.insert(annotations).values([{ ...thread, hiddenAt: now, hiddenBy: ada.id }, orphan]);
    await db
      .insert(annotations)
      .values([
        note(bob.id, "Bob’s reply", { ...inList, parentId: thread.id }),
        note(ada.id, "Ada’s reply", { ...inList, parentId: thread.id }),
        note(bob.id, "To one who left", { ...inTeam, parentId: orphan.id }),
      ]);
    await db.delete(users).where(eq(users.id, left.id));
    await db
      .update(teams)
      .set({ dissolvedAt: daysAgo(31)() })
      .where(eq(teams.id, teamId));

    expect(await purge()).toEqual({ papers: 0, items: 0, lists: 0, teams: 1 });
    expect(await db.select().from(lists).where(eq(lists.id, listId))).toEqual([]);
    const kept = await db
      .select()
      .from(annotations)
      .where(and(eq(annotations.paperId, paperId)));
    expect(kept.every((row) => row.audience === "me" && row.hiddenAt === null)).toBe(true);
    const words = (user: User) =>
      kept
        .filter((row) => row.authorId === user.id)
        .map((row) => [row.body, row.parentId])
        .sort();
    expect(words(ada)).toEqual([
      ["Ada’s reply", thread.id],
      ["Thread", null],
    ]);
    expect(words(bob)).toEqual([
      ["Bob’s reply", null],
      ["To one who left", null],
    ]);
    expect(kept).toHaveLength(4);
    const seen = await as(bob).annotations.onPaper({ paperId });
    expect(seen.notes.map(({ body }) => body).sort()).toEqual(["Bob’s reply", "To one who left"]);
  });
});
