import { randomUUID } from "node:crypto";
import { count, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { paperStats } from "@/db/schema/editions";
import { votes } from "@/db/schema/votes";
import { trendingScore } from "@/server/editions/ranking";
import { appDatabase } from "@/server/platform/database";
import { as } from "../support/callers";
import {
  type List,
  makeCollection,
  makePaper,
  makeTeam,
  makeUser,
  type User,
} from "../support/factories";
import { rounds } from "../support/rounds";

const many = <T>(number: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: number }, (_, index) => make(index)));

async function counted(paperId: number) {
  const db = appDatabase();
  const [[kept], [rows]] = await Promise.all([
    db.select().from(paperStats).where(eq(paperStats.paperId, paperId)),
    db.select({ voters: count() }).from(votes).where(eq(votes.paperId, paperId)),
  ]);
  return { votes: kept?.votes, trending: kept?.trending, voters: rows?.voters };
}

describe("votes on one paper", () => {
  it("count each voter's last vote, whoever else votes at the same time", async () => {
    const feedDate = "2025-03-13";
    const paper = await makePaper({ feedDate, sourceUpvotes: 7 });
    const readers = await many(50, () => makeUser());
    // each joins and leaves several times; the last request of each is known
    await Promise.all(
      readers.flatMap((reader, index) =>
        rounds(20).map((turn) =>
          as(reader).votes.set({ paperId: paper.id, voted: (index + turn) % 2 === 0 }),
        ),
      ),
    );
    const after = await counted(paper.id);
    expect(after.votes).toBe(after.voters);
    expect(after.trending).toBeCloseTo(
      trendingScore({ votes: after.votes ?? -1, sourceUpvotes: 7, feedDate }),
    );

    const answers = await Promise.all(
      readers.map((reader, index) =>
        as(reader).votes.set({ paperId: paper.id, voted: index < 30 }),
      ),
    );
    expect(await counted(paper.id)).toMatchObject({ votes: 30, voters: 30 });
    expect(answers.every(({ voted }, index) => voted === index < 30)).toBe(true);
  });

  it("count once for a double click, and once for a retry in another tab", async () => {
    const paper = await makePaper();
    const reader = await makeUser();
    const answers = await many(10, () => as(reader).votes.set({ paperId: paper.id, voted: true }));
    expect(answers).toEqual(answers.map(() => ({ voted: true, count: 1 })));
    expect(await counted(paper.id)).toMatchObject({ votes: 1, voters: 1 });
  });

  it("on many papers at once by many readers stop nobody", async () => {
    const papers = await many(5, () => makePaper({ feedDate: "2025-03-14" }));
    const readers = await many(20, () => makeUser());
    // half of them process the papers in reverse order
    await Promise.all(
      readers.map(async (reader, index) => {
        const order = index % 2 === 0 ? papers : papers.toReversed();
        await Promise.all(
          order.map(({ id }) => as(reader).votes.set({ paperId: id, voted: true })),
        );
      }),
    );
    for (const { id } of papers) {
      expect(await counted(id)).toMatchObject({ votes: 20, voters: 20 });
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

/** A member of a team with two collections that contain this many papers. */
async function twoCollections(number: number) {
  const [owner, member] = await Promise.all([makeUser(), makeUser()]);
  const team = await makeTeam({ owner, members: [member] });
  const papers = await many(2 * number, () => makePaper());
  const ids = papers.map(({ id }) => id);
  const [one, other] = await Promise.all([
    makeCollection(team, { memberRole: "manager", papers: papers.slice(0, number) }),
    makeCollection(team, { memberRole: "manager", papers: papers.slice(number) }),
  ]);
  const on = async (list: List) =>
    (await as(owner).lists.index({ listId: list.id })).items.map(([paperId]) => paperId);
  return { owner, member, team, ids, one, other, on };
}

describe("two collections", () => {
  it("between which papers move both ways at once lose none, and block nobody", async () => {
    for (const _round of rounds(10)) {
      const { owner, member, ids, one, other, on } = await twoCollections(5);
      await Promise.all(
        ids.map((paperId, index) => {
          const from = index < 5 ? one.id : other.id;
          const to = index < 5 ? other.id : one.id;
          return as(index % 2 ? owner : member).items.move({ from, to, paperIds: [paperId] });
        }),
      );
      expect((await on(one)).toSorted()).toEqual(ids.slice(5).toSorted());
      expect((await on(other)).toSorted()).toEqual(ids.slice(0, 5).toSorted());
    }
  });

  it("that are merged into one another at once become one, with all papers", async () => {
    for (const _round of rounds(10)) {
      const { owner, member, ids, one, other, on } = await twoCollections(3);
      const merges = await Promise.allSettled([
        as(owner).collections.merge({ from: one.id, into: other.id }),
        as(member).collections.merge({ from: other.id, into: one.id }),
      ]);
      expect(merges.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const into = merges[0]?.status === "fulfilled" ? other : one;
      expect((await on(into)).toSorted()).toEqual(ids.toSorted());
    }
  });

  it("of which one goes to another team while it is written: what was let in is there", async () => {
    for (const _round of rounds(10)) {
      const { owner, member, one, on } = await twoCollections(3);
      const elsewhere = await makeTeam({ owner });
      const fresh = await many(4, () => makePaper());
      const [gone, ...writes] = await Promise.allSettled([
        as(owner).collections.transfer({ listId: one.id, teamId: elsewhere.id }),
        ...fresh.map(({ id }) => as(member).items.add({ listId: one.id, paperId: id })),
      ]);
      expect(gone?.status).toBe("fulfilled");
      const acceptInvitation = fresh.filter((_, index) => writes[index]?.status === "fulfilled");
      const held = await on(one);
      expect(held).toHaveLength(3 + acceptInvitation.length);
      expect(held).toEqual(expect.arrayContaining(acceptInvitation.map(({ id }) => id)));
      await expect(as(member).lists.index({ listId: one.id })).rejects.toThrow(/no such list/);
    }
  });
});

/** Refusals for lack of access; any other error is a failure. */
const REFUSALS = ["NOT_FOUND", "FORBIDDEN"];

function mustNotFail(done: PromiseSettledResult<unknown>[]): void {
  for (const each of done) {
    if (each.status === "rejected") expect(REFUSALS).toContain(each.reason.code);
  }
}

describe("who sees a note", () => {
  /** A note on a paper by this author. */
  async function noteBy(author: User, paperId: number, audience: { listId: string }) {
    const note = { id: randomUUID(), paperId, version: 1, body: "For us", audience };
    return (await as(author).annotations.create(note)).id;
  }

  it("changed both ways at once, by two people: each is where it was sent", async () => {
    for (const _round of rounds(12)) {
      const { owner, member, team } = await twoCollections(0);
      const paper = await makePaper();
      const [one, other] = [
        await makeCollection(team, { papers: [paper] }),
        await makeCollection(team, { papers: [paper] }),
      ];
      const [mine, theirs] = [
        await noteBy(owner, paper.id, { listId: one.id }),
        await noteBy(member, paper.id, { listId: other.id }),
      ];
      await Promise.all([
        as(owner).annotations.edit({ id: mine, audience: { listId: other.id } }),
        as(member).annotations.edit({ id: theirs, audience: { listId: one.id } }),
      ]);
      const rows = await appDatabase()
        .select({ id: annotations.id, listId: annotations.audienceListId })
        .from(annotations)
        .where(eq(annotations.paperId, paper.id));
      expect(new Map(rows.map(({ id, listId }) => [id, listId]))).toEqual(
        new Map([
          [mine, other.id],
          [theirs, one.id],
        ]),
      );
    }
  });

  it("changed to a team in which others write about the paper, and one is removed: stops nobody", async () => {
    for (const _round of rounds(12)) {
      const { owner, member, team } = await twoCollections(0);
      const paper = await makePaper();
      const on = await many(4, () => makeCollection(team, { papers: [paper] }));
      const listId = on.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]?.id ?? "";
      const id = await noteBy(member, paper.id, { listId });
      const audience = { teamId: team.id };
      const note = { paperId: paper.id, version: 1, body: "For us", audience };
      const [removed, ...written] = await Promise.allSettled([
        as(owner).teams.remove({ teamId: team.id, userId: member.id }),
        as(member).annotations.edit({ id, audience }),
        as(member).annotations.edit({ id, body: "For all of us", was: "For us" }),
        ...Array.from({ length: 3 }, () =>
          as(owner).annotations.create({ ...note, id: randomUUID() }),
        ),
      ]);
      expect(removed?.status).toBe("fulfilled");
      mustNotFail(written);
    }
  });
});

describe("a team", () => {
  it("that is dissolved while an invitation is accepted has its newcomer or not", async () => {
    for (const _round of rounds(10)) {
      const owner = await makeUser();
      const team = await makeTeam({ owner });
      const newcomer = await makeUser();
      const { link } = await as(owner).invitations.createForTeam({ teamId: team.id, email: "" });
      const token = link.split("/").at(-1) ?? "";
      const [dissolved, accepted] = await Promise.allSettled([
        as(owner).teams.dissolve({ teamId: team.id }),
        as(newcomer).invitations.accept({ token }),
      ]);
      expect(dissolved.status).toBe("fulfilled");
      await as(owner).teams.restore({ teamId: team.id });
      const members = await as(owner).teams.members({ slug: team.slug });
      expect(members).toHaveLength(accepted.status === "fulfilled" ? 2 : 1);
    }
  });

  it("from which somebody is removed while they write for it has what was accepted, and blocks nobody", async () => {
    for (const _round of rounds(12)) {
      const [owner, member] = [await makeUser(), await makeUser()];
      const team = await makeTeam({ owner, members: [member] });
      const papers = await many(4, () => makePaper());
      await makeCollection(team, { papers });
      await makeCollection(team, { papers });
      const note = { version: 1, audience: { teamId: team.id }, body: "For us" };
      const [removed, ...written] = await Promise.allSettled([
        as(owner).teams.remove({ teamId: team.id, userId: member.id }),
        ...papers.map(({ id }) =>
          as(member).annotations.create({ ...note, id: randomUUID(), paperId: id }),
        ),
      ]);
      expect(removed?.status).toBe("fulfilled");
      mustNotFail(written);
    }
  });

  it("from which somebody is removed while they give its collections away has those or not", async () => {
    for (const _round of rounds(12)) {
      const [owner, admin] = [await makeUser(), await makeUser()];
      const team = await makeTeam({ owner, admins: [admin] });
      const elsewhere = await makeTeam({ owner: admin });
      const lists = await many(3, () => makeCollection(team));
      const [removed, ...given] = await Promise.allSettled([
        as(owner).teams.remove({ teamId: team.id, userId: admin.id }),
        ...lists.map(({ id }) =>
          as(admin).collections.transfer({ listId: id, teamId: elsewhere.id }),
        ),
      ]);
      expect(removed?.status).toBe("fulfilled");
      mustNotFail(given);
      const gone = given.filter(({ status }) => status === "fulfilled").length;
      expect(await as(owner).teams.collections({ slug: team.slug })).toHaveLength(3 - gone);
    }
  });

  it("whose admins remove each other at once keeps at least one of them", async () => {
    for (const _round of rounds(10)) {
      const owner = await makeUser();
      const [one, other] = [await makeUser(), await makeUser()];
      const team = await makeTeam({ owner, admins: [one, other] });
      await Promise.allSettled([
        as(one).teams.remove({ teamId: team.id, userId: other.id }),
        as(other).teams.remove({ teamId: team.id, userId: one.id }),
      ]);
      const left = await as(owner).teams.members({ slug: team.slug });
      expect(left.map(({ role }) => role).sort()).toEqual(["admin", "owner"]);
    }
  });
});

describe("a library", () => {
  it("whose rows are removed, tagged and put back at once has each paper once", async () => {
    const reader = await makeUser();
    const papers = await many(6, () => makePaper());
    const paperIds = papers.map(({ id }) => id);
    for (const paperId of paperIds) await as(reader).library.set({ paperId, status: "to_read" });
    await many(20, (index) =>
      as(reader).library.setMany({
        paperIds: index % 2 ? paperIds : paperIds.toReversed(),
        ...(index % 3 === 0 ? { removed: index % 2 === 0 } : { addTags: [`tag ${index % 4}`] }),
      }),
    );
    await as(reader).library.setMany({ paperIds, removed: false });
    const { ids, counts } = await as(reader).library.index({});
    expect(ids.toSorted()).toEqual(paperIds.toSorted());
    expect(counts).toEqual({ to_read: 6, reading: 0, read: 0 });
  });
});
