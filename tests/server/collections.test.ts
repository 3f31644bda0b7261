import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { listItems, listMembers } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import type { ListRole } from "@/server/access/policy";
import { appDatabase } from "@/server/platform/database";
import { as } from "../support/callers";
import {
  type List,
  makeCollection,
  makePaper,
  makeTeam,
  makeUser,
  type Paper,
} from "../support/factories";
import { rounds } from "../support/rounds";

type Caller = ReturnType<typeof as>;

const ROLES: ListRole[] = ["viewer", "commenter", "contributor", "editor", "manager"];

const order = async (reader: Caller, listId: string) =>
  (await reader.lists.index({ listId })).items.map(([paperId]) => paperId);

const papersOf = (number: number) => Promise.all(Array.from({ length: number }, () => makePaper()));

/** A team with an owner, an admin and a member, and a collection with these papers. */
async function world(count = 3, given: Parameters<typeof makeCollection>[1] = {}) {
  const [owner, admin, member, guest, stranger] = await Promise.all(
    Array.from({ length: 5 }, () => makeUser()),
  );
  if (!owner || !admin || !member || !guest || !stranger) throw new Error("nobody was made");
  const team = await makeTeam({ owner, admins: [admin], members: [member] });
  const papers = await papersOf(count);
  const list = await makeCollection(team, { papers, addedBy: owner, ...given });
  return { team, list, owner, admin, member, guest, stranger, papers: papers.map(({ id }) => id) };
}

const name = (list: List, user: { id: string }, role: ListRole) =>
  appDatabase().insert(listMembers).values({ listId: list.id, userId: user.id, role });

describe("a collection", () => {
  test("is among its readers' lists, with its team and their role", async () => {
    const { list, team, owner, member, guest, stranger } = await world();
    const entry = { id: list.id, papers: 3, team: { id: team.id, slug: team.slug } };
    expect(await as(owner).lists.all()).toMatchObject([{ ...entry, role: "manager" }]);
    expect(await as(member).lists.all()).toMatchObject([{ ...entry, role: "editor" }]);
    expect(await as(guest).lists.all()).toEqual([]);
    await name(list, guest, "commenter");
    expect(await as(guest).lists.all()).toMatchObject([
      { ...entry, role: "commenter", mayAdd: false },
    ]);
    expect(await as(stranger).lists.all()).toEqual([]);
  });

  test("for named people only is visible to them and the team's managers", async () => {
    const { list, admin, member, guest } = await world(1, { visibility: "people" });
    await name(list, guest, "viewer");
    expect(await as(admin).lists.read({ listId: list.id })).toMatchObject({ role: "manager" });
    expect(await as(guest).lists.read({ listId: list.id })).toMatchObject({ role: "viewer" });
    await expect(as(member).lists.read({ listId: list.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test.each(ROLES)("lets a %s do what the table says, and no more", async (role) => {
    const { list, guest, papers } = await world(2);
    await name(list, guest, role);
    const caller = as(guest);
    const listId = list.id;
    const rank = ROLES.indexOf(role);
    const [paperId] = papers as [number];
    const own = (await makePaper()).id;
    const may = async (least: number, act: () => Promise<unknown>) => {
      if (rank >= least) await expect(act()).resolves.toBeTruthy();
      else await expect(act()).rejects.toMatchObject({ code: "FORBIDDEN" });
    };
    await may(0, () => caller.lists.index({ listId }));
    await may(0, () => caller.lists.rows({ listId, paperIds: papers }));
    await may(0, () => caller.listMembers.list({ listId }));
    await may(2, () => caller.items.add({ listId, paperId: own, note: "Mine" }));
    await may(2, () => caller.items.setNote({ listId, paperId: own, note: "New", was: "Mine" }));
    await may(3, () => caller.items.setNote({ listId, paperId, note: "Any", was: "" }));
    await may(3, () => caller.items.reorder({ listId, paperId, to: "bottom" }));
    await may(3, () => caller.items.removeMany({ listId, paperIds: [own, paperId] }));
    await may(2, () => caller.items.restoreMany({ listId, paperIds: [own, paperId] }));
    await may(2, () => caller.items.trash({ listId }));
    await may(2, () => caller.items.remove({ listId, paperId: own }));
    await may(3, async () => {
      const { updatedAt } = (await caller.lists.read({ listId })).list;
      return caller.lists.edit({ listId, name: "New", description: "", updatedAt });
    });
    await may(4, () => caller.sharing.share({ listId, withNotes: false }));
    await may(4, () => caller.sharing.unshare({ listId }));
    await may(4, () =>
      caller.listMembers.setOpenTo({ listId, visibility: "team", memberRole: "viewer" }),
    );
    await may(4, () => caller.lists.remove({ listId }));
  });

  test("shows the notes for it in its counts to its readers, those for the team to the team", async () => {
    const { list, team, member, guest, papers } = await world(1);
    await name(list, guest, "viewer");
    const [paperId] = papers as [number];
    const note = { paperId, version: 1, authorId: member.id, body: "Words" };
    await appDatabase()
      .insert(annotations)
      .values([
        { ...note, audience: "list", audienceListId: list.id },
        { ...note, audience: "team", audienceTeamId: team.id },
        { ...note, audience: "list", audienceListId: list.id, deletedAt: new Date() },
        { ...note, audience: "me" },
      ]);
    const discussed = async (caller: Caller) =>
      (await caller.lists.rows({ listId: list.id, paperIds: papers }))[0]?.discussed;
    expect(await discussed(as(member))).toBe(2);
    expect(await discussed(as(guest))).toBe(1);
  });

  test("copied to my lists is mine, with the papers in order, and leaves the collection alone", async () => {
    const { list, member, papers } = await world(3);
    const copy = { from: list.id, id: randomUUID(), name: "Mine", withNotes: true };
    await as(member).collections.duplicate(copy);
    expect(await order(as(member), copy.id)).toEqual(papers);
    expect(await as(member).lists.read({ listId: copy.id })).toMatchObject({ team: null });
  });

  test("duplicated into a team wants membership there", async () => {
    const { list, team, guest, member } = await world(1);
    await name(list, guest, "manager");
    const copy = () => ({ from: list.id, id: randomUUID(), name: "Copy", teamId: team.id });
    await expect(as(guest).collections.duplicate(copy())).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(member).collections.duplicate(copy())).resolves.toBeTruthy();
  });
});

describe("members", () => {
  test("are listed with what they are and by what", async () => {
    const { list, owner, admin, member, guest } = await world(0, { memberRole: "contributor" });
    await name(list, guest, "viewer");
    const { people } = await as(member).listMembers.list({ listId: list.id });
    const found = new Map(people.map((person) => [person.userId, person]));
    expect(found.get(owner.id)).toMatchObject({ role: "manager", from: "owner" });
    expect(found.get(admin.id)).toMatchObject({ role: "manager", from: "admin" });
    expect(found.get(member.id)).toMatchObject({ role: "contributor", from: "team", isMe: true });
    expect(found.get(guest.id)).toMatchObject({ role: "viewer", from: "guest" });
    expect(JSON.stringify(people)).not.toContain("@");
  });

  test("are named by managers: team members or guests; nobody else is known", async () => {
    const { list, owner, admin, member, guest, stranger } = await world(0);
    const listId = list.id;
    const set = (userId: string, role: ListRole = "manager", by = owner) =>
      as(by).listMembers.set({ listId, userId, role });
    await set(member.id);
    expect(await as(member).lists.read({ listId })).toMatchObject({ role: "manager" });
    const unknown = await set(randomUUID()).catch((error) => error.message);
    const stranger_ = await set(stranger.id).catch((error) => error.message);
    expect(unknown).toBe(stranger_);
    await name(list, guest, "viewer");
    await set(guest.id, "editor");
    await expect(set(guest.id, "manager", guest)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(set(admin.id, "viewer")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await as(owner).listMembers.remove({ listId, userId: guest.id });
    await expect(as(guest).lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("may leave by themselves, and remove nobody else", async () => {
    const { list, member, guest } = await world(0, { memberRole: "viewer" });
    const listId = list.id;
    await name(list, guest, "viewer");
    await expect(as(member).listMembers.remove({ listId, userId: guest.id })).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
    expect(await as(guest).listMembers.remove({ listId, userId: guest.id })).toEqual({
      removed: "viewer",
      left: list.name,
    });
    await expect(as(guest).lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("leave it by giving up their role only where the team does not let them see it", async () => {
    const { list, owner, member } = await world(0, { memberRole: "viewer" });
    const whom = { listId: list.id, userId: member.id };
    for (const visibility of ["team", "people"] as const) {
      await name(list, member, "editor");
      await as(owner).listMembers.setOpenTo({ listId: list.id, visibility, memberRole: "viewer" });
      expect(await as(member).listMembers.remove(whom)).toEqual({
        removed: "editor",
        left: visibility === "people" ? list.name : null,
      });
    }
    await expect(as(member).lists.read({ listId: list.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("cannot change the team's managers, who may give up their named role", async () => {
    const { list, owner, admin } = await world(0);
    const listId = list.id;
    await name(list, owner, "manager");
    await name(list, admin, "viewer");
    for (const [by, whom] of [
      [admin, owner],
      [owner, admin],
    ] as const) {
      await expect(as(by).listMembers.remove({ listId, userId: whom.id })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
    }
    expect(await as(owner).listMembers.remove({ listId, userId: owner.id })).toEqual({
      removed: "manager",
      left: null,
    });
  });

  test("closing a collection to the team does not lock oneself out", async () => {
    const { list, member } = await world(0, { memberRole: "manager" });
    const listId = list.id;
    await as(member).listMembers.setOpenTo({ listId, visibility: "people", memberRole: "viewer" });
    expect(await as(member).lists.read({ listId })).toMatchObject({ role: "manager" });
  });

  test("a change of the members' role leaves who sees the collection as it is", async () => {
    const { list, owner } = await world(0, { memberRole: "viewer" });
    const listId = list.id;
    await as(owner).listMembers.setOpenTo({ listId, visibility: "people" });
    expect(await as(owner).listMembers.setOpenTo({ listId, memberRole: "editor" })).toEqual({
      visibility: "people",
      memberRole: "editor",
    });
  });

  test("a reading list has none", async () => {
    const reader = await makeUser();
    const { id: listId } = await as(reader).lists.create({ id: randomUUID(), name: "Mine" });
    const other = await makeUser();
    await expect(
      as(reader).listMembers.set({ listId, userId: other.id, role: "viewer" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("a guest who manages a collection of named people", () => {
  test("does not find out who else is in the team, as its members do", async () => {
    const { list, owner, member, guest } = await world(1, { visibility: "people" });
    const listId = list.id;
    await name(list, guest, "manager");
    const namable = async (user: typeof owner) =>
      (await as(user).listMembers.list({ listId })).others.map(({ userId }) => userId);
    expect(await namable(owner)).toContain(member.id);
    expect(await namable(guest)).toEqual([]);
    await expect(
      as(guest).listMembers.set({ listId, userId: member.id, role: "viewer" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(owner).listMembers.set({ listId, userId: member.id, role: "viewer" });
    await as(guest).listMembers.set({ listId, userId: member.id, role: "editor" });
  });
});

describe("removing a person from a collection", () => {
  test("is undone for an hour, by a manager, for guests too", async () => {
    const { list, owner, member, guest } = await world(1);
    const listId = list.id;
    await name(list, guest, "editor");
    const whom = { listId, userId: guest.id };
    await as(owner).listMembers.remove(whom);
    await expect(as(guest).lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as(member).listMembers.restore(whom)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await as(owner).listMembers.restore(whom)).toEqual({ role: "editor" });
    expect((await as(guest).lists.read({ listId })).role).toBe("editor");
    await expect(as(owner).listMembers.restore(whom)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(owner).listMembers.remove(whom);
    const late = { now: () => new Date(Date.now() + 61 * 60_000) };
    await expect(as(owner, late).listMembers.restore(whom)).rejects.toMatchObject({
      message: expect.stringContaining("too late"),
    });
  });

  test("of oneself is nobody else's to undo", async () => {
    const { list, owner, guest } = await world(1);
    const whom = { listId: list.id, userId: guest.id };
    await name(list, guest, "editor");
    await as(guest).listMembers.remove(whom);
    await expect(as(owner).listMembers.restore(whom)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("merging", () => {
  test("brings each paper once, in order, with who added it and the notes of both", async () => {
    const { team, owner, member, list: into, papers } = await world(2);
    const extra = await papersOf(2);
    const [first] = papers as [number];
    const from = await makeCollection(team, {
      papers: [{ id: first } as (typeof extra)[number], ...extra],
      addedBy: member,
    });
    const editor = as(owner);
    const note = (listId: string, text: string) =>
      editor.items.setNote({ listId, paperId: first, note: text, was: "" });
    await note(into.id, "Ours");
    await note(from.id, "Theirs");
    await editor.collections.merge({ from: from.id, into: into.id });
    expect(await order(editor, into.id)).toEqual([...papers, ...extra.map(({ id }) => id)]);
    const rows = await editor.lists.rows({ listId: into.id, paperIds: [first, extra[0]?.id ?? 0] });
    expect(rows[0]?.note).toBe("Ours\n\nTheirs");
    expect(rows[1]?.addedBy).toBe(member.name);
    await expect(editor.lists.read({ listId: from.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await editor.lists.restore({ listId: from.id });
    expect(await order(editor, from.id)).toHaveLength(3);
  });

  test.each([
    ["the same people", {}, true],
    ["somebody who could not read it", { visibility: "people" as const }, false],
  ])("into what %s read: the discussion follows or stays", async (_, given, follows) => {
    const { team, owner, list: into, papers } = await world(1);
    const from = await makeCollection(team, given);
    const [made] = await appDatabase()
      .insert(annotations)
      .values({
        paperId: papers[0] as number,
        version: 1,
        authorId: owner.id,
        body: "Between us",
        audience: "list",
        audienceListId: from.id,
      })
      .returning();
    const done = await as(owner).collections.merge({ from: from.id, into: into.id });
    expect(done.discussionFollowed).toBe(follows);
    const [now] = await appDatabase()
      .select()
      .from(annotations)
      .where(eq(annotations.id, made?.id ?? ""));
    expect(now?.audienceListId).toBe(follows ? into.id : from.id);
  });

  test("shows nobody who manages the other what was hidden from them", async () => {
    const { team, owner, list: into, member, papers } = await world(1);
    const other = await makeUser();
    await appDatabase()
      .insert(teamMembers)
      .values({ teamId: team.id, userId: other.id, role: "member" });
    await as(owner).listMembers.set({ listId: into.id, userId: other.id, role: "manager" });
    const [paperId] = papers as [number];
    const from = await makeCollection(team, { papers: [{ id: paperId } as Paper] });
    const write = async (body: string) => {
      const note = { id: randomUUID(), paperId, version: 1, body, audience: { listId: from.id } };
      return (await as(member).annotations.create(note)).id;
    };
    const [hidden, shown] = [await write("Hidden"), await write("Shown")];
    const reply = (parentId: string, body: string) =>
      as(member).annotations.reply({ id: randomUUID(), parentId, body });
    await reply(hidden, "Why?");
    const retort = await reply(shown, "Hidden as well");
    await reply(shown, "Shown as well");
    for (const id of [hidden, retort.id]) {
      await as(owner).annotations.setHidden({ id, hidden: true });
    }
    await as(owner).collections.merge({ from: from.id, into: into.id });
    const bodies = async (reader: typeof other) =>
      (await as(reader).annotations.onPaper({ paperId })).notes.map(({ body }) => body).toSorted();
    expect(await bodies(other)).toEqual(["Shown", "Shown as well"]);
    // their author has lost none of them
    expect(await bodies(member)).toHaveLength(5);
  });

  test("requires a manager of both, and two of a kind", async () => {
    const { team, member, owner, list } = await world(1);
    const other = await makeCollection(team, { named: [[member, "manager"]] });
    const merge = (by: typeof member, from: string, into: string) =>
      as(by).collections.merge({ from, into });
    await expect(merge(member, other.id, list.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(merge(member, list.id, other.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { id: mine } = await as(owner).lists.create({ id: randomUUID(), name: "Mine" });
    await expect(merge(owner, mine, list.id)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("giving a collection to another team", () => {
  test("requires a manager of both teams, and then it belongs to the other team", async () => {
    const { list, owner, member, papers } = await world(2);
    const other = await makeUser();
    const theirs = await makeTeam({ owner, members: [other] });
    const listId = list.id;
    await as(owner).collections.transfer({ listId, teamId: theirs.id });
    expect(await order(as(other), listId)).toEqual(papers);
    await expect(as(member).lists.read({ listId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is refused to mere managers of the collection and mere members of the team", async () => {
    const { list, member, admin } = await world(0, { memberRole: "manager" });
    const elsewhere = await makeTeam({ members: [admin], admins: [member] });
    const transfer = (by: typeof admin) =>
      as(by).collections.transfer({ listId: list.id, teamId: elsewhere.id });
    await expect(transfer(admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(transfer(member)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const unknown = await makeTeam();
    await expect(
      as(admin).collections.transfer({ listId: list.id, teamId: unknown.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("races", () => {
  test("twenty who reorder, add and remove at once all see one same order", async () => {
    for (const _round of rounds(20)) {
      const { team, list, owner, papers } = await world(8);
      const people = await Promise.all(Array.from({ length: 20 }, () => makeUser()));
      await appDatabase()
        .insert(teamMembers)
        .values(people.map(({ id }) => ({ teamId: team.id, userId: id, role: "member" as const })));
      const fresh = (await papersOf(6)).map(({ id }) => id);
      const gone = papers.slice(6);
      const listId = list.id;
      await Promise.all(
        people.map((person, index) => {
          const caller = as(person);
          const paperId = papers[index % 6] as number;
          const after = papers[(index * 5 + 2) % 6] as number;
          if (index < 6) return caller.items.add({ listId, paperId: fresh[index] as number });
          if (index < 8) return caller.items.remove({ listId, paperId: gone[index - 6] as number });
          if (index < 10) return caller.items.removeMany({ listId, paperIds: gone });
          if (index < 14) return caller.items.reorder({ listId, paperId, to: { after } });
          return caller.items.reorder({ listId, paperId, to: index % 2 ? "top" : "bottom" });
        }),
      );
      const orders = await Promise.all(people.map((person) => order(as(person), listId)));
      const [one] = orders as [number[]];
      expect(orders.every((each) => each.join() === one.join())).toBe(true);
      expect(one.toSorted()).toEqual([...papers.slice(0, 6), ...fresh].toSorted());
      const rows = await appDatabase().select().from(listItems).where(eq(listItems.listId, listId));
      expect(new Set(rows.map((row) => row.position)).size).toBe(rows.length);
      expect(await as(owner).lists.read({ listId })).toMatchObject({ list: { papers: 12 } });
    }
  });

  test("a role removed while its holder writes: the write was before, or is refused", async () => {
    for (const _round of rounds(10)) {
      const { list, owner, guest, papers } = await world(4);
      const listId = list.id;
      await name(list, guest, "editor");
      const [removed, ...writes] = await Promise.allSettled([
        as(owner).listMembers.remove({ listId, userId: guest.id }),
        ...papers.map((paperId) => as(guest).items.remove({ listId, paperId })),
      ]);
      expect(removed?.status).toBe("fulfilled");
      const done = writes.filter(({ status }) => status === "fulfilled").length;
      for (const write of writes) {
        if (write.status === "rejected") expect(write.reason.code).toBe("NOT_FOUND");
      }
      const gone = await appDatabase()
        .select()
        .from(listItems)
        .where(and(eq(listItems.listId, listId), eq(listItems.deletedBy, guest.id)));
      expect(gone).toHaveLength(done);
      await expect(
        as(guest).items.remove({ listId, paperId: papers[0] as number }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
