import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

type Caller = ReturnType<typeof as>;

const order = async (reader: Caller, listId: string) =>
  (await reader.lists.index({ listId })).items.map(([paperId]) => paperId);

/** A reader with a list of this many papers. */
async function world(count: number) {
  const reader = as(await makeUser());
  const { id: listId } = await reader.lists.create({ id: randomUUID(), name: "Diffusion" });
  const papers: number[] = [];
  for (let made = 0; made < count; made++) {
    const { id: paperId } = await makePaper();
    await reader.items.add({ listId, paperId });
    papers.push(paperId);
  }
  return { reader, listId, papers };
}

describe("reading lists", () => {
  test("a list is created in place with its first paper, only once if sent twice", async () => {
    const reader = as(await makeUser());
    const { id: paperId } = await makePaper();
    const list = { id: randomUUID(), name: "  Agents \n and tools ", paperId };
    await reader.lists.create(list);
    await reader.lists.create(list);
    expect(await reader.lists.all()).toEqual([
      {
        id: list.id,
        name: "Agents and tools",
        description: "",
        papers: 1,
        team: null,
        role: "manager",
        mayAdd: true,
      },
    ]);
    const mine = await reader.viewer.state({ paperIds: [paperId] });
    expect(mine?.listed).toEqual([[list.id, "Agents and tools", [paperId]]]);
  });

  test("papers are in the order they were added, each once", async () => {
    const { reader, listId, papers } = await world(3);
    await reader.items.add({ listId, paperId: papers[0] as number });
    expect(await order(reader, listId)).toEqual(papers);
  });

  test.each([
    ["top", 2, [2, 0, 1, 3]],
    ["up", 2, [0, 2, 1, 3]],
    ["down", 1, [0, 2, 1, 3]],
    ["bottom", 0, [1, 2, 3, 0]],
    ["up", 0, [0, 1, 2, 3]],
    ["down", 3, [0, 1, 2, 3]],
  ] as const)("move %s of paper %i", async (to, which, expected) => {
    const { reader, listId, papers } = await world(4);
    await reader.items.reorder({ listId, paperId: papers[which] as number, to });
    expect(await order(reader, listId)).toEqual(expected.map((index) => papers[index]));
  });

  test("undo restores a paper to its place, even if another has taken it", async () => {
    const { reader, listId, papers } = await world(3);
    const [a, b, c] = papers as [number, number, number];
    await reader.items.remove({ listId, paperId: b });
    await reader.items.restore({ listId, paperId: b });
    expect(await order(reader, listId)).toEqual([a, b, c]);

    await reader.items.remove({ listId, paperId: b });
    const { id: d } = await makePaper();
    await reader.items.add({ listId, paperId: d });
    await reader.items.reorder({ listId, paperId: d, to: { after: a } });
    await reader.items.restore({ listId, paperId: b });
    expect(await order(reader, listId)).toEqual([a, d, b, c]);
  });

  test("papers added and moved at once all find a place", async () => {
    const { reader, listId, papers } = await world(5);
    const more = await Promise.all(Array.from({ length: 10 }, () => makePaper()));
    await Promise.all([
      ...more.map(({ id: paperId }) => reader.items.add({ listId, paperId })),
      ...papers.map((paperId) => reader.items.reorder({ listId, paperId, to: "top" })),
    ]);
    const all = await order(reader, listId);
    expect(all.toSorted()).toEqual([...papers, ...more.map((paper) => paper.id)].toSorted());
    expect(all.slice(0, 5).toSorted()).toEqual(papers.toSorted());
  });

  test("a deleted list is gone from everywhere, and undo brings it back whole", async () => {
    const { reader, listId, papers } = await world(2);
    await reader.lists.remove({ listId });
    expect(await reader.lists.all()).toEqual([]);
    expect((await reader.viewer.state({ paperIds: papers }))?.listed).toEqual([]);
    await expect(reader.lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await reader.lists.restore({ listId });
    expect(await order(reader, listId)).toEqual(papers);
  });

  test("a change made elsewhere is overwritten only by a reader who was shown it", async () => {
    const { reader, listId } = await world(0);
    const { updatedAt } = (await reader.lists.read({ listId })).list;
    const description = "For the group.\nRead by Friday.";
    const saved = await reader.lists.edit({ listId, name: "Two", description, updatedAt });
    const mine = { listId, name: "Three", description: "" };
    const now = { name: "Two", description, updatedAt: saved.updatedAt };
    await expect(reader.lists.edit({ ...mine, updatedAt })).rejects.toMatchObject({
      code: "CONFLICT",
      cause: { now },
    });
    const { list } = await reader.lists.read({ listId });
    expect(list).toMatchObject(now);
    await reader.lists.edit({ ...mine, updatedAt: saved.updatedAt });
    expect((await reader.lists.read({ listId })).list).toMatchObject({ name: "Three" });
  });

  test("the same name and description again is no change, whatever was seen", async () => {
    const { reader, listId } = await world(0);
    const { updatedAt } = (await reader.lists.read({ listId })).list;
    const change = { listId, name: "Two", description: "", updatedAt };
    const saved = await reader.lists.edit(change);
    expect(await reader.lists.edit(change)).toEqual(saved);
  });

  test("the rows of a list are read by their ids, without papers that are not on it", async () => {
    const { reader, listId, papers } = await world(3);
    const { id: elsewhere } = await makePaper();
    const wanted = [papers[2], elsewhere, papers[0]] as number[];
    const rows = await reader.lists.rows({ listId, paperIds: wanted });
    expect(rows.map((row) => row.id)).toEqual([papers[2], papers[0]]);
    expect(rows[0]).toMatchObject({ addedBy: expect.stringContaining("Reader"), mine: true });
    await expect(
      reader.lists.rows({ listId, paperIds: Array.from({ length: 101 }, (_, id) => id + 1) }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("a list sorted otherwise keeps its order by hand", async () => {
    const { reader, listId } = await world(0);
    const years = ["2023-01-01", "2025-01-01", "2024-01-01"];
    const papers: number[] = [];
    for (const year of years) {
      const made = await makePaper({
        publishedAt: new Date(year),
        publishedPrecision: "day",
      });
      papers.push(made.id);
      await reader.items.add({ listId, paperId: made.id });
    }
    await reader.votes.set({ paperId: papers[2] as number, voted: true });
    await reader.items.reorder({ listId, paperId: papers[0] as number, to: "bottom" });
    const sorted = async (sort: "hand" | "added" | "published" | "votes") =>
      (await reader.lists.index({ listId, sort })).items.map(([id]) => papers.indexOf(id));
    expect(await sorted("published")).toEqual([1, 2, 0]);
    expect(await sorted("votes")).toEqual([2, 1, 0]);
    expect(await sorted("added")).toEqual([2, 1, 0]);
    expect(await sorted("hand")).toEqual([1, 2, 0]);
  });

  test("every change is counted, and says on which item it was", async () => {
    const { reader, listId, papers } = await world(3);
    const before = await reader.lists.index({ listId });
    await reader.items.reorder({ listId, paperId: papers[2] as number, to: "top" });
    const after = await reader.lists.index({ listId });
    expect(after.revision).toBe(before.revision + 1);
    expect(after.items.find(([id]) => id === papers[2])?.[1]).toBe(after.revision);
    expect(after.items.slice(1)).toEqual(before.items.slice(0, 2));
  });

  test("names are checked, and the refusal says what to do", async () => {
    const reader = as(await makeUser());
    const create = (name: string) => reader.lists.create({ id: randomUUID(), name });
    for (const name of ["", "  \n ", "\u200b", "a".repeat(121), "\ud800", "a".repeat(10_000)]) {
      await expect(create(name)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    await expect(create("名".repeat(120))).resolves.toBeTruthy();
  });

  test("to anybody else a list does not exist", async () => {
    const { reader, listId, papers } = await world(1);
    const paperId = papers[0] as number;
    const { updatedAt } = (await reader.lists.read({ listId })).list;
    const other = as(await makeUser());
    const calls: ((caller: Caller) => Promise<unknown>)[] = [
      (caller) => caller.lists.read({ listId }),
      (caller) => caller.lists.create({ id: listId, name: "Mine now", paperId }),
      (caller) => caller.lists.edit({ listId, name: "Mine", description: "", updatedAt }),
      (caller) => caller.lists.remove({ listId }),
      (caller) => caller.lists.restore({ listId }),
      (caller) => caller.items.add({ listId, paperId }),
      (caller) => caller.items.remove({ listId, paperId }),
      (caller) => caller.items.reorder({ listId, paperId, to: "top" }),
    ];
    for (const act of calls) {
      await expect(act(other)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(act(anonymous())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect(await order(reader, listId)).toEqual(papers);
    expect((await reader.lists.read({ listId })).list.name).toBe("Diffusion");
  });
});

describe("notes on the items of a list", () => {
  test("cannot be overwritten unseen, and show the current text", async () => {
    const { reader, listId, papers } = await world(1);
    const paperId = papers[0] as number;
    const set = (note: string, was: string) => reader.items.setNote({ listId, paperId, note, was });
    await set("Read this first", "");
    await set("Read this first", "");
    await expect(set("Mine", "")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Read this first"),
      cause: { now: { note: "Read this first" } },
    });
    await set("Mine", "Read this first");
    const [row] = await reader.lists.rows({ listId, paperIds: papers });
    expect(row).toMatchObject({ note: "Mine", noteBy: expect.stringContaining("Reader") });
    await set("", "Mine");
    expect((await reader.lists.rows({ listId, paperIds: papers }))[0]).toMatchObject({
      note: "",
      noteBy: null,
    });
  });

  test("written by twenty at once are one of the twenty, and all others are told", async () => {
    const { reader, listId, papers } = await world(1);
    const paperId = papers[0] as number;
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        reader.items.setNote({ listId, paperId, note: `Note ${index}`, was: "" }),
      ),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each(["\ud800", "x".repeat(2_001)])("refuse what cannot be kept", async (note) => {
    const { reader, listId, papers } = await world(1);
    await expect(
      reader.items.setNote({ listId, paperId: papers[0] as number, note, was: "" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("several papers at a time", () => {
  test("are removed, shown in the trash, and restored to their places", async () => {
    const { reader, listId, papers } = await world(4);
    const [a, b, c, d] = papers as [number, number, number, number];
    const { removed } = await reader.items.removeMany({ listId, paperIds: [c, a] });
    expect(removed.toSorted()).toEqual([a, c].toSorted());
    expect(await order(reader, listId)).toEqual([b, d]);
    const trash = await reader.items.trash({ listId });
    expect(trash.items.map(({ paper }) => paper.id).toSorted()).toEqual([a, c].toSorted());
    const one = await reader.items.trash({ listId, paperId: a });
    expect(one.items.map(({ paper }) => paper.id)).toEqual([a]);
    await reader.items.restoreMany({ listId, paperIds: removed });
    expect(await order(reader, listId)).toEqual(papers);
    expect((await reader.items.trash({ listId })).items).toEqual([]);
  });

  test("added again, come back with their old note, unless they bring a new one", async () => {
    const { reader, listId, papers } = await world(2);
    const [a, b] = papers as [number, number];
    for (const paperId of papers) {
      await reader.items.setNote({ listId, paperId, note: "Why", was: "" });
    }
    await reader.items.removeMany({ listId, paperIds: papers });
    await reader.items.add({ listId, paperId: a });
    await reader.items.add({ listId, paperId: b, note: "Because" });
    const rows = await reader.lists.rows({ listId, paperIds: papers });
    expect(rows.map(({ note }) => note)).toEqual(["Why", "Because"]);
  });

  test("are copied in their order, without notes unless asked", async () => {
    const { reader, listId, papers } = await world(3);
    await reader.items.setNote({ listId, paperId: papers[1] as number, note: "Why", was: "" });
    const { id: to } = await reader.lists.create({ id: randomUUID(), name: "Other" });
    await reader.items.copy({ from: listId, to, paperIds: papers.toReversed().slice(0, 2) });
    expect(await order(reader, to)).toEqual(papers.slice(1));
    const note = async (id: string) =>
      (await reader.lists.rows({ listId: id, paperIds: papers })).find((row) => row.note)?.note;
    expect(await note(to)).toBeUndefined();
    const { id: third } = await reader.lists.create({ id: randomUUID(), name: "Third" });
    await reader.items.copy({ from: listId, to: third, paperIds: papers, withNotes: true });
    expect(await note(third)).toBe("Why");
  });

  test("are moved to another list: on both sides or on neither", async () => {
    const { reader, listId, papers } = await world(3);
    const { id: to } = await reader.lists.create({ id: randomUUID(), name: "Other" });
    await reader.items.add({ listId: to, paperId: papers[0] as number });
    const done = await reader.items.move({ from: listId, to, paperIds: papers.slice(0, 2) });
    expect(done.added).toEqual([papers[1]]);
    expect(await order(reader, listId)).toEqual([papers[2]]);
    expect(await order(reader, to)).toEqual(papers.slice(0, 2));
    await expect(
      reader.items.move({ from: listId, to: randomUUID(), paperIds: papers }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await order(reader, listId)).toEqual([papers[2]]);
  });

  test("moved both ways between two lists at once block nobody", async () => {
    const { reader, listId, papers } = await world(6);
    const { id: to } = await reader.lists.create({ id: randomUUID(), name: "Other" });
    await reader.items.move({ from: listId, to, paperIds: papers.slice(3) });
    await Promise.all(
      papers.map((paperId, index) =>
        index < 3
          ? reader.items.move({ from: listId, to, paperIds: [paperId] })
          : reader.items.move({ from: to, to: listId, paperIds: [paperId] }),
      ),
    );
    expect((await order(reader, listId)).toSorted()).toEqual(papers.slice(3).toSorted());
    expect((await order(reader, to)).toSorted()).toEqual(papers.slice(0, 3).toSorted());
  });

  test("need leave on both lists", async () => {
    const { reader, listId, papers } = await world(2);
    const other = as(await makeUser());
    const { id: theirs } = await other.lists.create({ id: randomUUID(), name: "Theirs" });
    for (const act of [other.items.copy, other.items.move, reader.items.copy, reader.items.move]) {
      await expect(act({ from: listId, to: theirs, paperIds: papers })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await order(other, theirs)).toEqual([]);
    for (const act of [other.items.removeMany, other.items.restoreMany]) {
      await expect(act({ listId, paperIds: papers })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(other.items.trash({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a duplicate", () => {
  test("has the same papers in the same order, and is made once though sent twice", async () => {
    const { reader, listId, papers } = await world(3);
    await reader.items.reorder({ listId, paperId: papers[2] as number, to: "top" });
    const copy = { from: listId, id: randomUUID(), name: "Diffusion (copy)" };
    await reader.collections.duplicate(copy);
    await reader.collections.duplicate(copy);
    expect(await order(reader, copy.id)).toEqual(await order(reader, listId));
    const stranger = as(await makeUser());
    await expect(
      stranger.collections.duplicate({ from: listId, id: randomUUID(), name: "Theirs" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.lists.all()).toEqual([]);
  });
});
