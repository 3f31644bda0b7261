import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { paperAliases } from "@/db/schema/aliases";
import { proposalSupports, teamProposals } from "@/db/schema/proposals";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as } from "../support/callers";
import { makePaper, makeTeam, makeUser } from "../support/factories";
import { rounds } from "../support/rounds";

/** A Wednesday. */
const NOW = new Date("2025-05-14T18:00:00Z");
const now = () => NOW;
const DAY = "2025-05-14";

async function aTeam(members = 3) {
  const owner = await makeUser();
  const others = await Promise.all(Array.from({ length: members }, () => makeUser()));
  const team = await makeTeam({ owner, members: others });
  const [one, two, three] = others.map((user) => as(user, { now }));
  if (!one || !two || !three) throw new Error("too few members");
  return { team, owner: as(owner, { now }), one, two, three };
}

const stateOf = async (id: string) => {
  const [row] = await appDatabase().select().from(teamProposals).where(eq(teamProposals.id, id));
  return row;
};

test("a proposal that two members support is in the team's edition of the day, and in no other", async () => {
  const { team, one, two, three } = await aTeam();
  const paper = await makePaper({ title: "Proposed", feedDate: "2025-02-03" });
  const of = { slug: team.slug };
  const made = await one.proposals.propose({ teamId: team.id, paper: paper.slug });
  expect(made.printedOn).toBeNull();
  // again by the same member changes nothing
  expect(await one.proposals.propose({ teamId: team.id, paper: paper.slug })).toEqual(made);
  await expect(one.editions.teamDaily({ team: team.slug, feedDate: DAY })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await two.proposals.support({ id: made.id, supports: true })).toEqual({
    id: made.id,
    printedOn: DAY,
  });
  const edition = await three.editions.teamDaily({ team: team.slug, feedDate: "latest" });
  expect(edition).toMatchObject({
    feedDate: DAY,
    paperCount: 1,
    papers: [{ id: paper.id, team: { agreed: { proposer: expect.stringMatching(/^Reader/) } } }],
  });
  await expect(anonymous({ now }).editions.daily({ feedDate: DAY })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const { proposals } = await two.proposals.ofTeam(of);
  expect(proposals).toMatchObject([
    { supporters: 2, iSupport: true, isMine: false, printedOn: DAY },
  ]);
  // it stays when one of them no longer supports it
  await two.proposals.support({ id: made.id, supports: false });
  expect((await stateOf(made.id))?.printedOn).toBe(DAY);
});

test("it comes first among the day's papers, and is there once if it is one of them", async () => {
  const { team, one, two } = await aTeam();
  const day = "2025-05-15";
  const at = () => new Date("2025-05-15T10:00:00Z");
  const best = await makePaper({ feedDate: day, sourceUpvotes: 90 });
  const own = await makePaper({ feedDate: day });
  const older = await makePaper({ feedDate: "2025-02-03" });
  for (const paper of [own, older]) {
    for (const member of (await membersAt(team.id, at)).slice(0, 2)) {
      await member.proposals.propose({ teamId: team.id, paper: `arXiv:${paper.slug}v1` });
    }
  }
  const edition = await one.editions.teamDaily({ team: team.slug, feedDate: day });
  expect(edition.papers.map(({ id }) => id).sort()).toEqual([best.id, own.id, older.id].sort());
  expect(edition.papers.at(-1)?.id).toBe(best.id);
  expect(edition.paperCount).toBe(3);
  const { papers } = await two.editions.teamWeekly({ team: team.slug, week: "2025-W20" });
  expect(papers.map(({ id }) => id)).toEqual(expect.arrayContaining([best.id, own.id, older.id]));
});

async function membersAt(teamId: string, at: () => Date) {
  const rows = await appDatabase()
    .select({ user: users })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(eq(teamMembers.teamId, teamId));
  return rows.map(({ user }) => as(user, { now: at }));
}

test("two members who agree at the same moment print it once", async () => {
  for (const _ of rounds(20)) {
    const { team, one, two, three } = await aTeam();
    const paper = await makePaper();
    const input = { teamId: team.id, paper: paper.slug };
    // even if neither knew of the other
    const [a, b] = await Promise.all([one.proposals.propose(input), two.proposals.propose(input)]);
    expect(a.id).toBe(b.id);
    expect([a.printedOn, b.printedOn]).toContain(DAY);
    await three.proposals.support({ id: a.id, supports: true });
    const edition = await one.editions.teamDaily({ team: team.slug, feedDate: DAY });
    expect(edition.papers.filter(({ id }) => id === paper.id)).toHaveLength(1);
    const supports = await appDatabase()
      .select()
      .from(proposalSupports)
      .where(eq(proposalSupports.proposalId, a.id));
    expect(supports).toHaveLength(3);
  }
});

test("a veto and an agreement at the same moment end in one of two states, never printed", async () => {
  for (const _ of rounds(20)) {
    const { team, owner, one, two } = await aTeam();
    const paper = await makePaper();
    const { id } = await one.proposals.propose({ teamId: team.id, paper: paper.slug });
    const [vetoed, agreed] = await Promise.allSettled([
      owner.proposals.veto({ id, reason: "We have read it." }),
      two.proposals.support({ id, supports: true }),
    ]);
    expect(vetoed.status).toBe("fulfilled");
    const row = await stateOf(id);
    expect(row).toMatchObject({ printedOn: null, vetoReason: "We have read it." });
    const supports = await appDatabase()
      .select()
      .from(proposalSupports)
      .where(eq(proposalSupports.proposalId, id));
    // the agreement either came first and counts, or was refused with the reason
    expect(supports).toHaveLength(agreed.status === "fulfilled" ? 2 : 1);
    if (agreed.status === "rejected") {
      expect(agreed.reason).toMatchObject({
        code: "CONFLICT",
        message: "This proposal was vetoed: We have read it.",
      });
    }
  }
});

test("only owners and admins veto, the team reads why, and a veto can be lifted", async () => {
  const { team, owner, one, two } = await aTeam();
  const paper = await makePaper();
  const { id } = await one.proposals.propose({ teamId: team.id, paper: paper.slug });
  await two.proposals.support({ id, supports: true });
  await expect(two.proposals.veto({ id, reason: "No" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await owner.proposals.veto({ id, reason: "Read last week" });
  await expect(owner.proposals.veto({ id, reason: "Again" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const { proposals } = await one.proposals.ofTeam({ slug: team.slug });
  expect(proposals).toMatchObject([
    { isMine: true, reason: "Read last week", vetoer: expect.any(String), printedOn: null },
  ]);
  await expect(two.proposals.propose({ teamId: team.id, paper: paper.slug })).rejects.toMatchObject(
    { code: "CONFLICT" },
  );
  expect(await owner.proposals.liftVeto({ id })).toEqual({ id, printedOn: DAY });
});

test("the team says how many must agree, and only its members count", async () => {
  const { team, owner, one, two, three } = await aTeam();
  await expect(one.proposals.setThreshold({ teamId: team.id, threshold: 1 })).rejects.toMatchObject(
    { code: "FORBIDDEN" },
  );
  await owner.proposals.setThreshold({ teamId: team.id, threshold: 3 });
  const paper = await makePaper();
  const { id } = await one.proposals.propose({ teamId: team.id, paper: paper.slug });
  await two.proposals.support({ id, supports: true });
  // one who has left no longer counts
  await two.teams.leave({ teamId: team.id });
  expect(await three.proposals.support({ id, supports: true })).toMatchObject({ printedOn: null });
  expect(await owner.proposals.support({ id, supports: true })).toMatchObject({ printedOn: DAY });
  await expect(two.proposals.support({ id, supports: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a paper is proposed by its DOI, its id on OpenReview, or an earlier address", async () => {
  const { team, one } = await aTeam();
  const paper = await makePaper();
  await appDatabase()
    .insert(paperAliases)
    .values([
      { kind: "doi", value: "10.1000/proposed", paperId: paper.id },
      { kind: "openreview", value: "ProposedNote", paperId: paper.id },
      { kind: "slug", value: "an-earlier-address-0a1b2c3d", paperId: paper.id },
    ]);
  const made = await one.proposals.propose({ teamId: team.id, paper: paper.slug });
  for (const name of [
    "https://doi.org/10.1000/Proposed",
    "https://openreview.net/forum?id=ProposedNote",
    "an-earlier-address-0a1b2c3d",
    "https://example.org/papers/an-earlier-address-0a1b2c3d",
  ]) {
    expect(await one.proposals.propose({ teamId: team.id, paper: name })).toEqual(made);
  }
});

test("what is not here is to be submitted first", async () => {
  const { team, one } = await aTeam();
  await expect(
    one.proposals.propose({ teamId: team.id, paper: "2399.00001" }),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "This paper is not here yet: submit it first, then propose it.",
  });
});
