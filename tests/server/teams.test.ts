import { randomUUID } from "node:crypto";
import { and, count, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listMembers } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { appDatabase } from "@/server/platform/database";
import { freeSlug, slugFrom } from "@/server/teams/slug";
import { anonymous, as } from "../support/callers";
import { makeCollection, makePaper, makeTeam, makeUser, type User } from "../support/factories";
import { rounds } from "../support/rounds";

const create = (user: User, given: object = {}) =>
  as(user).teams.create({ id: randomUUID(), name: "Reading group", ...given });

const unique = (stem: string) => `${stem}-${randomUUID().slice(0, 8)}`;

const rolesIn = async (teamId: string) => {
  const rows = await appDatabase()
    .select({ userId: teamMembers.userId, role: teamMembers.role })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId));
  return new Map(rows.map(({ userId, role }) => [userId, role]));
};

async function makeGroup() {
  const [owner, admin, member, stranger] = await Promise.all([
    makeUser(),
    makeUser(),
    makeUser(),
    makeUser(),
  ]);
  const team = await makeTeam({ owner, admins: [admin], members: [member] });
  return { owner, admin, member, stranger, team, teamId: team.id, slug: team.slug };
}

describe("the address of a team", () => {
  it.each([
    ["Müller’s Lab", "muller-s-lab"],
    ["  AI & Society ", "ai-society"],
    ["読書会", "team"],
    ["x", "team"],
    ["a".repeat(60), "a".repeat(40)],
  ])("of %j is suggested as %s", (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  it("gets the first number that is free", () => {
    expect(freeSlug("lab", [])).toBe("lab");
    expect(freeSlug("lab", ["lab", "lab-2"])).toBe("lab-3");
    expect(freeSlug("a".repeat(40), ["a".repeat(40)])).toBe(`${"a".repeat(38)}-2`);
  });

  it("is made from the name when none is given, and said to be taken when it is", async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    const name = unique("Lab");
    const first = await create(one, { name });
    expect(first.slug).toBe(name.toLowerCase());
    expect((await create(two, { name, slug: "" })).slug).toBe(`${first.slug}-2`);
    await expect(create(two, { slug: first.slug })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining(`“${first.slug}-3” is free`),
      cause: { field: "slug" },
    });
  });

  it.each(["a", "-lab", "lab-", "la--b", "läb", "a/b", "la b", "x".repeat(41), "\0lab"])(
    "is not %j",
    async (slug) => {
      await expect(create(await makeUser(), { slug })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    },
  );

  it("goes to one of those who want it at once, and each gets a team", async () => {
    const name = unique("Race");
    const made = await Promise.all(
      (await Promise.all([1, 2, 3, 4].map(() => makeUser()))).map((user) => create(user, { name })),
    ).catch((error) => error);
    // the slower one is told, or got the next address
    if (Array.isArray(made)) expect(new Set(made.map(({ slug }) => slug)).size).toBe(4);
    else expect(made).toMatchObject({ code: "CONFLICT", cause: { field: "slug" } });
  });
});

describe("a team", () => {
  it("begins with who made it as its owner; sent twice, it is made once", async () => {
    const user = await makeUser();
    const input = { id: randomUUID(), name: "Twice", description: "Every Thursday." };
    const made = await Promise.all([1, 2, 3].map(() => as(user).teams.create(input)));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(1);
    const team = await as(user).teams.read({ slug: made[0]?.slug ?? "" });
    expect(team).toMatchObject({ role: "owner", members: 1, description: "Every Thursday." });
    expect((await as(user).teams.mine()).teams).toHaveLength(1);
  });

  it("of another is not made under the same id", async () => {
    const { id, slug } = await create(await makeUser());
    const other = await makeUser();
    await expect(create(other, { id, slug: unique("x") })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(as(other).teams.read({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is read by its members, with who is in it, and by nobody else", async () => {
    const { owner, member, stranger, slug } = await makeGroup();
    const members = await as(member).teams.members({ slug });
    expect(members.map(({ role }) => role)).toEqual(["owner", "admin", "member"]);
    expect(members[0]).toMatchObject({ name: owner.name, me: false });
    expect(members[2]).toMatchObject({ me: true });
    expect(JSON.stringify(members)).not.toContain("@");
    for (const caller of [
      anonymous(),
      as(stranger),
      as(await makeUser({ role: "administrator" })),
    ]) {
      for (const read of ["read", "members", "collections"] as const) {
        await expect(caller.teams[read]({ slug })).rejects.toMatchObject({
          code: expect.stringMatching(/^(NOT_FOUND|UNAUTHORIZED)$/),
        });
      }
    }
  });

  it("shows a member the collections that they may see, and no other", async () => {
    const { owner, member, slug, team } = await makeGroup();
    const open = await makeCollection(team, { name: "Open", papers: [await makePaper()] });
    const closed = await makeCollection(team, { name: "Closed", visibility: "people" });
    const named = await makeCollection(team, {
      name: "Named",
      visibility: "people",
      named: [[member, "viewer"]],
    });
    const ids = async (user: User) =>
      (await as(user).teams.collections({ slug })).map(({ id }) => id);
    expect(await ids(member)).toEqual([named.id, open.id]);
    expect(await ids(owner)).toEqual([closed.id, named.id, open.id]);
    expect((await as(member).teams.collections({ slug }))[1]).toMatchObject({ papers: 1 });
  });

  it("is renamed by owners and admins; what changed meanwhile is not overwritten", async () => {
    const { owner, admin, member, teamId, slug } = await makeGroup();
    const { updatedAt } = await as(admin).teams.read({ slug });
    const wanted = unique("moved");
    const input = { teamId, name: "New name", slug: wanted, description: "", updatedAt };
    await expect(as(member).teams.edit(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await as(admin).teams.edit(input)).toMatchObject({ slug: wanted });
    expect(await as(admin).teams.edit(input)).toMatchObject({ slug: wanted });
    await expect(as(owner).teams.edit({ ...input, name: "Another" })).rejects.toMatchObject({
      code: "CONFLICT",
      cause: { now: { name: "New name", slug: wanted, description: "" } },
    });
    await expect(as(owner).teams.read({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await makeTeam({ owner });
    const now = await as(owner).teams.read({ slug: wanted });
    await expect(
      as(owner).teams.edit({ ...input, slug: other.slug, updatedAt: now.updatedAt }),
    ).rejects.toMatchObject({ code: "CONFLICT", cause: { field: "slug" } });
    // a reader who was shown the current text may replace it
    const { updatedAt: seen } = now;
    await as(owner).teams.edit({ ...input, name: "Another", slug: wanted, updatedAt: seen });
    expect(await as(owner).teams.read({ slug: wanted })).toMatchObject({ name: "Another" });
  });
});

describe("roles", () => {
  it("are granted at most as high as one's own, and only owners touch owners", async () => {
    const { owner, admin, member, stranger, teamId } = await makeGroup();
    const set = (by: User, whom: User, role: "member" | "admin" | "owner") =>
      as(by).teams.setRole({ teamId, userId: whom.id, role });
    await expect(set(member, member, "admin")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(set(admin, admin, "owner")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(set(admin, member, "owner")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(set(admin, owner, "member")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(set(stranger, stranger, "owner")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(set(owner, stranger, "member")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await set(admin, member, "admin");
    await set(owner, admin, "owner");
    await set(admin, owner, "member");
    expect(Object.fromEntries(await rolesIn(teamId))).toEqual({
      [owner.id]: "member",
      [admin.id]: "owner",
      [member.id]: "admin",
    });
  });

  it("leave no team without an owner", async () => {
    const { owner, admin, teamId } = await makeGroup();
    const sentence = { code: "CONFLICT", message: expect.stringContaining("needs an owner") };
    await expect(as(owner).teams.leave({ teamId })).rejects.toMatchObject(sentence);
    await expect(
      as(owner).teams.setRole({ teamId, userId: owner.id, role: "admin" }),
    ).rejects.toMatchObject(sentence);
    await expect(as(owner).teams.remove({ teamId, userId: owner.id })).rejects.toMatchObject(
      sentence,
    );
    await as(owner).teams.setRole({ teamId, userId: admin.id, role: "owner" });
    await as(owner).teams.leave({ teamId });
    expect((await rolesIn(teamId)).has(owner.id)).toBe(false);
  });

  it("of an owner go over to another, who was a member", async () => {
    const { owner, admin, member, stranger, teamId } = await makeGroup();
    const hand = (by: User, whom: User) => as(by).teams.transfer({ teamId, userId: whom.id });
    await expect(hand(admin, admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(hand(owner, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(hand(owner, owner)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await hand(owner, member);
    const roles = await rolesIn(teamId);
    expect([roles.get(owner.id), roles.get(member.id)]).toEqual(["admin", "owner"]);
    await expect(hand(owner, admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("stay with one owner, however the last two leave at once", async () => {
    for (const round of rounds(20)) {
      const [one, two] = [await makeUser(), await makeUser()];
      const { id: teamId } = await makeTeam({ owners: [one, two] });
      const act = (user: User, other: User) =>
        round % 3 === 0
          ? as(user).teams.leave({ teamId })
          : round % 3 === 1
            ? as(user).teams.setRole({ teamId, userId: user.id, role: "member" })
            : as(user).teams.remove({ teamId, userId: other.id });
      const ends = await Promise.allSettled([act(one, two), act(two, one)]);
      const [held] = await appDatabase()
        .select({ owners: count() })
        .from(teamMembers)
        .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.role, "owner")));
      expect(held?.owners, `round ${round}`).toBe(1);
      const [lost] = ends.filter(({ status }) => status === "rejected");
      // a member removed concurrently is told that there is no such team; nobody gets an internal
      // error
      expect(lost).toMatchObject({
        reason: { code: expect.stringMatching(/^(CONFLICT|NOT_FOUND)$/) },
      });
    }
  });
});

describe("removal", () => {
  it("ends a membership with its named roles, and can be undone for an hour", async () => {
    const { owner, admin, member, teamId, slug, team } = await makeGroup();
    const list = await makeCollection(team, { visibility: "people", named: [[member, "editor"]] });
    const elsewhere = await makeTeam();
    const kept = await makeCollection(elsewhere, { named: [[member, "viewer"]] });
    await expect(as(member).teams.remove({ teamId, userId: admin.id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(as(admin).teams.remove({ teamId, userId: owner.id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await as(admin).teams.remove({ teamId, userId: member.id });
    await expect(as(member).teams.read({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(member).lists.read({ listId: list.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await namedOn(member)).toEqual([kept.id]);

    const late = new Date(Date.now() + 2 * 3_600_000);
    await expect(
      as(owner, { now: () => late }).teams.restoreMember({ teamId, userId: member.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(owner).teams.restoreMember({ teamId, userId: member.id });
    expect((await rolesIn(teamId)).get(member.id)).toBe("member");
    expect((await namedOn(member)).sort()).toEqual([kept.id, list.id].sort());
  });

  it("is undone only for removed people, and only by those who may grant their role", async () => {
    const { owner, admin, member, stranger, teamId } = await makeGroup();
    const other = await makeUser();
    const { teamId: theirs } = await makeGroup();
    await as(owner).teams.setRole({ teamId, userId: member.id, role: "owner" });
    await as(owner).teams.remove({ teamId, userId: member.id });
    for (const by of [stranger, member]) {
      await expect(as(by).teams.restoreMember({ teamId, userId: member.id })).rejects.toMatchObject(
        {
          code: "NOT_FOUND",
        },
      );
    }
    // an admin cannot make anyone an owner, not even again
    await expect(
      as(admin).teams.restoreMember({ teamId, userId: member.id }),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    // nobody is added to a team who was not in it
    await expect(as(owner).teams.restoreMember({ teamId, userId: other.id })).rejects.toMatchObject(
      {
        code: "NOT_FOUND",
      },
    );
    await expect(
      as(owner).teams.restoreMember({ teamId: theirs, userId: member.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(owner).teams.restoreMember({ teamId, userId: member.id });
    expect((await rolesIn(teamId)).get(member.id)).toBe("owner");
  });

  it("of oneself is nobody else's to undo", async () => {
    const { owner, member, teamId } = await makeGroup();
    await as(member).teams.leave({ teamId });
    await expect(
      as(owner).teams.restoreMember({ teamId, userId: member.id }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("either lets a write of the removed through before, or refuses it", async () => {
    for (const _round of rounds(10)) {
      const { owner, member, team, teamId } = await makeGroup();
      const list = await makeCollection(team);
      const paper = await makePaper();
      const [added] = await Promise.allSettled([
        as(member).items.add({ listId: list.id, paperId: paper.id }),
        as(owner).teams.remove({ teamId, userId: member.id }),
      ]);
      if (added.status === "rejected") {
        expect(added.reason).toMatchObject({ code: "NOT_FOUND" });
      }
      await expect(
        as(member).items.add({ listId: list.id, paperId: paper.id }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

const namedOn = async (user: User) =>
  (
    await appDatabase()
      .select({ listId: listMembers.listId })
      .from(listMembers)
      .where(eq(listMembers.userId, user.id))
  ).map(({ listId }) => listId);

describe("guests", () => {
  it("are listed with their collections for those who manage them, and only for those", async () => {
    const { owner, admin, member, team, slug } = await makeGroup();
    const guest = await makeUser({ name: "A Guest" });
    const named = [
      [guest, "viewer"],
      [member, "editor"],
    ] as [User, "viewer" | "editor"][];
    const made = [];
    for (let at = 0; at < 6; at++) made.push(await makeCollection(team, { named }));
    const gone = await makeCollection(team, { named });
    await as(owner).lists.remove({ listId: gone.id });
    for (const by of [owner, admin]) {
      const guests = await as(by).teams.guests({ slug });
      expect(guests).toMatchObject([{ userId: guest.id, name: "A Guest", all: 6 }]);
      expect(guests[0]?.collections).toHaveLength(5);
      expect(made.map(({ id }) => id)).toContain(guests[0]?.collections[0]?.id);
      expect(guests[0]?.collections[0]).toMatchObject({ role: "viewer" });
    }
    await expect(as(member).teams.guests({ slug })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("dissolving", () => {
  it("hides the team and its collections from everyone at once, and can be undone for 30 days", async () => {
    const { owner, admin, member, stranger, team, teamId, slug } = await makeGroup();
    const guest = await makeUser();
    const list = await makeCollection(team, { named: [[guest, "viewer"]] });
    for (const by of [admin, member]) {
      await expect(as(by).teams.dissolve({ teamId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(as(stranger).teams.dissolve({ teamId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as(owner).teams.dissolve({ teamId });
    for (const user of [owner, admin, member, guest]) {
      await expect(as(user).teams.read({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(as(user).lists.read({ listId: list.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      expect((await as(user).teams.mine()).teams).toEqual([]);
    }
    expect((await as(owner).teams.mine()).dissolved).toMatchObject([{ id: teamId }]);
    expect((await as(admin).teams.mine()).dissolved).toEqual([]);
    await expect(as(admin).teams.restore({ teamId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(stranger).teams.restore({ teamId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });

    const late = { now: () => new Date(Date.now() + 31 * 86_400_000) };
    await expect(as(owner, late).teams.restore({ teamId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await as(owner, late).teams.mine()).dissolved).toEqual([]);
    await as(owner).teams.restore({ teamId });
    expect((await as(guest).lists.read({ listId: list.id })).list.name).toBe(list.name);
    expect((await as(member).teams.read({ slug })).role).toBe("member");
  });
});
