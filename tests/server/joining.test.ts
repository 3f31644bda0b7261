import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { invitations } from "@/db/schema/auth";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { linkOrCreateAccount } from "@/server/auth/identities/mutations";
import { signUp } from "@/server/auth/mutations";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { anonymous, as, contextFor } from "../support/callers";
import { makeCollection, makeTeam, makeUser, type User } from "../support/factories";
import { rounds } from "../support/rounds";
import { waitsForLock } from "../support/waits-for-lock";

afterEach(() => {
  Object.assign(env(), { SIGN_UP: "open", SMTP_URL: undefined });
});

const tokenOf = ({ link }: { link: string }) => new URL(link).pathname.replace("/join/", "");

async function makeGroup() {
  const [owner, admin, member] = await Promise.all([makeUser(), makeUser(), makeUser()]);
  const team = await makeTeam({ owner, admins: [admin], members: [member] });
  return { owner, admin, member, team, teamId: team.id, slug: team.slug };
}

const inviteTo = async (by: User, teamId: string, given: object = {}) =>
  tokenOf(await as(by).invitations.createForTeam({ teamId, email: "", ...given }));

const usesOf = async (teamId: string) =>
  (
    await appDatabase()
      .select({ uses: invitations.uses })
      .from(invitations)
      .where(eq(invitations.teamId, teamId))
  ).map(({ uses }) => uses);

const roleIn = async (teamId: string, user: { id: string }) => {
  const rows = await appDatabase()
    .select({ userId: teamMembers.userId, role: teamMembers.role })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId));
  return rows.find(({ userId }) => userId === user.id)?.role ?? null;
};

const newcomer = (invitation: string | undefined, given: { email?: string } = {}) =>
  signUp(contextFor({ kind: "anonymous" }), {
    name: "Newcomer",
    email: given.email ?? `${randomUUID()}@example.org`,
    password: "correct horse battery",
    client: randomUUID(),
    userAgent: null,
    invitation,
  });

const GONE = { code: "NOT_FOUND", message: expect.stringContaining("is not open") };

describe("the page of an invitation", () => {
  it("says who invites to what, and as what, and lets nobody in", async () => {
    const { owner, teamId, team } = await makeGroup();
    const token = await inviteTo(owner, teamId, { role: "admin" });
    const reader = await makeUser();
    for (const caller of [anonymous(), as(reader)]) {
      expect(await caller.invitations.open({ token })).toMatchObject({
        inviter: owner.name,
        team: team.name,
        teamRole: "admin",
        joined: null,
        refusal: null,
      });
    }
    expect(await roleIn(teamId, reader)).toBeNull();
    expect(await usesOf(teamId)).toEqual([0]);
  });

  it("names no collection that the invitee would not see", async () => {
    const { owner, teamId, team } = await makeGroup();
    const list = await makeCollection(team, { visibility: "people" });
    const namedTo = async (role: string) => {
      const token = await inviteTo(owner, teamId, { listId: list.id, role });
      return (await anonymous().invitations.open({ token })).list;
    };
    expect(await namedTo("member")).toBeNull();
    expect(await namedTo("admin")).toBe(list.name);
  });

  it("gives the same message if used up, expired, revoked, dissolved or unknown", async () => {
    const { owner, teamId } = await makeGroup();
    const [spent, expired, revoked] = [
      await inviteTo(owner, teamId),
      await inviteTo(owner, teamId, { days: 1 }),
      await inviteTo(owner, teamId, { email: "somebody@example.org" }),
    ];
    await as(await makeUser()).invitations.accept({ token: spent });
    const [open] = await as(owner).invitations.ofTeam({ teamId });
    await as(owner).invitations.revoke({ id: open?.id ?? "" });
    const late = { now: () => new Date(Date.now() + 2 * 86_400_000) };
    const other = await makeGroup();
    const dissolved = await inviteTo(other.owner, other.teamId);
    await as(other.owner).teams.dissolve({ teamId: other.teamId });
    const reader = await makeUser();
    for (const token of [spent, expired, revoked, dissolved, "made up", ""]) {
      const given = token === expired ? late : undefined;
      await expect(anonymous(given).invitations.open({ token })).rejects.toMatchObject(GONE);
      await expect(as(reader, given).invitations.open({ token })).rejects.toMatchObject(GONE);
      await expect(as(reader, given).invitations.accept({ token })).rejects.toMatchObject(GONE);
    }
  });

  it("redirects those who are in already, also once it is used up", async () => {
    const { owner, teamId, slug, team } = await makeGroup();
    const list = await makeCollection(team);
    const reader = await makeUser();
    const token = await inviteTo(owner, teamId, { listId: list.id });
    expect(await as(reader).invitations.accept({ token })).toEqual({ path: `/lists/${list.id}` });
    expect((await as(reader).invitations.open({ token })).joined).toBe(`/lists/${list.id}`);
    await as(owner).lists.remove({ listId: list.id });
    expect((await as(reader).invitations.open({ token })).joined).toBe(`/teams/${slug}`);
  });
});

describe("an invitation", () => {
  it("that one person accepts many times at once is one membership and one use", async () => {
    for (const _round of rounds(20)) {
      const { owner, teamId } = await makeGroup();
      const token = await inviteTo(owner, teamId, { mostUses: 5 });
      const reader = await makeUser();
      await Promise.all([1, 2, 3].map(() => as(reader).invitations.accept({ token })));
      expect(await usesOf(teamId)).toEqual([1]);
      expect(await roleIn(teamId, reader)).toBe("member");
    }
  });

  it("for one lets one in, however many come at once", async () => {
    for (const _round of rounds(20)) {
      const { owner, teamId } = await makeGroup();
      const token = await inviteTo(owner, teamId);
      const readers = await Promise.all([1, 2, 3].map(() => makeUser()));
      const ends = await Promise.allSettled(
        readers.map((reader) => as(reader).invitations.accept({ token })),
      );
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const end of ends) {
        if (end.status === "rejected") expect(end.reason).toMatchObject(GONE);
      }
      const roles = await Promise.all(readers.map((reader) => roleIn(teamId, reader)));
      expect(roles.filter(Boolean)).toEqual(["member"]);
    }
  });

  it("that is sent again while its link is followed admits nobody by the old one", async () => {
    const { owner, teamId } = await makeGroup();
    const reader = await makeUser();
    const token = await inviteTo(owner, teamId);
    const [open] = await as(owner).invitations.ofTeam({ teamId });
    const [old, renewed] = await appDatabase().transaction(async (db) => {
      await db.select().from(teams).where(eq(teams.id, teamId)).for("update");
      const waiting = Promise.allSettled([as(reader).invitations.accept({ token })]);
      await expect.poll(waitsForLock).toBe(true);
      const fresh = await as(owner, { db }).invitations.resend({ id: open?.id ?? "" });
      return [waiting, tokenOf(fresh)] as const;
    });
    expect((await old)[0]).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
    expect(await roleIn(teamId, reader)).toBeNull();
    await as(reader).invitations.accept({ token: renewed });
    expect(await roleIn(teamId, reader)).toBe("member");
  });

  it("does not make a member more or less than they are", async () => {
    const { owner, admin, member, teamId } = await makeGroup();
    const token = await inviteTo(owner, teamId, { role: "admin", mostUses: 5 });
    await as(member).invitations.accept({ token });
    expect(await roleIn(teamId, member)).toBe("member");
    const low = await inviteTo(owner, teamId);
    await as(admin).invitations.accept({ token: low });
    expect(await roleIn(teamId, admin)).toBe("admin");
    expect(await usesOf(teamId)).toEqual([0, 0]);
  });

  it("to an address is for the account with it, whether there is one or not", async () => {
    const { owner, teamId } = await makeGroup();
    const named = await makeUser();
    const answers = await Promise.all(
      [named.email.toUpperCase(), `${randomUUID()}@example.org`].map((email) =>
        as(owner).invitations.createForTeam({ teamId, email, mostUses: 9 }),
      ),
    );
    // only the link differs
    expect(new Set(answers.map(({ link, ...rest }) => JSON.stringify(rest))).size).toBe(1);
    const token = tokenOf(answers[0] as { link: string });
    const other = await makeUser();
    expect((await as(other).invitations.open({ token })).refusal).toMatch(/a different address/);
    await expect(as(other).invitations.accept({ token })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await as(named).invitations.accept({ token });
    expect(await roleIn(teamId, named)).toBe("member");
    await expect(anonymous().invitations.open({ token })).rejects.toMatchObject(GONE);
  });

  it("to an address wants it confirmed where this installation sends mail", async () => {
    const { owner, teamId } = await makeGroup();
    const [unproven, proven] = [await makeUser(), await makeUser({ emailVerified: new Date() })];
    const tokens = [];
    for (const { email } of [unproven, proven])
      tokens.push(await inviteTo(owner, teamId, { email }));
    Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await expect(as(unproven).invitations.accept({ token: tokens[0] ?? "" })).rejects.toMatchObject(
      { code: "FORBIDDEN", message: expect.stringContaining("confirmed") },
    );
    await as(proven).invitations.accept({ token: tokens[1] ?? "" });
    expect(await roleIn(teamId, unproven)).toBeNull();
    expect(await roleIn(teamId, proven)).toBe("member");
  });

  it("ends with its creator's right, and works again with it", async () => {
    const { owner, admin, teamId } = await makeGroup();
    const token = await inviteTo(admin, teamId, { role: "admin" });
    const reader = await makeUser();
    await as(owner).teams.setRole({ teamId, userId: admin.id, role: "member" });
    await expect(as(reader).invitations.accept({ token })).rejects.toMatchObject(GONE);
    expect(await as(owner).invitations.ofTeam({ teamId })).toMatchObject([{ works: false }]);
    await as(owner).teams.remove({ teamId, userId: admin.id });
    await expect(as(reader).invitations.open({ token })).rejects.toMatchObject(GONE);
    await as(owner).teams.restoreMember({ teamId, userId: admin.id });
    await as(owner).teams.setRole({ teamId, userId: admin.id, role: "owner" });
    await as(reader).invitations.accept({ token });
    expect(await roleIn(teamId, reader)).toBe("admin");
  });

  it("grants only what its creator may grant at that moment", async () => {
    for (const _round of rounds(10)) {
      const { owner, admin, teamId } = await makeGroup();
      const token = await inviteTo(admin, teamId);
      const reader = await makeUser();
      const [joined] = await Promise.allSettled([
        as(reader).invitations.accept({ token }),
        as(owner).teams.remove({ teamId, userId: admin.id }),
      ]);
      if (joined.status === "rejected") expect(joined.reason).toMatchObject(GONE);
      await expect(as(await makeUser()).invitations.accept({ token })).rejects.toMatchObject(GONE);
    }
  });
});

describe("who was removed", () => {
  it("does not come back by an older link to the team, but by a newer one", async () => {
    const { owner, teamId, team } = await makeGroup();
    const [leaver, list] = [await makeUser(), await makeCollection(team)];
    const token = await inviteTo(owner, teamId, { mostUses: 10 });
    const guestLink = await as(owner).invitations.createForList({ listId: list.id, email: "" });
    await as(leaver).invitations.accept({ token });
    await as(owner).teams.remove({ teamId, userId: leaver.id });
    for (const old of [token, tokenOf(guestLink)]) {
      expect((await as(leaver).invitations.open({ token: old })).refusal).toContain("removed");
      await expect(as(leaver).invitations.accept({ token: old })).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringContaining("Ask for a new one"),
      });
    }
    expect(await usesOf(teamId)).toEqual([1]);
    const [open] = await as(owner).invitations.ofTeam({ teamId });
    const renewed = tokenOf(await as(owner).invitations.resend({ id: open?.id ?? "" }));
    await as(leaver).invitations.accept({ token: renewed });
    expect(await roleIn(teamId, leaver)).toBe("member");
  });

  it("by mistake is in again by undo, and by the same link after leaving of their own will", async () => {
    const { owner, teamId } = await makeGroup();
    const member = await makeUser();
    const token = await inviteTo(owner, teamId, { mostUses: 10 });
    await as(member).invitations.accept({ token });
    await as(owner).teams.remove({ teamId, userId: member.id });
    await as(owner).teams.restoreMember({ teamId, userId: member.id });
    await as(member).teams.leave({ teamId });
    await as(member).invitations.accept({ token });
    expect(await roleIn(teamId, member)).toBe("member");
  });

  it("or given a lower role, is not raised again by leaving and coming back by the same link", async () => {
    const { owner, teamId } = await makeGroup();
    const admin = await makeUser();
    const token = await inviteTo(owner, teamId, { role: "admin", mostUses: 2 });
    await as(admin).invitations.accept({ token });
    await as(owner).teams.setRole({ teamId, userId: admin.id, role: "member" });
    await as(admin).teams.leave({ teamId });
    await expect(as(admin).invitations.accept({ token })).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringContaining("lower role"),
    });
    // nor is that a removal, which could be undone
    await expect(as(owner).teams.restoreMember({ teamId, userId: admin.id })).rejects.toMatchObject(
      {
        code: "NOT_FOUND",
      },
    );
    await as(admin).invitations.accept({ token: await inviteTo(owner, teamId) });
    expect(await roleIn(teamId, admin)).toBe("member");
  });

  it("and has come back and left by themselves, is not put back unasked", async () => {
    const { owner, teamId, team } = await makeGroup();
    const { id: listId } = await makeCollection(team);
    const person = await makeUser();
    const whom = { userId: person.id };
    await as(person).invitations.accept({ token: await inviteTo(owner, teamId) });
    await as(owner).listMembers.set({ listId, ...whom, role: "manager" });
    await as(owner).listMembers.remove({ listId, ...whom });
    await as(owner).teams.remove({ teamId, ...whom });
    const notHere = { code: "NOT_FOUND" };
    await expect(as(owner).listMembers.restore({ listId, ...whom })).rejects.toMatchObject(notHere);
    await as(person).invitations.accept({ token: await inviteTo(owner, teamId) });
    await as(person).teams.leave({ teamId });
    await expect(as(owner).teams.restoreMember({ teamId, ...whom })).rejects.toMatchObject(notHere);

    const guestLink = await as(owner).invitations.createForList({ listId, email: "" });
    await as(person).invitations.accept({ token: tokenOf(guestLink) });
    await as(person).listMembers.remove({ listId, ...whom });
    await expect(as(owner).listMembers.restore({ listId, ...whom })).rejects.toMatchObject(notHere);
  });

  it("from a collection, or lowered there, is no more by the link that they came in by", async () => {
    const { owner, team } = await makeGroup();
    const { id: listId } = await makeCollection(team);
    const guest = await makeUser();
    const made = { listId, email: "", role: "editor" as const, mostUses: 10 };
    const token = tokenOf(await as(owner).invitations.createForList(made));
    const role = async () => (await as(guest).lists.read({ listId })).role;
    await as(guest).invitations.accept({ token });
    await as(owner).listMembers.set({ listId, userId: guest.id, role: "viewer" });
    await as(guest).invitations.accept({ token });
    expect(await role()).toBe("viewer");
    await as(owner).listMembers.remove({ listId, userId: guest.id });
    await expect(as(guest).invitations.accept({ token })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await as(guest).invitations.accept({
      token: tokenOf(await as(owner).invitations.createForList(made)),
    });
    expect(await role()).toBe("editor");
  });
});

describe("a newcomer", () => {
  it.each(["open", "invite"] as const)(
    "comes in by a link where sign-up is %s, and is in the team at once",
    async (rule) => {
      const { owner, teamId, team } = await makeGroup();
      const list = await makeCollection(team);
      const token = await inviteTo(owner, teamId, { listId: list.id, mostUses: 2 });
      Object.assign(env(), { SIGN_UP: rule });
      const email = `${randomUUID()}@example.org`;
      expect(await anonymous().auth.admission({ invitation: token })).toMatchObject({
        refusal: null,
        joins: team.name,
      });
      expect((await newcomer(token, { email })).session).not.toBeNull();
      const [user] = await appDatabase().select().from(users).where(eq(users.email, email));
      expect(await roleIn(teamId, user as User)).toBe("member");
      expect((await as(user as User).invitations.open({ token })).joined).toBe(`/lists/${list.id}`);
    },
  );

  it("cannot sign up by any link if sign-up is closed", async () => {
    const { owner, teamId } = await makeGroup();
    const token = await inviteTo(owner, teamId);
    Object.assign(env(), { SIGN_UP: "closed" });
    await expect(newcomer(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await usesOf(teamId)).toEqual([0]);
  });

  it("is kept out by a dead link only where an invitation is needed", async () => {
    const { owner, teamId } = await makeGroup();
    const token = await inviteTo(owner, teamId);
    await newcomer(token);
    expect((await newcomer(token)).session).not.toBeNull();
    Object.assign(env(), { SIGN_UP: "invite" });
    await expect(newcomer(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await usesOf(teamId)).toEqual([1]);
  });

  it("for whom one place is left gets it, however many sign up at once", async () => {
    const { owner, teamId } = await makeGroup();
    const token = await inviteTo(owner, teamId);
    Object.assign(env(), { SIGN_UP: "invite" });
    const ends = await Promise.allSettled([1, 2, 3].map(() => newcomer(token)));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("a reader who signs up through a provider joins the team by the link, and never unasked", async () => {
    const { owner, teamId } = await makeGroup();
    const identity = (email: string) => ({
      provider: "oidc",
      providerName: "Login",
      providerAccountId: randomUUID(),
      name: "Guest",
      email,
      emailVerified: true,
    });
    const stranger = contextFor({ kind: "anonymous" });
    const find = async (email: string) =>
      (await appDatabase().select().from(users).where(eq(users.email, email)))[0] as User;
    const [asked, unasked] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`];
    await as(owner).invitations.createForTeam({ teamId, email: unasked });
    await linkOrCreateAccount(stranger, identity(asked), await inviteTo(owner, teamId));
    await linkOrCreateAccount(stranger, identity(unasked));
    expect(await roleIn(teamId, await find(asked))).toBe("member");
    expect(await roleIn(teamId, await find(unasked))).toBeNull();
  });
});

describe("an open invitation of an address", () => {
  it("is used up once they join the team by another, and a later one works", async () => {
    const { owner, teamId } = await makeGroup();
    const [person, other] = [await makeUser(), await makeUser()];
    const own = await inviteTo(owner, teamId, { email: person.email.toUpperCase() });
    const theirs = await inviteTo(owner, teamId, { email: other.email });
    const link = await inviteTo(owner, teamId, { mostUses: 5 });
    await as(person).invitations.accept({ token: link });
    expect((await as(owner).invitations.ofTeam({ teamId })).map(({ email }) => email)).toEqual([
      null,
      other.email,
    ]);
    await as(person).teams.leave({ teamId });
    await expect(as(person).invitations.accept({ token: own })).rejects.toMatchObject(GONE);
    await as(other).invitations.accept({ token: theirs });
    const later = await inviteTo(owner, teamId, { email: person.email });
    await as(person).invitations.accept({ token: later });
    expect(await roleIn(teamId, person)).toBe("member");
  });

  it("stays open if they have not proved that it is theirs", async () => {
    const { owner, teamId } = await makeGroup();
    const person = await makeUser({ emailVerified: null });
    await inviteTo(owner, teamId, { email: person.email });
    Object.assign(env(), { SMTP_URL: "smtp://localhost" });
    const token = await inviteTo(owner, teamId);
    await as(person).invitations.accept({ token });
    expect(await roleIn(teamId, person)).toBe("member");
    expect(await as(owner).invitations.ofTeam({ teamId })).toMatchObject([{ email: person.email }]);
  });

  it("to a collection is used up by one with an equal or higher role only", async () => {
    const { owner, team } = await makeGroup();
    const { id: listId } = await makeCollection(team, { visibility: "people", named: [] });
    const guest = await makeUser();
    const invite = async (role: "viewer" | "editor" | "manager", email = "") =>
      tokenOf(await as(owner).invitations.createForList({ listId, email, role }));
    await invite("viewer", guest.email);
    await invite("manager", guest.email);
    await as(guest).invitations.accept({ token: await invite("editor") });
    expect(await as(owner).invitations.ofList({ listId })).toMatchObject([{ listRole: "manager" }]);
  });
});

describe("guests", () => {
  async function makeHosts() {
    const group = await makeGroup();
    const list = await makeCollection(group.team, { visibility: "people", named: [] });
    return { ...group, list, listId: list.id };
  }

  it("are invited to one collection by its managers, see it and nothing of the team", async () => {
    const { owner, member, listId, slug, teamId, team } = await makeHosts();
    const other = await makeCollection(team);
    const guest = await makeUser();
    await expect(as(member).invitations.createForList({ listId, email: "" })).rejects.toMatchObject(
      { code: "NOT_FOUND" },
    );
    await expect(
      as(member).invitations.createForList({ listId: other.id, email: "" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const made = await as(owner).invitations.createForList({ listId, email: "", role: "editor" });
    expect(await as(guest).invitations.accept({ token: tokenOf(made) })).toEqual({
      path: `/lists/${listId}`,
    });
    expect((await as(guest).lists.read({ listId })).list.id).toBe(listId);
    await expect(as(guest).lists.read({ listId: other.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(guest).teams.read({ slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(guest).invitations.ofTeam({ teamId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(guest).invitations.ofList({ listId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("rise by a higher invitation, never fall by a lower one, and use one a rise", async () => {
    const { owner, listId } = await makeHosts();
    const guest = await makeUser();
    const accept = async (role: "viewer" | "editor") => {
      const made = await as(owner).invitations.createForList({
        listId,
        email: "",
        role,
        mostUses: 5,
      });
      await as(guest).invitations.accept({ token: tokenOf(made) });
      return (await as(owner).invitations.ofList({ listId }))[0]?.uses;
    };
    expect(await accept("viewer")).toBe(1);
    expect(await accept("editor")).toBe(1);
    expect(await accept("viewer")).toBe(0);
  });

  it("have no reading list of somebody else", async () => {
    const reader = await makeUser();
    const { id } = await as(reader).lists.create({ id: randomUUID(), name: "Mine" });
    await expect(
      as(reader).invitations.createForList({ listId: id, email: "" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("inviting somebody who is in already", () => {
  it("tells the team's managers, whatever case the address is typed in", async () => {
    const { admin, member, teamId } = await makeGroup();
    const email = member.email.toUpperCase();
    await expect(as(admin).invitations.createForTeam({ teamId, email })).rejects.toMatchObject({
      code: "CONFLICT",
      message: `${member.name} is already a member of this team.`,
    });
    const stranger = await makeUser();
    await expect(inviteTo(admin, teamId, { email: stranger.email })).resolves.toBeTruthy();
  });

  it("says so on a collection, unless the role is a higher one", async () => {
    const { admin, member, team } = await makeGroup();
    const guest = await makeUser();
    const { id: listId } = await makeCollection(team, { named: [[guest, "commenter"]] });
    const invite = (user: User, role: "viewer" | "editor" | "manager") =>
      as(admin).invitations.createForList({ listId, email: user.email, role });
    for (const [user, role, held] of [
      [guest, "viewer", "commenter"],
      [member, "editor", "editor"],
    ] as const) {
      await expect(invite(user, role)).rejects.toMatchObject({
        code: "CONFLICT",
        message: `${user.name} can open this collection already, as ${held}.`,
      });
    }
    await expect(invite(guest, "editor")).resolves.toBeTruthy();
    await expect(invite(member, "manager")).resolves.toBeTruthy();
  });
});
