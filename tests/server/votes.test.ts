import { expect, test } from "vitest";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

test("a vote counts once, however often it is sent, and can be withdrawn", async () => {
  const reader = await makeUser();
  const paper = await makePaper({ feedDate: "2025-03-13" });
  const vote = (voted: boolean) => as(reader).votes.set({ paperId: paper.id, voted });

  expect(await vote(true)).toEqual({ voted: true, count: 1 });
  expect(await vote(true)).toEqual({ voted: true, count: 1 });
  expect((await as(reader).viewer.state({ paperIds: [paper.id] }))?.voted).toEqual([paper.id]);
  expect(await vote(false)).toEqual({ voted: false, count: 0 });
  expect(await vote(false)).toEqual({ voted: false, count: 0 });
});

test("a stranger is asked to sign in before voting", async () => {
  const paper = await makePaper();
  await expect(anonymous().votes.set({ paperId: paper.id, voted: true })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

test("a vote on a paper that is not there is refused", async () => {
  await expect(
    as(await makeUser()).votes.set({ paperId: 2_000_000_000, voted: true }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});
