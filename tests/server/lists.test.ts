import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

type Caller = ReturnType<typeof as>;

const order = async (reader: Caller, listId: string) =>
  (await reader.lists.read({ listId })).papers.map((paper) => paper.id);

/** A reader with a list of this many papers. */
async function world(count: number) {
  const reader = as(await makeUser());
  const { id: listId } = await reader.lists.create({ id: randomUUID(), name: "Diffusion" });
  const papers: number[] = [];
  for (let made = 0; made < count; made++) {
    const { id: paperId } = await makePaper();
    await reader.lists.add({ listId, paperId });
    papers.push(paperId);
  }
  return { reader, listId, papers };
}

describe("reading lists", () => {
  test("a list is made in place with its first paper, and once though sent twice", async () => {
    const reader = as(await makeUser());
    const { id: paperId } = await makePaper();
    const list = { id: randomUUID(), name: "  Agents \n and tools ", paperId };
    await reader.lists.create(list);
    await reader.lists.create(list);
    expect(await reader.lists.all()).toEqual([
      { id: list.id, name: "Agents and tools", description: "", papers: 1 },
    ]);
    const mine = await reader.viewer.mine({ paperIds: [paperId] });
    expect(mine?.listed).toEqual([[paperId, list.id]]);
  });

  test("papers stand in the order they were added, each once", async () => {
    const { reader, listId, papers } = await world(3);
    await reader.lists.add({ listId, paperId: papers[0] as number });
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
    await reader.lists.move({ listId, paperId: papers[which] as number, to });
    expect(await order(reader, listId)).toEqual(expected.map((index) => papers[index]));
  });

  test("undo puts a paper back where it stood, even when another has taken the place", async () => {
    const { reader, listId, papers } = await world(3);
    const [a, b, c] = papers as [number, number, number];
    await reader.lists.takeOff({ listId, paperId: b });
    await reader.lists.putBack({ listId, paperId: b });
    expect(await order(reader, listId)).toEqual([a, b, c]);

    await reader.lists.takeOff({ listId, paperId: b });
    const { id: d } = await makePaper();
    await reader.lists.add({ listId, paperId: d });
    await reader.lists.move({ listId, paperId: d, to: { after: a } });
    await reader.lists.putBack({ listId, paperId: b });
    expect(await order(reader, listId)).toEqual([a, d, b, c]);
  });

  test("papers added and moved at once all find a place", async () => {
    const { reader, listId, papers } = await world(5);
    const more = await Promise.all(Array.from({ length: 10 }, () => makePaper()));
    await Promise.all([
      ...more.map(({ id: paperId }) => reader.lists.add({ listId, paperId })),
      ...papers.map((paperId) => reader.lists.move({ listId, paperId, to: "top" })),
    ]);
    const all = await order(reader, listId);
    expect(all.toSorted()).toEqual([...papers, ...more.map((paper) => paper.id)].toSorted());
    expect(all.slice(0, 5).toSorted()).toEqual(papers.toSorted());
  });

  test("a deleted list is gone from everywhere, and undo brings it back whole", async () => {
    const { reader, listId, papers } = await world(2);
    await reader.lists.remove({ listId });
    expect(await reader.lists.all()).toEqual([]);
    expect((await reader.viewer.mine({ paperIds: papers }))?.listed).toEqual([]);
    await expect(reader.lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await reader.lists.restore({ listId });
    expect(await order(reader, listId)).toEqual(papers);
  });

  test("a change made elsewhere meanwhile is not overwritten", async () => {
    const { reader, listId } = await world(0);
    const { updatedAt } = (await reader.lists.read({ listId })).list;
    const description = "For the group.\nRead by Friday.";
    const saved = await reader.lists.edit({ listId, name: "Two", description, updatedAt });
    await expect(
      reader.lists.edit({ listId, name: "Three", description: "", updatedAt }),
    ).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("Two") });
    const { list } = await reader.lists.read({ listId });
    expect(list).toMatchObject({ name: "Two", description, updatedAt: saved.updatedAt });
  });

  test("a long list is read page by page", async () => {
    const { reader, listId, papers } = await world(103);
    const first = await reader.lists.read({ listId });
    const second = await reader.lists.read({ listId, after: first.more ?? undefined });
    expect(first.list.papers).toBe(103);
    expect([...first.papers, ...second.papers].map((paper) => paper.id)).toEqual(papers);
    expect(second.more).toBeNull();
  });

  test("names are checked, and the refusal says what to do", async () => {
    const reader = as(await makeUser());
    const create = (name: string) => reader.lists.create({ id: randomUUID(), name });
    for (const name of ["", "  \n ", "a".repeat(121), "a\0b", "\ud800", "a".repeat(10_000)]) {
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
      (caller) => caller.lists.add({ listId, paperId }),
      (caller) => caller.lists.takeOff({ listId, paperId }),
      (caller) => caller.lists.move({ listId, paperId, to: "top" }),
    ];
    for (const act of calls) {
      await expect(act(other)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(act(anonymous())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect(await order(reader, listId)).toEqual(papers);
    expect((await reader.lists.read({ listId })).list.name).toBe("Diffusion");
  });
});
