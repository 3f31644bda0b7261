import { randomUUID } from "node:crypto";
import { and, count, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { invitations } from "@/db/schema/auth";
import { paperStats } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { actorOf } from "@/server/auth/sessions/actor";
import { startSession } from "@/server/auth/sessions/mutations";
import { trendingScore } from "@/server/editions/ranking";
import { appDatabase } from "@/server/platform/database";
import { as, signedInAs } from "../support/callers";
import { makeCollection, makePaper, makeTeam, makeUser, type User } from "../support/factories";
import { rounds } from "../support/rounds";
import { waitsForLock } from "../support/waits-for-lock";

const depart = async (user: User, successors: Record<string, string> = {}) =>
  (await signedInAs(user)).caller.accounts.delete({ email: user.email, successors });

const stands = async (user: User) =>
  (await appDatabase().select().from(users).where(eq(users.id, user.id))).length === 1;

const owners = async (teamId: string) =>
  (
    await appDatabase()
      .select({ userId: teamMembers.userId })
      .from(teamMembers)
      .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.role, "owner")))
  ).map(({ userId }) => userId);

const teamOf = async (teamId: string) =>
  (await appDatabase().select().from(teams).where(eq(teams.id, teamId)))[0];

describe("deleting an account", () => {
  it("requires a confirmed session and the full address", async () => {
    const [user, other] = [await makeUser(), await makeUser()];
    const unconfirmed = (await signedInAs(user, { confirmed: false })).caller;
    await expect(unconfirmed.accounts.delete({ email: user.email })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { caller } = await signedInAs(user);
    await expect(caller.accounts.delete({ email: other.email })).rejects.toMatchObject({
      cause: { field: "email" },
    });
    expect(await stands(user)).toBe(true);
    await caller.accounts.delete({ email: ` ${user.email.toUpperCase()} ` });
    expect(await stands(user)).toBe(false);
  });

  it("takes what was the reader's alone, and keeps what they made for others without their name", async () => {
    const db = appDatabase();
    const feedDate = "2025-03-13";
    const [user, friend] = [await makeUser({ name: "Gone Soon" }), await makeUser()];
    const [paper, other] = [await makePaper({ feedDate, sourceUpvotes: 3 }), await makePaper()];
    const team = await makeTeam({ owner: friend, members: [user] });
    const list = await makeCollection(team, { createdBy: user.id, named: [[user, "manager"]] });
    const mine = as(user);
    await mine.items.add({ listId: list.id, paperId: paper.id, note: "Read this" });
    await mine.lists.create({ id: randomUUID(), name: "Mine", paperId: paper.id });
    await mine.library.set({ paperId: paper.id, status: "read" });
    const note = (audience: "me" | "everyone", body: string) =>
      mine.annotations.create({ id: randomUUID(), paperId: paper.id, version: 1, audience, body });
    await note("me", "For me");
    const open = await note("everyone", "For all");
    const taken = await note("everyone", "Taken back");
    await mine.annotations.remove({ id: taken.id });
    await as(friend).annotations.reply({ id: randomUUID(), parentId: open.id, body: "Yes" });
    await mine.votes.set({ paperId: paper.id, voted: true });
    await mine.votes.set({ paperId: other.id, voted: true });
    await as(friend).votes.set({ paperId: paper.id, voted: true });
    await as(friend).teams.setRole({ teamId: team.id, userId: user.id, role: "admin" });
    await mine.invitations.createForTeam({ teamId: team.id, email: "" });
    const { token } = await startSession(db, { userId: user.id, userAgent: null, now: new Date() });

    expect(await mine.accounts.deletionPreview()).toMatchObject({
      papers: 1,
      lists: 1,
      privateNotes: 1,
      notes: 1,
      votes: 2,
      teams: [],
    });
    await depart(user);

    expect(await actorOf(db, token, new Date())).toEqual({ kind: "anonymous" });
    expect(await db.select().from(userPapers).where(eq(userPapers.userId, user.id))).toEqual([]);
    expect(await db.select().from(lists).where(eq(lists.ownerUserId, user.id))).toEqual([]);
    expect(await db.select().from(votes).where(eq(votes.userId, user.id))).toEqual([]);
    expect(await db.select().from(invitations).where(eq(invitations.teamId, team.id))).toEqual([]);
    const kept = await db.select().from(paperStats).where(eq(paperStats.paperId, paper.id));
    expect(kept[0]).toMatchObject({ votes: 1 });
    expect(kept[0]?.trending).toBeCloseTo(trendingScore({ votes: 1, sourceUpvotes: 3, feedDate }));
    const bodies = (
      await db.select().from(annotations).where(eq(annotations.paperId, paper.id))
    ).map(({ body, authorId }) => [body, authorId]);
    expect(bodies.sort()).toEqual(
      [
        ["For all", null],
        ["Yes", friend.id],
      ].sort(),
    );
    const { notes } = await as(friend).annotations.onPaper({ paperId: paper.id });
    expect(notes[0]).toMatchObject({ author: null, body: "For all" });
    const items = await db.select().from(listItems).where(eq(listItems.listId, list.id));
    expect(items).toMatchObject([{ addedBy: null, note: "Read this", paperId: paper.id }]);
    expect(JSON.stringify(await as(friend).activity.latest({ slug: team.slug }))).not.toContain(
      "Gone Soon",
    );
  });

  it("hands a team to whom the reader names, who must be in it", async () => {
    const [owner, admin, member, stranger] = [
      await makeUser(),
      await makeUser(),
      await makeUser(),
      await makeUser(),
    ];
    const team = await makeTeam({ owner, admins: [admin], members: [member] });
    const said = await as(owner).accounts.deletionPreview();
    expect(said.teams).toMatchObject([{ id: team.id, successors: [{ name: admin.name }, {}] }]);
    for (const wrong of [stranger, owner]) {
      await expect(depart(owner, { [team.id]: wrong.id })).rejects.toMatchObject({
        code: "CONFLICT",
      });
    }
    expect(await owners(team.id)).toEqual([owner.id]);
    // one cannot choose a successor for a team that is not one's own
    const theirs = await makeTeam({ owner: stranger, members: [owner, member] });
    await depart(owner, { [team.id]: member.id, [theirs.id]: member.id });
    expect(await owners(team.id)).toEqual([member.id]);
    expect(await owners(theirs.id)).toEqual([stranger.id]);
  });

  it("else to the longest-standing admin, else member; and dissolves a team of nobody", async () => {
    const [owner, early, late, admin] = [
      await makeUser(),
      await makeUser(),
      await makeUser(),
      await makeUser(),
    ];
    const guest = await makeUser();
    const one = await makeTeam({ owner, admins: [admin], members: [early] });
    const two = await makeTeam({ owner, members: [early, late] });
    const alone = await makeTeam({ owner });
    const list = await makeCollection(alone, { named: [[guest, "viewer"]] });
    await depart(owner);
    expect(await owners(one.id)).toEqual([admin.id]);
    expect(await owners(two.id)).toEqual([early.id]);
    expect((await teamOf(alone.id))?.dissolvedAt).not.toBeNull();
    await expect(as(guest).lists.read({ listId: list.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("keeps an owner in every team, also when all owners go at once", async () => {
    for (const round of rounds(20)) {
      const people = await Promise.all([1, 2, 3, 4].map(() => makeUser()));
      const [one, two, three, four] = people as [User, User, User, User];
      const shared = await makeTeam({ owners: [one, two], members: [three] });
      const crossed = await makeTeam({ owner: one, admins: [two], members: [four] });
      const ends = await Promise.allSettled([
        depart(one, { [crossed.id]: two.id }),
        depart(two),
        as(three).teams.leave({ teamId: shared.id }),
      ]);
      expect(await owners(crossed.id), `round ${round}`).toHaveLength(1);
      const left = await appDatabase()
        .select({ people: count() })
        .from(teamMembers)
        .where(eq(teamMembers.teamId, shared.id));
      const team = await teamOf(shared.id);
      // if the named successor left first, one is told so and stays
      if (left[0]?.people) expect(await owners(shared.id)).not.toEqual([]);
      else expect(team?.dissolvedAt).not.toBeNull();
      for (const end of ends) {
        if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "CONFLICT" });
      }
    }
  });

  it("keeps counts right while the reader votes in another tab", async () => {
    for (const _round of rounds(10)) {
      const user = await makeUser();
      const papers = await Promise.all([1, 2, 3].map(() => makePaper({ feedDate: "2025-03-13" })));
      await as(user).votes.set({ paperId: papers[0]?.id ?? 0, voted: true });
      await Promise.allSettled([
        depart(user),
        ...papers.map(({ id }) => as(user).votes.set({ paperId: id, voted: true })),
      ]);
      for (const { id } of papers) {
        const [kept] = await appDatabase()
          .select()
          .from(paperStats)
          .where(eq(paperStats.paperId, id));
        const [cast] = await appDatabase()
          .select({ votes: count() })
          .from(votes)
          .where(eq(votes.paperId, id));
        expect(kept?.votes).toBe(cast?.votes);
      }
    }
  });

  it("while its votes, papers and roles go on elsewhere refuses those, and fails nobody", async () => {
    for (const _round of rounds(8)) {
      const [owner, leaver, friend] = [await makeUser(), await makeUser(), await makeUser()];
      const team = await makeTeam({ owner, members: [leaver, friend] });
      const papers = await Promise.all([1, 2, 3].map(() => makePaper()));
      const lists = await Promise.all(
        [1, 2, 3].map(() => makeCollection(team, { createdBy: leaver.id, papers })),
      );
      await as(leaver).teams.leave({ teamId: team.id });
      const done = await Promise.allSettled([
        depart(leaver),
        ...papers.map(({ id }) => as(leaver).votes.set({ paperId: id, voted: true })),
        ...lists.flatMap(({ id: listId }, index) => [
          as(owner).listMembers.set({ listId, userId: leaver.id, role: "viewer" }),
          as(friend).items.move({
            from: listId,
            to: lists[(index + 1) % 3]?.id ?? "",
            paperIds: papers.map(({ id }) => id),
          }),
        ]),
      ]);
      expect(done[0]?.status).toBe("fulfilled");
      for (const each of done) {
        if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "NOT_FOUND" });
      }
    }
  });

  it("is refused if the reader creates a team in another tab at that moment", async () => {
    const user = await makeUser();
    const id = randomUUID();
    const listId = randomUUID();
    await as(user).lists.create({ id: listId, name: "Mine" });
    const [deletion] = await appDatabase().transaction(async (db) => {
      // the deletion has seen the reader's teams when it comes to their lists
      await db.select().from(lists).where(eq(lists.id, listId)).for("update");
      const waiting = Promise.allSettled([depart(user)]);
      await expect.poll(waitsForLock).toBe(true);
      await as(user).teams.create({ id, name: "New", slug: `new-${id.slice(0, 8)}` });
      return [waiting] as const;
    });
    expect((await deletion)[0]).toMatchObject({ status: "rejected", reason: { code: "CONFLICT" } });
    expect(await owners(id)).toEqual([user.id]);
    await depart(user);
    expect((await teamOf(id))?.dissolvedAt).not.toBeNull();
  });

  it("of the only administrator is refused while there are other accounts", async () => {
    const db = appDatabase();
    await db.update(users).set({ role: "reader" });
    const [one, two] = [
      await makeUser({ role: "administrator" }),
      await makeUser({ role: "administrator" }),
    ];
    expect((await as(one).accounts.deletionPreview()).onlyAdministrator).toBe(false);
    const deletions = await Promise.allSettled([depart(one), depart(two)]);
    expect(deletions.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await db.select().from(users).where(eq(users.role, "administrator"));
    expect(left).toHaveLength(1);
    const only = left[0] as User;
    expect((await as(only).accounts.deletionPreview()).onlyAdministrator).toBe(true);
    await expect(depart(only)).rejects.toMatchObject({ code: "CONFLICT" });
    // one who is blocked could not take over
    await makeUser({ role: "administrator", blockedAt: new Date() });
    await expect(depart(only)).rejects.toMatchObject({ code: "CONFLICT" });
    // but the last account can go
    await db.execute(sql`truncate ${users} cascade`);
    await depart(await makeUser({ role: "administrator" }));
    expect(await db.select().from(users)).toEqual([]);
  });
});
