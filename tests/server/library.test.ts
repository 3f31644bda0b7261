import { describe, expect, test } from "vitest";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const ids = (papers: { id: number }[]) => papers.map((paper) => paper.id);

describe("the library", () => {
  test("a saved paper stands on its shelf, and moves when its status changes", async () => {
    const reader = as(await makeUser());
    const [first, second] = [await makePaper(), await makePaper()];
    await reader.library.set({ paperId: first.id, status: "to_read" });
    await reader.library.set({ paperId: second.id, status: "to_read" });
    await reader.library.set({ paperId: first.id, status: "read" });

    const all = await reader.library.shelf({});
    expect(all.counts).toEqual({ to_read: 1, reading: 0, read: 1 });
    expect(ids(all.papers)).toEqual([second.id, first.id]);
    expect(ids((await reader.library.shelf({ status: "read" })).papers)).toEqual([first.id]);
    const mine = await reader.viewer.mine({ paperIds: [first.id, second.id] });
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
    expect(ids((await as(user).library.shelf({})).papers)).toEqual([late.id, early.id]);
  });

  test("undo puts a removed paper back where it stood", async () => {
    const user = await makeUser();
    const [early, late] = [await makePaper(), await makePaper()];
    const at = (time: string) => as(user, { now: () => new Date(time) }).library;
    await at("2026-03-01T09:00:00Z").set({ paperId: early.id, status: "reading" });
    await at("2026-03-02T09:00:00Z").set({ paperId: late.id, status: "to_read" });

    const { removed } = await as(user).library.remove({ paperId: early.id });
    expect(ids((await as(user).library.shelf({})).papers)).toEqual([late.id]);
    expect(await as(user).library.remove({ paperId: early.id })).toEqual({ removed: null });

    if (!removed) throw new Error("nothing was removed");
    const { status, savedAt } = removed;
    await as(user).library.set({ paperId: early.id, status, savedAt: savedAt.toISOString() });
    const shelf = await as(user).library.shelf({});
    expect(ids(shelf.papers)).toEqual([late.id, early.id]);
    expect(shelf.counts.reading).toBe(1);
  });

  test("a long library is read page by page, each paper once", async () => {
    const user = await makeUser();
    const saved: number[] = [];
    for (let count = 0; count < 90; count++) {
      const { id } = await makePaper();
      saved.push(id);
      // several at the same time: the order must hold all the same
      const now = () => new Date(Date.UTC(2026, 2, 1, Math.floor(count / 30)));
      await as(user, { now }).library.set({ paperId: id, status: "to_read" });
    }
    const read: number[] = [];
    let after: string | undefined;
    do {
      const page = await as(user).library.shelf({ after });
      read.push(...ids(page.papers));
      after = page.more ?? undefined;
    } while (after);
    expect(read).toEqual(saved.toReversed());
  });

  test("a library is nobody else's business", async () => {
    const paper = await makePaper();
    await as(await makeUser()).library.set({ paperId: paper.id, status: "reading" });
    const other = as(await makeUser());
    expect((await other.library.shelf({})).papers).toEqual([]);
    expect((await other.viewer.mine({ paperIds: [paper.id] }))?.statuses).toEqual([]);
    expect(await anonymous().viewer.mine({ paperIds: [paper.id] })).toBeNull();
  });

  test("strangers, unknown papers and made-up places are refused", async () => {
    const { id: paperId } = await makePaper();
    const reader = as(await makeUser());
    const status = "to_read";
    const unauthorized = { code: "UNAUTHORIZED" };
    await expect(anonymous().library.set({ paperId, status })).rejects.toMatchObject(unauthorized);
    await expect(anonymous().library.remove({ paperId })).rejects.toMatchObject(unauthorized);
    await expect(anonymous().library.shelf({})).rejects.toMatchObject(unauthorized);
    await expect(reader.library.set({ paperId: 2_000_000_000, status })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const after = Buffer.from("[1e300,1e300]").toString("base64url");
    await expect(reader.library.shelf({ after })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
