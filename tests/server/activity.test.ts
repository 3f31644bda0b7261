import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { listItems } from "@/db/schema/lists";
import { appDatabase } from "@/server/platform/database";
import { as } from "../support/callers";
import {
  type List,
  makeCollection,
  makePaper,
  makePapers,
  makeTeam,
  makeUser,
  type Paper,
  type Team,
  type User,
} from "../support/factories";

/** A stored note, by any author. */
async function makeNote(
  author: User,
  paper: Paper,
  given: { team?: Team; list?: List; everyone?: boolean; body?: string } & Partial<
    typeof annotations.$inferInsert
  >,
) {
  const { team, list, everyone, body = "A note", ...own } = given;
  const [note] = await appDatabase()
    .insert(annotations)
    .values({
      paperId: paper.id,
      version: 1,
      authorId: author.id,
      body,
      audience: team ? "team" : list ? "list" : everyone ? "everyone" : "me",
      audienceTeamId: team?.id,
      audienceListId: list?.id,
      ...own,
    })
    .returning();
  return note as typeof annotations.$inferSelect;
}

async function makeGroup() {
  const [owner, member, stranger] = [
    await makeUser({ name: "Olga" }),
    await makeUser({ name: "Mo" }),
    await makeUser({ name: "Stranger" }),
  ];
  const team = await makeTeam({ owner, members: [member] });
  return { owner, member, stranger, team, slug: team.slug };
}

describe("this week in the team", () => {
  it("ranks what members voted for, collected and wrote about, and says who did", async () => {
    const { owner, member, stranger, team, slug } = await makeGroup();
    const [voted, collected, noted, both, strange] = await Promise.all(
      [1, 2, 3, 4, 5].map(() => makePaper()),
    );
    const paper = (given?: Paper) => given as Paper;
    await as(member).votes.set({ paperId: paper(voted).id, voted: true });
    const list = await makeCollection(team, { name: "Reading", papers: [paper(collected)] });
    await makeNote(owner, paper(noted), { team });
    await makeNote(owner, paper(noted), { everyone: true });
    for (const user of [owner, member]) {
      await as(user).votes.set({ paperId: paper(both).id, voted: true });
    }
    await makeNote(member, paper(both), { list });
    await as(stranger).votes.set({ paperId: paper(strange).id, voted: true });
    await makeNote(stranger, paper(strange), { everyone: true });

    const week = await as(member).activity.week({ slug });
    expect(week.map((entry) => [entry.paper.id, entry.done.score])).toEqual([
      [paper(both).id, 4],
      [paper(noted).id, 2],
      [paper(collected).id, 2],
      [paper(voted).id, 1],
    ]);
    expect(week[0]?.done).toMatchObject({ voters: ["Olga", "Mo"], commenters: ["Mo"] });
    expect(week[2]?.done.collections).toEqual([{ id: list.id, name: "Reading" }]);
  });

  it("is of the last seven days", async () => {
    const { member, slug } = await makeGroup();
    const paper = await makePaper();
    await as(member).votes.set({ paperId: paper.id, voted: true });
    const later = { now: () => new Date(Date.now() + 8 * 86_400_000) };
    expect(await as(member, later).activity.week({ slug })).toEqual([]);
  });

  it("counts nothing that the reader may not see, and nobody who has left", async () => {
    const { owner, member, stranger, team, slug } = await makeGroup();
    const papers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => makePaper()));
    const [closed, hidden, deleted, own, elsewhere, left] = papers as [
      Paper,
      Paper,
      Paper,
      Paper,
      Paper,
      Paper,
    ];
    const secret = await makeCollection(team, {
      name: "Secret",
      visibility: "people",
      papers: [closed],
    });
    await makeNote(owner, closed, { list: secret });
    await makeNote(owner, hidden, { team, hiddenAt: new Date() });
    await makeNote(owner, deleted, { team, deletedAt: new Date() });
    await makeNote(owner, own, {});
    await makeNote(owner, elsewhere, { team: await makeTeam({ owner }) });
    const gone = await makeUser();
    const with3 = await makeTeam({ owner, members: [member, gone] });
    await as(gone).votes.set({ paperId: left.id, voted: true });
    await as(owner).teams.remove({ teamId: with3.id, userId: gone.id });
    expect(await as(member).activity.week({ slug })).toEqual([]);
    expect(await as(member).activity.week({ slug: with3.slug })).toEqual([]);
    expect((await as(owner).activity.week({ slug })).map((each) => each.paper.id)).toEqual([
      closed.id,
    ]);
    await expect(as(stranger).activity.week({ slug })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("activity", () => {
  it("lists additions, notes and new members, latest first", async () => {
    const { owner, member, team, slug } = await makeGroup();
    const paper = await makePaper({ title: "On attention" });
    const list = await makeCollection(team, { name: "Reading" });
    await as(member).items.add({ listId: list.id, paperId: paper.id });
    const note = await makeNote(owner, paper, { list, body: "# Read\n\n**section** 3" });
    const { happenings } = await as(member).activity.latest({ slug });
    expect(happenings.map(({ kind, who }) => [kind, who])).toEqual([
      ["noted", "Olga"],
      ["added", "Mo"],
      ["joined", "Mo"],
      ["joined", "Olga"],
    ]);
    expect(happenings[0]).toMatchObject({
      noteId: note.id,
      words: "Read section 3",
      list: { id: list.id, name: "Reading" },
      paper: { slug: paper.slug, title: "On attention" },
    });
  });

  it("shows nobody what they may not see, then as now", async () => {
    const { owner, member, stranger, team, slug } = await makeGroup();
    const guest = await makeUser();
    const paper = await makePaper();
    const secret = await makeCollection(team, {
      name: "Secret collection",
      visibility: "people",
      papers: [paper],
      named: [[guest, "manager"]],
    });
    await makeNote(owner, paper, { list: secret, body: "Secret words" });
    await makeNote(owner, paper, { body: "Secret diary" });
    const seenBy = async (user: User) =>
      JSON.stringify(
        await as(user)
          .activity.latest({ slug })
          .catch(({ code }) => code),
      );
    expect(await seenBy(owner)).toContain("Secret words");
    expect(await seenBy(owner)).not.toContain("Secret diary");
    expect(await seenBy(member)).not.toContain("Secret");
    for (const user of [guest, stranger]) expect(await seenBy(user)).toBe('"NOT_FOUND"');

    const open = await makeCollection(team, { name: "Open collection", papers: [paper] });
    await makeNote(member, paper, { list: open, body: "Open words" });
    expect(await seenBy(member)).toContain("Open words");
    await as(owner).items.remove({ listId: open.id, paperId: paper.id });
    await as(owner).lists.remove({ listId: open.id });
    expect(await seenBy(owner)).not.toContain("Open");
    await as(owner).lists.restore({ listId: open.id });
    await as(owner).teams.remove({ teamId: team.id, userId: member.id });
    expect(await seenBy(member)).toBe('"NOT_FOUND"');
    // what a removed member wrote for others stays
    expect(await seenBy(owner)).toContain("Open words");
  });

  it("goes on page by page, also through what was added in one moment, and misses nothing", async () => {
    const { owner, team, slug } = await makeGroup();
    const papers = await makePapers(Array.from({ length: 45 }, () => ({})));
    const [one, two] = [
      await makeCollection(team, { papers }),
      await makeCollection(team, { papers: papers.slice(0, 20) }),
    ];
    const at = new Date("2026-01-01T12:00:00.123Z");
    for (const { id } of [one, two]) {
      await appDatabase().update(listItems).set({ addedAt: at }).where(eq(listItems.listId, id));
    }
    const keys: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 10; page++) {
      const { happenings, more } = await as(owner).activity.latest({ slug, after });
      keys.push(...happenings.map(({ key }) => key));
      if (!more) break;
      after = more;
    }
    expect(keys).toHaveLength(67);
    expect(new Set(keys).size).toBe(67);
  });

  it.each(["x", "1", "1.", "1.a'b", `${"9".repeat(18)}.a:b`, "1.a\n"])(
    "takes no made-up place %j",
    async (after) => {
      const { owner, slug } = await makeGroup();
      await expect(as(owner).activity.latest({ slug, after })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    },
  );
});
