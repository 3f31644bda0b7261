import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { standings } from "@/db/schema/editions";
import { votes } from "@/db/schema/votes";
import { appDatabase } from "@/server/database";
import { trendingScore } from "@/server/editions/ranking";
import { env } from "@/server/env";
import { as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const many = <T>(number: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: number }, (_, index) => make(index)));

async function standing(paperId: number) {
  const db = appDatabase();
  const [[kept], [rows]] = await Promise.all([
    db.select().from(standings).where(eq(standings.paperId, paperId)),
    db.select({ voters: count() }).from(votes).where(eq(votes.paperId, paperId)),
  ]);
  return { votes: kept?.votes, trending: kept?.trending, voters: rows?.voters };
}

describe("votes on one paper", () => {
  it("count what their voters last said, whoever else votes meanwhile", async () => {
    const feedDate = "2025-03-13";
    const paper = await makePaper({ feedDate, sourceUpvotes: 7 });
    const readers = await many(50, () => makeUser());
    // each wants in and out twenty times over; what they want last is known
    await Promise.all(
      readers.flatMap((reader, index) =>
        Array.from({ length: 20 }, (_, turn) =>
          as(reader).votes.set({ paperId: paper.id, voted: (index + turn) % 2 === 0 }),
        ),
      ),
    );
    const after = await standing(paper.id);
    expect(after.votes).toBe(after.voters);
    expect(after.trending).toBeCloseTo(
      trendingScore(
        { votes: after.votes ?? -1, sourceUpvotes: 7, feedDate },
        env().TRENDING_TAU_DAYS,
      ),
    );

    const answers = await Promise.all(
      readers.map((reader, index) =>
        as(reader).votes.set({ paperId: paper.id, voted: index < 30 }),
      ),
    );
    expect(await standing(paper.id)).toMatchObject({ votes: 30, voters: 30 });
    expect(answers.every(({ voted }, index) => voted === index < 30)).toBe(true);
  });

  it("count once for a double click, and once for a retry in another tab", async () => {
    const paper = await makePaper();
    const reader = await makeUser();
    const answers = await many(10, () => as(reader).votes.set({ paperId: paper.id, voted: true }));
    expect(answers).toEqual(answers.map(() => ({ voted: true, count: 1 })));
    expect(await standing(paper.id)).toMatchObject({ votes: 1, voters: 1 });
  });

  it("on many papers at once by many readers stop nobody", async () => {
    const papers = await many(5, () => makePaper({ feedDate: "2025-03-14" }));
    const readers = await many(20, () => makeUser());
    // half of them go through the papers in the opposite order
    await Promise.all(
      readers.map(async (reader, index) => {
        const order = index % 2 === 0 ? papers : papers.toReversed();
        await Promise.all(
          order.map(({ id }) => as(reader).votes.set({ paperId: id, voted: true })),
        );
      }),
    );
    for (const { id } of papers) {
      expect(await standing(id)).toMatchObject({ votes: 20, voters: 20 });
    }
  });
});

describe("a note", () => {
  it("sent twice at once is made once", async () => {
    const paper = await makePaper();
    const reader = await makeUser();
    const note = {
      id: randomUUID(),
      paperId: paper.id,
      version: 1,
      audience: "me" as const,
      body: "Once",
    };
    await many(20, () => as(reader).annotations.create(note));
    const rows = await appDatabase()
      .select()
      .from(annotations)
      .where(eq(annotations.paperId, paper.id));
    expect(rows).toHaveLength(1);
  });
});
