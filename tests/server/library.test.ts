import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser, type User } from "../support/factories";

/** The ids of the library in their order. */
const ids = async (user: User, given: Parameters<Library["index"]>[0] = {}) =>
  (await as(user).library.index(given)).ids;

type Library = ReturnType<typeof as>["library"];

describe("the library", () => {
  test("a saved paper is listed under its status, and moves when that changes", async () => {
    const user = await makeUser();
    const reader = as(user);
    const [first, second] = [await makePaper(), await makePaper()];
    await reader.library.set({ paperId: first.id, status: "to_read" });
    await reader.library.set({ paperId: second.id, status: "to_read" });
    await reader.library.set({ paperId: first.id, status: "read" });

    const all = await reader.library.index({});
    expect(all.counts).toEqual({ to_read: 1, reading: 0, read: 1 });
    expect(all.ids).toEqual([second.id, first.id]);
    // the tabs' counts stay complete, whichever is open
    const read = await reader.library.index({ status: "read" });
    expect(read).toEqual({ ids: [first.id], counts: all.counts });
    const mine = await reader.viewer.state({ paperIds: [first.id, second.id] });
    expect(Object.fromEntries(mine?.statuses ?? [])).toEqual({
      [first.id]: "read",
      [second.id]: "to_read",
    });
  });

  test("saving twice keeps one entry and the time of the first", async () => {
    const user = await makeUser();
    const [early, late] = [await makePaper(), await makePaper()];
    const at = (time: string) => as(user, { now: () => new Date(time) }).library;
    await at("2026-03-01T09:00:00Z").set({ paperId: early.id, status: "to_read" });
    await at("2026-03-02T09:00:00Z").set({ paperId: late.id, status: "to_read" });
    await at("2026-03-03T09:00:00Z").set({ paperId: early.id, status: "to_read" });
    expect(await ids(user)).toEqual([late.id, early.id]);
  });

  test("undo restores a removed paper to its place", async () => {
    const user = await makeUser();
    const [early, late] = [await makePaper(), await makePaper()];
    const at = (time: string) => as(user, { now: () => new Date(time) }).library;
    await at("2026-03-01T09:00:00Z").set({ paperId: early.id, status: "reading" });
    await at("2026-03-02T09:00:00Z").set({ paperId: late.id, status: "to_read" });

    const { removed } = await as(user).library.remove({ paperId: early.id });
    expect(await ids(user)).toEqual([late.id]);
    expect(await as(user).library.remove({ paperId: early.id })).toEqual({ removed: null });

    if (!removed) throw new Error("nothing was removed");
    const { status, savedAt } = removed;
    await as(user).library.set({ paperId: early.id, status, savedAt: savedAt.toISOString() });
    const mine = await as(user).library.index({});
    expect(mine.ids).toEqual([late.id, early.id]);
    expect(mine.counts.reading).toBe(1);
  });

  test("its order is the same each time, and its rows are read by their ids", async () => {
    const user = await makeUser();
    const saved: number[] = [];
    for (let count = 0; count < 9; count++) {
      const { id } = await makePaper();
      saved.push(id);
      // several share a time, and the order must still be stable
      const now = () => new Date(Date.UTC(2026, 2, 1, Math.floor(count / 3)));
      await as(user, { now }).library.set({ paperId: id, status: "to_read" });
    }
    expect(await ids(user)).toEqual(saved.toReversed());
    const other = await makePaper();
    const [first = 0, second = 0] = saved;
    const paperIds = [second, other.id, first, second];
    const rows = await as(user).library.rows({ paperIds });
    expect(rows.map((row) => row.id)).toEqual([second, first]);
    expect(rows[0]).toMatchObject({ status: "to_read", favorite: false, tags: [] });
    await expect(
      as(user).library.rows({ paperIds: Array.from({ length: 101 }, (_, id) => id + 1) }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("is sorted by when papers were published, by votes and by title", async () => {
    const user = await makeUser();
    const given = [
      { title: "zeta", publishedAt: new Date("2025-01-01"), publishedPrecision: "day" },
      { title: "“Alpha”", publishedAt: new Date("2024-01-01"), publishedPrecision: "day" },
      { title: "Beta" },
      { title: "Éclairs" },
      { title: "$\\omega$" },
    ] as const;
    const [zeta, alpha, beta, eclairs, omega] = await Promise.all(
      given.map((paper) => makePaper(paper)),
    );
    if (!zeta || !alpha || !beta || !eclairs || !omega) throw new Error("no papers were made");
    for (const { id } of [omega, zeta, eclairs, beta, alpha]) {
      await as(user).library.set({ paperId: id, status: "to_read" });
    }
    await as(user).votes.set({ paperId: beta.id, voted: true });
    expect(await ids(user, { sort: "title" })).toEqual(
      [alpha, beta, eclairs, omega, zeta].map(({ id }) => id),
    );
    expect((await ids(user, { sort: "published" })).slice(0, 2)).toEqual([zeta.id, alpha.id]);
    expect((await ids(user, { sort: "votes" }))[0]).toBe(beta.id);
  });

  test("is narrowed by favorite, tag, list, category, year, notes and words, all at once", async () => {
    const user = await makeUser();
    const reader = as(user);
    const paper = await makePaper({
      title: "Otters adrift",
      categories: ["cs.CL"],
      publishedAt: new Date("2025-12-31T23:59:59Z"),
      publishedPrecision: "second",
    });
    const decoy = await makePaper({ title: "Badgers", categories: ["cs.LG"] });
    for (const { id } of [paper, decoy]) {
      await reader.library.set({ paperId: id, status: "reading" });
    }
    await reader.library.setMany({ paperIds: [paper.id], favorite: true, addTags: ["Water"] });
    const list = randomUUID();
    await reader.lists.create({ id: list, name: "Rivers", paperId: paper.id });
    await reader.annotations.create({
      id: randomUUID(),
      paperId: paper.id,
      version: 1,
      body: "Mine.",
      audience: "me",
    });
    const narrow = {
      favorite: true,
      tag: "water",
      list,
      category: "cs.CL",
      year: 2025,
      notes: true,
      q: "otter",
    } as const;
    for (const [name, value] of Object.entries(narrow)) {
      expect(await ids(user, { [name]: value }), name).toEqual([paper.id]);
    }
    expect(await reader.library.index({ ...narrow, status: "read" })).toEqual({
      ids: [],
      counts: { to_read: 0, reading: 1, read: 0 },
    });
    expect(await ids(user, { year: 2026 })).toEqual([]);
    expect(await reader.library.facets()).toEqual({
      tags: [["Water", 1]],
      categories: [
        ["cs.CL", 1],
        ["cs.LG", 1],
      ],
      years: [[2025, 1]],
      lists: [{ id: list, name: "Rivers", team: null }],
    });
  });

  test("is not narrowed by a list that the reader may not read", async () => {
    const [user, owner] = [await makeUser(), await makeUser()];
    const paper = await makePaper();
    const list = randomUUID();
    await as(owner).lists.create({ id: list, name: "Secret", paperId: paper.id });
    await as(user).library.set({ paperId: paper.id, status: "read" });
    expect(await ids(user, { list })).toEqual([]);
    expect((await as(user).library.facets()).lists).toEqual([]);
  });

  test("a library is private", async () => {
    const paper = await makePaper();
    await as(await makeUser()).library.set({ paperId: paper.id, status: "reading" });
    const stranger = await makeUser();
    const other = as(stranger);
    expect(await ids(stranger)).toEqual([]);
    expect(await other.library.rows({ paperIds: [paper.id] })).toEqual([]);
    expect((await other.viewer.state({ paperIds: [paper.id] }))?.statuses).toEqual([]);
    expect(await anonymous().viewer.state({ paperIds: [paper.id] })).toBeNull();
  });

  test("strangers, unknown papers and made-up places are refused", async () => {
    const { id: paperId } = await makePaper();
    const reader = as(await makeUser());
    const status = "to_read";
    const unauthorized = { code: "UNAUTHORIZED" };
    await expect(anonymous().library.set({ paperId, status })).rejects.toMatchObject(unauthorized);
    await expect(anonymous().library.remove({ paperId })).rejects.toMatchObject(unauthorized);
    await expect(anonymous().library.index({})).rejects.toMatchObject(unauthorized);
    await expect(reader.library.set({ paperId: 2_000_000_000, status })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    for (const wrong of [{ sort: "luck" }, { year: 1e9 }, { list: "1" }, { tag: "\n" }]) {
      await expect(reader.library.index(wrong as object)).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
  });
});

describe("several papers at a time", () => {
  async function library(size: number) {
    const user = await makeUser();
    const paperIds: number[] = [];
    for (let count = 0; count < size; count++) paperIds.push((await makePaper()).id);
    for (const paperId of paperIds) await as(user).library.set({ paperId, status: "to_read" });
    const reader = as(user).library;
    const tagsOf = async (paperId: number) =>
      (await reader.rows({ paperIds: [paperId] }))[0]?.tags ?? null;
    return { user, reader, paperIds, first: paperIds[0] ?? 0, tagsOf };
  }

  test("change status and favorite, and say what was", async () => {
    const { user, reader, paperIds, first } = await library(3);
    await reader.set({ paperId: first, status: "read" });
    const stray = await makePaper();
    const answer = await reader.setMany({
      paperIds: [...paperIds, stray.id, first],
      status: "reading",
      favorite: true,
    });
    expect(answer.changed.map(({ paperId, was }) => [paperId, was])).toEqual(
      paperIds.map((id) => [id, id === first ? "read" : "to_read"]),
    );
    const rows = await reader.rows({ paperIds });
    expect(rows.every((row) => row.status === "reading" && row.favorite)).toBe(true);
    // papers outside the library are not added to it
    expect(await ids(user)).toHaveLength(3);
  });

  test("take tags, each once whatever its case, and let go of them", async () => {
    const { reader, paperIds, first, tagsOf } = await library(2);
    await reader.setMany({ paperIds: [first], addTags: ["Émile", "beta"] });
    await reader.setMany({ paperIds, addTags: ["émile", "ALPHA", "alpha", "  two   words "] });
    expect(await tagsOf(first)).toEqual(["ALPHA", "beta", "two words", "Émile"]);
    expect(await tagsOf(paperIds[1] ?? 0)).toEqual(["ALPHA", "two words", "Émile"]);
    await reader.setMany({ paperIds, removeTags: ["alpha", "Two Words"] });
    expect(await tagsOf(first)).toEqual(["beta", "Émile"]);
    expect((await reader.facets()).tags).toEqual([
      ["beta", 1],
      ["Émile", 2],
    ]);
  });

  test("a tag is renamed everywhere, into another one too, and removed", async () => {
    const { user, reader, paperIds, first, tagsOf } = await library(2);
    await reader.setMany({ paperIds, addTags: ["ml"] });
    await reader.setMany({ paperIds: [first], addTags: ["learning"] });
    await reader.renameTag({ tag: "ML", to: "Learning" });
    expect(await tagsOf(first)).toEqual(["Learning"]);
    expect(await ids(user, { tag: "learning" })).toHaveLength(2);
    const stranger = as(await makeUser()).library;
    await expect(stranger.renameTag({ tag: "Learning", to: "x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await stranger.removeTag({ tag: "Learning" })).toEqual({ paperIds: [] });
    const untagged = await reader.removeTag({ tag: "learning" });
    expect(untagged.paperIds.toSorted((a, b) => a - b)).toEqual(paperIds);
    expect(await tagsOf(first)).toEqual([]);
  });

  test("a paper with the maximum of tags is left unchanged, and counted", async () => {
    const { reader, paperIds, first, tagsOf } = await library(2);
    const many = (from: number) => Array.from({ length: 20 }, (_, at) => `tag ${from + at}`);
    for (const from of [0, 20]) await reader.setMany({ paperIds: [first], addTags: many(from) });
    const answer = await reader.setMany({ paperIds, addTags: many(40) });
    expect(answer.full).toBe(1);
    expect(answer.changed.map(({ paperId }) => paperId)).toEqual([paperIds[1]]);
    expect(await tagsOf(first)).toHaveLength(40);
  });

  test("a reader has 500 tags at most", async () => {
    const { reader, paperIds } = await library(13);
    const add = (index: number) =>
      reader.setMany({
        paperIds: [paperIds[Math.floor(index / 2)] ?? 0],
        addTags: Array.from({ length: 20 }, (_, at) => `tag ${index * 20 + at}`),
      });
    for (let index = 0; index < 25; index++) await add(index);
    await expect(add(25)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("what is removed comes back with status, tags, favorite and place", async () => {
    const { user, reader, paperIds, first } = await library(3);
    await reader.setMany({ paperIds: [first], addTags: ["kept"], favorite: true, status: "read" });
    const before = await reader.index({});
    const removed = await reader.setMany({ paperIds, removed: true });
    expect(removed.changed).toHaveLength(3);
    expect(await ids(user)).toEqual([]);
    // papers in the trash are left unchanged
    expect(await reader.setMany({ paperIds, status: "reading" })).toMatchObject({ changed: [] });
    const stranger = as(await makeUser()).library;
    expect(await stranger.setMany({ paperIds, removed: false })).toMatchObject({ changed: [] });
    await reader.setMany({ paperIds, removed: false });
    expect(await reader.index({})).toEqual(before);
    expect(await reader.rows({ paperIds: [first] })).toMatchObject([
      { status: "read", favorite: true, tags: ["kept"] },
    ]);
  });

  test("go onto a list of the reader's, in order, and onto nobody else's", async () => {
    const { user, reader, paperIds } = await library(3);
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const other = as(await makeUser());
    await as(user).lists.create({ id: mine, name: "Mine" });
    await other.lists.create({ id: theirs, name: "Theirs" });
    const stray = await makePaper();
    const asked = [...paperIds.toReversed(), stray.id];
    expect(await reader.addToList({ listId: mine, paperIds: asked })).toEqual({
      added: paperIds.toReversed(),
    });
    expect(await reader.addToList({ listId: mine, paperIds })).toEqual({ added: [] });
    await expect(reader.addToList({ listId: theirs, paperIds })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("a full list accepts no more papers, and leaves those on it alone", async () => {
    const { user, reader, paperIds } = await library(2);
    const [there, fresh] = paperIds as [number, number];
    const listId = randomUUID();
    await as(user).lists.create({ id: listId, name: "Full", paperId: there });
    await appDatabase().execute(sql`
      with more as (
        insert into papers (title, abstract, slug, title_key)
        select 'Filling', 'It fills.', ${listId} || n, ${listId} || n from generate_series(1, 9999) n
        returning id
      )
      insert into list_items (list_id, paper_id, position)
      select ${listId}, id, 'd' || lpad(row_number() over (order by id)::text, 4, '0') from more`);
    const order = () => as(user).lists.index({ listId });
    const before = await order();
    expect(before.items).toHaveLength(10_000);
    const add = (ids: number[]) => reader.addToList({ listId, paperIds: ids });
    expect(await add([there])).toEqual({ added: [] });
    await expect(add([there, fresh])).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await order()).toEqual(before);

    const { items } = as(user);
    await items.remove({ listId, paperId: there });
    await items.add({ listId, paperId: fresh });
    const full = { code: "CONFLICT" };
    await expect(items.restore({ listId, paperId: there })).rejects.toMatchObject(full);
    await expect(items.restoreMany({ listId, paperIds: [there] })).rejects.toMatchObject(full);
  });

  test("two changes of the same papers at once both count", async () => {
    const { reader, paperIds, first, tagsOf } = await library(4);
    await Promise.all([
      ...["a", "b", "c"].map((tag) => reader.setMany({ paperIds, addTags: [tag] })),
      ...["d", "e"].map((tag) =>
        reader.setMany({ paperIds: paperIds.toReversed(), addTags: [tag], status: "read" }),
      ),
    ]);
    expect(await tagsOf(first)).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("more than a thousand, none, and no change are refused", async () => {
    const { reader, paperIds } = await library(1);
    const tooMany = Array.from({ length: 1_001 }, (_, id) => id + 1);
    for (const wrong of [
      { paperIds: tooMany, status: "read" as const },
      { paperIds: [] },
      { paperIds },
    ]) {
      await expect(reader.setMany(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});
