import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { votes } from "@/db/schema/votes";
import type { Audience } from "@/server/annotations/schema";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as } from "../support/callers";
import {
  makeCollection,
  makePaper,
  makePapers,
  makeTeam,
  makeUser,
  type Paper,
  type User,
} from "../support/factories";

async function mineOf(user: User, ...papers: Paper[]) {
  const mine = await as(user).viewer.state({ paperIds: papers.map((paper) => paper.id) });
  if (!mine) throw new Error("nobody reads");
  return mine;
}

const vote = async (paper: Paper, ...voters: User[]) => {
  for (const voter of voters) await as(voter).votes.set({ paperId: paper.id, voted: true });
};

const people = (count: number, hidesVotes = false) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      makeUser({ name: `Member ${String.fromCharCode(65 + index)}`, hidesVotes }),
    ),
  );

describe("teammates who voted", () => {
  test("are named with their team, never oneself and nobody else", async () => {
    const [me, ...mates] = await people(3);
    if (!me) throw new Error("nobody");
    const team = await makeTeam({ owner: me, members: mates });
    const [paper, other, stranger] = [await makePaper(), await makePaper(), await makeUser()];
    await vote(paper, me, stranger, ...mates);
    await vote(other, stranger);
    const mine = await mineOf(me, paper, other);
    expect(mine.teams).toEqual([[team.id, team.slug, team.name]]);
    expect(mine.mates).toEqual([[paper.id, 2, ["Member B", "Member C"], team.slug, [null, null]]]);
    expect(mine.counts).toContainEqual([paper.id, 4]);
    expect((await mineOf(stranger, paper, other)).mates).toEqual([]);
    expect(await anonymous().viewer.state({ paperIds: [paper.id] })).toBeNull();
  });

  test("are five by name, and the others by number", async () => {
    const [me, ...mates] = await people(8);
    if (!me) throw new Error("nobody");
    await makeTeam({ owner: me, members: mates });
    const paper = await makePaper();
    await vote(paper, ...mates.toReversed());
    const [[, count, names] = []] = (await mineOf(me, paper)).mates;
    expect(count).toBe(7);
    expect(names).toEqual(["Member B", "Member C", "Member D", "Member E", "Member F"]);
  });

  test("of several teams stand once, under a team that all of them are in, if there is one", async () => {
    const [me, both, one, two] = await people(4);
    if (!me || !both || !one || !two) throw new Error("nobody");
    const first = await makeTeam({ owner: me, members: [both, one] });
    const second = await makeTeam({ owner: both, members: [me, two] });
    const [a, b, c] = [await makePaper(), await makePaper(), await makePaper()];
    await vote(a, both, one);
    await vote(b, both, two);
    await vote(c, one, two);
    const { mates } = await mineOf(me, a, b, c);
    expect(new Map(mates.map(([id, count, , team]) => [id, [count, team]]))).toEqual(
      new Map([
        [a.id, [2, first.slug]],
        [b.id, [2, second.slug]],
        [c.id, [2, null]],
      ]),
    );
  });

  test("see each other's votes also where those are hidden from others", async () => {
    const [me, hiding] = [await makeUser(), await makeUser({ hidesVotes: true, name: "Hiding" })];
    const team = await makeTeam({ owner: me, members: [hiding] });
    const paper = await makePaper();
    await vote(paper, hiding, me);
    expect((await mineOf(me, paper)).mates).toMatchObject([
      [paper.id, 1, ["Hiding"], team.slug, [null]],
    ]);
    expect(await anonymous().votes.voters({ paperId: paper.id })).toEqual([me.name]);
  });

  test("disappear with the vote, with the team, and for those who have left it", async () => {
    const [me, mate] = [await makeUser(), await makeUser()];
    const team = await makeTeam({ owner: mate, members: [me] });
    const paper = await makePaper();
    await vote(paper, mate);
    expect((await mineOf(me, paper)).mates).toHaveLength(1);
    await as(mate).votes.set({ paperId: paper.id, voted: false });
    expect((await mineOf(me, paper)).mates).toEqual([]);
    await vote(paper, mate);
    const dissolve = (dissolvedAt: Date | null) =>
      appDatabase().update(teams).set({ dissolvedAt }).where(eq(teams.id, team.id));
    await dissolve(new Date());
    expect(await mineOf(me, paper)).toMatchObject({ teams: [], mates: [] });
    await dissolve(null);
    await appDatabase().delete(teamMembers).where(eq(teamMembers.userId, me.id));
    expect(await mineOf(me, paper)).toMatchObject({ teams: [], mates: [] });
  });
});

describe("which lists a paper is on", () => {
  test("is listed by name: my reading lists, and the collections that I may read", async () => {
    const [me, owner, guest] = await people(3);
    if (!me || !owner || !guest) throw new Error("nobody");
    const [paper, other] = [await makePaper(), await makePaper()];
    const team = await makeTeam({ owner, members: [me] });
    const open = await makeCollection(team, { papers: [paper, other], name: "Open" });
    const closed = await makeCollection(team, {
      papers: [paper],
      name: "Closed",
      visibility: "people",
      named: [[guest, "viewer"]],
    });
    const foreign = await makeTeam({ owner: guest });
    await makeCollection(foreign, { papers: [paper], name: "Foreign" });
    const { id } = await as(me).lists.create({
      id: randomUUID(),
      name: "Mine",
      paperId: paper.id,
    });
    await makeCollection(team, { name: "Empty" });
    expect((await mineOf(me, paper, other)).listed).toEqual([
      [id, "Mine", [paper.id]],
      [open.id, "Open", expect.arrayContaining([paper.id, other.id])],
    ]);
    const names = async (user: User) => (await mineOf(user, paper)).listed.map(([, name]) => name);
    expect(await names(owner)).toEqual(["Closed", "Open"]);
    expect(await names(guest)).toEqual(["Closed", "Foreign"]);
    await appDatabase().delete(listMembers).where(eq(listMembers.userId, guest.id));
    expect(await names(guest)).toEqual(["Foreign"]);
    await appDatabase().update(lists).set({ deletedAt: new Date() }).where(eq(lists.id, closed.id));
    await appDatabase()
      .update(listItems)
      .set({ deletedAt: new Date() })
      .where(eq(listItems.listId, open.id));
    expect(await names(owner)).toEqual([]);
    expect(await names(me)).toEqual(["Mine"]);
  });
});

test("a page without papers returns the reader, and nothing else", async () => {
  const me = await makeUser();
  expect(await mineOf(me)).toEqual({
    reader: { id: me.id, name: me.name, hue: null, administrator: false },
    teams: null,
    counts: [],
    voted: [],
    statuses: [],
    listed: [],
    mates: [],
  });
});

describe("votes shown to one's teams only", () => {
  test("invalidate every page when it changes, and only then", async () => {
    const [me, other] = [await makeUser(), await makeUser()];
    const paper = await makePaper();
    await vote(paper, me, other);
    const heard: string[][] = [];
    const pool = globalThis.broadsheetPool?.pool;
    if (!pool) throw new Error("no pool is open");
    const { unlisten } = await pool.listen("page_cache", (payload) =>
      heard.push(JSON.parse(payload)),
    );
    const hide = (hidesVotes: boolean) => as(me).accounts.hideVotes({ hidesVotes });
    await hide(true);
    await hide(true);
    expect(await anonymous().votes.voters({ paperId: paper.id })).toEqual([other.name]);
    expect((await as(me).accounts.profile()).hidesVotes).toBe(true);
    await hide(false);
    expect(await anonymous().votes.voters({ paperId: paper.id })).toEqual([me.name, other.name]);
    await expect.poll(() => heard).toEqual([["*"], ["*"]]);
    await unlisten();
    const asked = await anonymous().papers.at({ address: paper.slug });
    expect(asked.paper?.votes).toBe(2);
  });

  test("cannot be switched without end", async () => {
    const me = await makeUser();
    const turns = Array.from({ length: 12 }, (_, turn) => turn % 2 === 0);
    const outcomes: string[] = [];
    for (const hidesVotes of turns) {
      await as(me)
        .accounts.hideVotes({ hidesVotes })
        .then(
          () => outcomes.push("done"),
          (error) => outcomes.push(error.code),
        );
    }
    expect(outcomes.filter((outcome) => outcome === "done").length).toBeLessThan(12);
    expect(outcomes).toContain("TOO_MANY_REQUESTS");
  });
});

describe("what the team read", () => {
  const wrote = (user: User, { id }: Paper, audience: Audience) =>
    as(user).annotations.create({
      ...{ id: randomUUID(), paperId: id, version: 1, body: "Read this.", audience },
    });

  test("has what teammates voted for or wrote about, the last first, and who", async () => {
    const [me, ada, ben, stranger] = await people(4);
    if (!me || !ada || !ben || !stranger) throw new Error("nobody");
    const team = await makeTeam({ owner: me, members: [ada, ben] });
    const [here, voted, both, noted] = await makePapers([{}, {}, {}, {}]);
    const [mine, secret, theirs] = await makePapers([{}, {}, {}]);
    if (!here || !voted || !both || !noted || !mine || !secret || !theirs) throw new Error("none");
    await vote(here, ada);
    await vote(voted, ada);
    await vote(voted, me);
    await vote(both, ben);
    await wrote(ben, noted, { teamId: team.id });
    await wrote(ada, both, "everyone");
    await vote(mine, me);
    await wrote(ada, secret, "me");
    await vote(theirs, stranger);
    const names = [ada.name, ben.name].sort();
    const read = await as(me).viewer.teamRead({ paperId: here.id });
    expect(read?.team).toEqual({ slug: team.slug, name: team.name });
    expect(read?.papers.map(({ slug, readers, names }) => [slug, readers, names])).toEqual([
      [both.slug, 2, names],
      [noted.slug, 1, [ben.name]],
      [voted.slug, 1, [ada.name]],
    ]);
    const other = await as(me).viewer.teamRead({ paperId: both.id });
    expect(other?.papers.map(({ slug }) => slug)).toEqual([noted.slug, voted.slug, here.slug]);
    expect(await as(stranger).viewer.teamRead({ paperId: here.id })).toBeNull();
  });

  test("has five papers at most, of the last thirty days, and of the team asked for", async () => {
    const [me, mate] = await people(2);
    if (!me || !mate) throw new Error("nobody");
    const mine = await makeTeam({ name: "Beta", owner: me, members: [mate] });
    await makeTeam({ name: "Alpha", owner: me });
    const papers = await makePapers(Array.from({ length: 8 }, () => ({})));
    for (const paper of papers) await vote(paper, mate);
    const asked = { paperId: papers[7]?.id ?? 0, team: mine.slug };
    const read = async () =>
      (await as(me).viewer.teamRead(asked))?.papers.map(({ slug }) => slug) ?? [];
    expect(await read()).toEqual(
      papers
        .slice(2, 7)
        .toReversed()
        .map(({ slug }) => slug),
    );
    expect((await as(me).viewer.teamRead({ paperId: asked.paperId }))?.papers).toEqual([]);
    await appDatabase()
      .update(votes)
      .set({ createdAt: new Date(Date.now() - 31 * 86_400_000) })
      .where(eq(votes.userId, mate.id));
    expect(await read()).toEqual([]);
  });
});

describe("the rail beside an edition", () => {
  test("has what the reader means to read, the last saved first, and what became of this week's", async () => {
    const me = await makeUser();
    const papers = [];
    for (let at = 0; at < 5; at++) papers.push(await makePaper({ title: `Paper ${at} on $x^2$` }));
    for (const { id } of papers) await as(me).library.set({ paperId: id, status: "to_read" });
    const [first, second] = papers;
    if (!first || !second) throw new Error("no papers");
    await as(me).library.set({ paperId: second.id, status: "read" });
    await as(me).library.remove({ paperId: first.id });
    const { team, queue } = await as(me).viewer.rail({});
    expect(team).toBeNull();
    expect(queue).toEqual({
      waiting: 3,
      saved: 4,
      read: 1,
      next: papers
        .slice(2)
        .toReversed()
        .map(({ slug, title }) => ({ slug, title: title.replace("$x^2$", "x²") })),
    });
  });

  test("has three of the latest events of the team asked for, if it is the reader's", async () => {
    const [me, mate] = await people(2);
    if (!me || !mate) throw new Error("nobody");
    const mine = await makeTeam({ name: "Beta", owner: me, members: [mate] });
    await makeTeam({ name: "Alpha", owner: me });
    const other = await makeTeam({ name: "Aaa" });
    const paper = await makePaper();
    const list = await makeCollection(mine);
    await as(mate).items.add({ listId: list.id, paperId: paper.id });
    const { team } = await as(me).viewer.rail({ team: mine.slug });
    expect(team).toMatchObject({ slug: mine.slug, name: "Beta" });
    expect(team?.happenings).toHaveLength(3);
    expect(team?.happenings[0]).toMatchObject({
      kind: "added",
      who: mate.name,
      paper: { slug: paper.slug },
    });
    for (const asked of [undefined, other.slug]) {
      expect((await as(me).viewer.rail({ team: asked })).team?.name).toBe("Alpha");
    }
  });

  test("tells administrators, and nobody else, that the newest edition is old", async () => {
    await makePaper({ feedDate: "2025-03-14" });
    const administrator = await makeUser({ role: "administrator" });
    const newest = async (user: User, today: string) =>
      (await as(user, { now: () => new Date(`${today}T09:00:00Z`) }).viewer.rail({})).newest;
    expect(await newest(administrator, "2025-03-17")).toBeNull();
    expect(await newest(administrator, "2025-03-18")).toBe("2025-03-14");
    expect(await newest(await makeUser(), "2025-03-18")).toBeNull();
  });

  test("has nothing for who has saved nothing and is in no team", async () => {
    const { team, queue } = await as(await makeUser()).viewer.rail({});
    expect(team).toBeNull();
    expect(queue).toEqual({ waiting: 0, saved: 0, read: 0, next: [] });
  });
});
