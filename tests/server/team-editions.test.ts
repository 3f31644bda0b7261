import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { teamMembers, teams } from "@/db/schema/teams";
import type { Audience } from "@/server/annotations/schema";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as } from "../support/callers";
import { makeEdition, makeTeam, makeUser, type User } from "../support/factories";

/** A team of three, and days of a month in which no other test has papers. */
async function world(month: string, papers = 6) {
  const [owner, ada, ben, stranger] = await Promise.all([1, 2, 3, 4].map(() => makeUser()));
  if (!owner || !ada || !ben || !stranger) throw new Error("nobody");
  const team = await makeTeam({ owner, members: [ada, ben] });
  const day = `${month}-13`;
  const edition = await makeEdition(day, papers);
  const ids = edition.map((paper) => paper.id);
  return { owner, ada, ben, stranger, team, day, ids };
}

const vote = async (paperId: number | undefined, ...voters: User[]) => {
  for (const voter of voters) await as(voter).votes.set({ paperId: paperId ?? 0, voted: true });
};

test("a team's edition starts with the papers that the team voted for", async () => {
  const { owner, ada, ben, stranger, team, day, ids } = await world("2031-01");
  const others = await Promise.all([makeUser(), makeUser()]);
  await vote(ids[1], stranger, ...others);
  await vote(ids[3], ada);
  await vote(ids[4], ada, ben);
  const everyone = await anonymous().editions.daily({ feedDate: day });
  expect(everyone.papers.map((paper) => paper.id).slice(0, 3)).toEqual([ids[1], ids[4], ids[3]]);
  const ours = await as(owner).editions.teamDaily({ team: team.slug, feedDate: day });
  expect(ours.papers.map(({ id, team }) => [id, team?.votes])).toEqual([
    [ids[4], 2],
    [ids[3], 1],
    [ids[1], 0],
    [ids[0], 0],
    [ids[2], 0],
    [ids[5], 0],
  ]);
  expect(ours).toMatchObject({ team: { slug: team.slug, name: team.name }, feedDate: day });
});

const note = (
  user: User,
  paperId: number | undefined,
  audience: Audience,
  body = "Let us read this.",
) =>
  as(user).annotations.create({
    ...{ id: randomUUID(), paperId: paperId ?? 0, version: 1, audience, body },
  });

test("members who vote or write for the team count once each, then come points", async () => {
  const { owner, ada, ben, stranger, team, day, ids } = await world("2031-07");
  const ours = { teamId: team.id };
  await vote(ids[5], ada, ben);
  await vote(ids[4], ada);
  await note(ada, ids[4], ours);
  await note(ben, ids[3], ours);
  await note(ben, ids[3], ours, "And again.");
  await note(owner, ids[3], ours);
  await vote(ids[3], ada);
  // none of these is the team's
  await note(owner, ids[2], "me");
  await note(ada, ids[2], "everyone");
  await vote(ids[2], stranger);
  const read = async () =>
    (await as(owner).editions.teamDaily({ team: team.slug, feedDate: day })).papers;
  expect((await read()).slice(0, 4).map(({ id, team }) => [id, team])).toEqual([
    [ids[3], { votes: 1, youVoted: false, wrote: 2, youWrote: true, writers: [ben.name] }],
    [ids[5], { votes: 2, youVoted: false, wrote: 0, youWrote: false, writers: [] }],
    [ids[4], { votes: 1, youVoted: false, wrote: 1, youWrote: false, writers: [ada.name] }],
    [ids[2], { votes: 0, youVoted: false, wrote: 0, youWrote: false, writers: [] }],
  ]);
});

test("notes that are deleted, hidden or by former members move no paper", async () => {
  const { owner, ada, ben, team, day, ids } = await world("2031-08", 4);
  const ours = { teamId: team.id };
  const deleted = await note(ada, ids[1], ours);
  const hidden = await note(ada, ids[2], ours);
  await note(ben, ids[3], ours);
  await note(ada, ids[0], ours);
  await as(ada).annotations.remove({ id: deleted.id });
  await as(owner).annotations.setHidden({ id: hidden.id, hidden: true });
  await appDatabase().delete(teamMembers).where(eq(teamMembers.userId, ben.id));
  const { papers } = await as(ada).editions.teamDaily({ team: team.slug, feedDate: day });
  expect(papers.map(({ id, team }) => [id, team?.wrote])).toEqual([
    [ids[0], 1],
    [ids[1], 0],
    [ids[2], 0],
    [ids[3], 0],
  ]);
});

test("hidden votes count for the team, and so does a member's own vote", async () => {
  const { ada, ben, team, day, ids } = await world("2031-02");
  await as(ben).accounts.hideVotes({ hidesVotes: true });
  await vote(ids[2], ada, ben);
  const ours = await as(ada).editions.teamDaily({ team: team.slug, feedDate: day });
  expect(ours.papers[0]).toMatchObject({
    id: ids[2],
    team: { votes: 2, youVoted: true, wrote: 0, youWrote: false, writers: [] },
  });
});

test("votes for papers of other days do not bring them in", async () => {
  const { ada, ben, team, day, ids } = await world("2031-06", 2);
  // created after the others, whose days are around it
  const [between] = await makeEdition("2031-06-14", 1);
  const [last] = await makeEdition(day, 1);
  await vote(between?.id, ada, ben);
  await vote(last?.id, ben);
  const ours = await as(ada).editions.teamDaily({ team: team.slug, feedDate: day });
  expect(ours.papers.map(({ id, team }) => [id, team?.votes])).toEqual([
    [last?.id, 1],
    [ids[0], 0],
    [ids[1], 0],
  ]);
});

test("a week and a month continue across pages, with no paper lost or repeated", async () => {
  const { ada, ben, team, ids } = await world("2031-03", 90);
  await vote(ids[70], ada, ben);
  await vote(ids[80], ada);
  const call = as(ada).editions;
  for (const read of [
    (after?: string) => call.teamWeekly({ team: team.slug, week: "2031-W11", after }),
    (after?: string) => call.teamMonthly({ team: team.slug, month: "2031-03", after }),
  ]) {
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await read(after);
      expect(page.papers.length).toBeLessThanOrEqual(40);
      seen.push(...page.papers.map((paper) => paper.id));
      after = page.more ?? undefined;
    } while (after);
    const rest = ids.filter((id) => id !== ids[70] && id !== ids[80]);
    expect(seen).toEqual([ids[70], ids[80], ...rest]);
  }
});

test("the neighbours are those of the edition", async () => {
  const { ada, team, day } = await world("2031-04");
  await makeEdition("2031-04-15", 1);
  const ours = await as(ada).editions.teamDaily({ team: team.slug, feedDate: day });
  const everyone = await anonymous().editions.daily({ feedDate: day });
  const { previous, next, curators, paperCount } = everyone;
  expect(ours).toMatchObject({ previous, next, curators, paperCount });
  expect(next).toBe("2031-04-15");
});

test("a team is there for its members only, and while it is not dissolved", async () => {
  const { ada, ben, stranger, team, day } = await world("2031-05");
  const asked = { team: team.slug, feedDate: day };
  const reads = (user: User) => [
    () => as(user).editions.teamDaily(asked),
    () => as(user).editions.teamWeekly({ team: team.slug, week: "2031-W20" }),
    () => as(user).editions.teamMonthly({ team: team.slug, month: "2031-05" }),
  ];
  for (const read of reads(stranger)) {
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(anonymous().editions.teamDaily(asked)).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  const unknown = as(ada).editions.teamDaily({ ...asked, team: "no-such-team" });
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });

  await as(ben).editions.teamDaily(asked);
  await appDatabase().delete(teamMembers).where(eq(teamMembers.userId, ben.id));
  for (const read of reads(ben)) {
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await appDatabase().update(teams).set({ dissolvedAt: new Date() }).where(eq(teams.id, team.id));
  await expect(as(ada).editions.teamDaily(asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a cursor of everyone's edition is not valid for the team's", async () => {
  const { ada, team } = await world("2031-06", 50);
  const open = await anonymous().editions.monthly({ month: "2031-06" });
  const asked = { team: team.slug, month: "2031-06", after: open.more ?? "" };
  await expect(as(ada).editions.teamMonthly(asked)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
