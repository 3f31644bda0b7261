import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import type { Audience } from "@/server/annotations/schema";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as } from "../support/callers";
import {
  makeCollection,
  makePaper,
  makeTeam,
  makeUser,
  type Paper,
  type User,
} from "../support/factories";

/** A team with a paper on its collection, and everyone around them. */
async function world() {
  const [owner, admin, ada, ben, guest, viewer, stranger] = await Promise.all(
    Array.from({ length: 7 }, () => makeUser()),
  );
  if (!owner || !admin || !ada || !ben || !guest || !viewer || !stranger) throw new Error("nobody");
  const paper = await makePaper({ feedDate: "2025-03-13" });
  const team = await makeTeam({ owner, admins: [admin], members: [ada, ben, viewer] });
  const collection = await makeCollection(team, {
    papers: [paper],
    named: [[guest, "commenter"]],
  });
  return { owner, admin, ada, ben, guest, viewer, stranger, paper, team, collection };
}

const write = (user: User, paper: Paper, audience: Audience, body = "Between us.") =>
  as(user).annotations.create({
    id: randomUUID(),
    paperId: paper.id,
    version: 1,
    audience,
    body,
  });

const reply = (user: User, parentId: string, body = "Indeed.") =>
  as(user).annotations.reply({ id: randomUUID(), parentId, body });

const bodies = async (user: User | null, paper: Paper) =>
  (await (user ? as(user) : anonymous()).annotations.onPaper({ paperId: paper.id })).notes.map(
    (note) => note.body,
  );

const ownBodies = async (user: User) =>
  (await as(user).annotations.mine({})).papers.flatMap(({ notes }) =>
    notes.map(({ body }) => body),
  );

const leave = (teamId: string, user: User) => as(user).teams.leave({ teamId });

const revisionOf = async (listId: string) =>
  (await appDatabase().select().from(lists).where(eq(lists.id, listId)))[0]?.revision ?? 0;

describe("a note for a team", () => {
  test("is read by its members with its name, and is not there for anybody else", async () => {
    const { ada, ben, owner, guest, stranger, paper, team } = await world();
    const note = await write(ada, paper, { teamId: team.id });
    expect(note).toMatchObject({ audience: "team", group: { id: team.id, name: team.name } });
    for (const member of [ada, ben, owner]) {
      expect(await bodies(member, paper)).toEqual(["Between us."]);
    }
    for (const other of [guest, stranger, null]) expect(await bodies(other, paper)).toEqual([]);
    const theirs = as(stranger);
    const tries = [
      () => reply(stranger, note.id),
      () => theirs.annotations.edit({ id: note.id, body: "Ha.", was: "Between us." }),
      () => theirs.annotations.remove({ id: note.id }),
      () => theirs.annotations.restore({ id: note.id }),
      () => theirs.annotations.setHidden({ id: note.id, hidden: true }),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("is not counted for others", async () => {
    const { ada, ben, stranger, paper, team, collection } = await world();
    await write(ada, paper, { teamId: team.id }, "Zyzzyva");
    await write(ada, paper, { listId: collection.id }, "Zyzzyva too");
    const edition = await anonymous().editions.daily({ feedDate: "2025-03-13" });
    expect(edition.papers.find((row) => row.id === paper.id)?.notes).toBe(0);
    for (const caller of [anonymous(), as(stranger)]) {
      expect((await caller.search.papers({ q: "Zyzzyva" })).found).toBe(0);
    }
    for (const other of [ben, stranger]) {
      const mine = await as(other).annotations.mine({});
      expect(mine).toMatchObject({ papers: [], groups: { teams: [], lists: [] } });
      const asked = as(other).annotations.mine({ audience: { teamId: team.id }, q: "Zyzzyva" });
      expect((await asked).papers).toEqual([]);
    }
  });

  test("is written by its members only", async () => {
    const { stranger, guest, paper, team } = await world();
    for (const other of [stranger, guest]) {
      await expect(write(other, paper, { teamId: team.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    await expect(write(stranger, paper, { teamId: randomUUID() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is inaccessible at once to those who have left, except the author's own notes", async () => {
    const { ada, ben, paper, team } = await world();
    const hers = await write(ada, paper, { teamId: team.id }, "Ada's.");
    await write(ben, paper, { teamId: team.id }, "Ben's.");
    const answer = await reply(ben, hers.id, "Ben's answer.");
    await leave(team.id, ben);
    expect(await bodies(ben, paper)).toEqual(["Ben's."]);
    expect((await ownBodies(ben)).sort()).toEqual(["Ben's answer.", "Ben's."]);
    const own = (await as(ben).annotations.mine({})).papers[0]?.notes ?? [];
    expect(own.map((note) => note.group?.name)).toEqual([null, null]);
    await expect(reply(ben, hers.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      as(ben).annotations.edit({ id: answer.id, body: "Still here.", was: "Ben's answer." }),
    ).rejects.toMatchObject({ code: "FORBIDDEN", message: expect.stringMatching(/still delete/) });
    expect(await bodies(ada, paper)).toEqual(["Ada's.", "Ben's.", "Ben's answer."]);
    await as(ben).annotations.remove({ id: answer.id });
    expect(await bodies(ada, paper)).toEqual(["Ada's.", "Ben's."]);
  });
});

describe("a note for a collection", () => {
  test("is read by its readers, guests too, and written by commenters and more", async () => {
    const { ada, guest, viewer, admin, stranger, paper, collection } = await world();
    const audience = { listId: collection.id };
    await appDatabase()
      .update(lists)
      .set({ memberRole: "viewer" })
      .where(eq(lists.id, collection.id));
    const note = await write(guest, paper, audience);
    expect(note.group).toEqual({ id: collection.id, name: collection.name });
    for (const each of [ada, viewer, admin, guest]) {
      expect(await bodies(each, paper)).toEqual(["Between us."]);
    }
    for (const other of [stranger, null]) expect(await bodies(other, paper)).toEqual([]);
    await expect(write(ada, paper, audience)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(reply(viewer, note.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(write(stranger, paper, audience)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [asViewer] = (await as(viewer).annotations.onPaper({ paperId: paper.id })).notes;
    expect(asViewer).toMatchObject({ mayReply: false, mayHide: false });
  });

  test("is of people only where the collection is", async () => {
    const { ada, ben, admin, guest, paper, team } = await world();
    const closed = await makeCollection(team, {
      papers: [paper],
      visibility: "people",
      named: [
        [ada, "editor"],
        [guest, "viewer"],
      ],
    });
    await write(ada, paper, { listId: closed.id });
    for (const reader of [ada, guest, admin]) {
      expect(await bodies(reader, paper)).toEqual(["Between us."]);
    }
    expect(await bodies(ben, paper)).toEqual([]);
    await expect(write(ben, paper, { listId: closed.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is about a paper on that list", async () => {
    const { ada, collection, paper } = await world();
    const elsewhere = await makePaper();
    const audience = { listId: collection.id };
    await expect(write(ada, elsewhere, audience)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await appDatabase()
      .update(listItems)
      .set({ deletedAt: new Date() })
      .where(eq(listItems.listId, collection.id));
    await expect(write(ada, paper, audience)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("is for no reading list", async () => {
    const { ada, paper } = await world();
    const { id } = await as(ada).lists.create({
      id: randomUUID(),
      name: "Mine",
      paperId: paper.id,
    });
    await expect(write(ada, paper, { listId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is not seen while the collection is in the trash, or after a guest is sent away", async () => {
    const { ada, guest, paper, collection } = await world();
    await write(ada, paper, { listId: collection.id });
    await appDatabase().delete(listMembers).where(eq(listMembers.userId, guest.id));
    expect(await bodies(guest, paper)).toEqual([]);
    const { admin, ben } = await world();
    expect(await bodies(ben, paper)).toEqual([]);
    expect(await bodies(admin, paper)).toEqual([]);
    await appDatabase()
      .update(lists)
      .set({ deletedAt: new Date() })
      .where(eq(lists.id, collection.id));
    expect(await bodies(ada, paper)).toEqual(["Between us."]);
  });

  test("is restored by its author, but not once they have left; it can still be deleted", async () => {
    const { ada, ben, paper, team, collection } = await world();
    const notes = [
      await write(ada, paper, { teamId: team.id }),
      await write(ada, paper, { listId: collection.id }),
    ];
    for (const { id } of notes) {
      await as(ada).annotations.remove({ id });
      await as(ada).annotations.restore({ id });
      await as(ada).annotations.remove({ id });
    }
    await leave(team.id, ada);
    for (const { id } of notes) {
      await expect(as(ada).annotations.restore({ id })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await as(ada).annotations.remove({ id });
    }
    expect(await bodies(ben, paper)).toEqual([]);
  });

  test("tells open pages of the collection whenever it changes", async () => {
    const { ada, ben, owner, paper, collection } = await world();
    const before = await revisionOf(collection.id);
    const note = await write(ada, paper, { listId: collection.id });
    const answer = await reply(ben, note.id);
    await as(ada).annotations.edit({ id: note.id, body: "Changed.", was: "Between us." });
    await as(ben).annotations.remove({ id: answer.id });
    await as(owner).annotations.setHidden({ id: note.id, hidden: true });
    await as(owner).annotations.setHidden({ id: note.id, hidden: true });
    expect(await revisionOf(collection.id)).toBe(before + 5);
    await write(ada, paper, "me");
    await write(ada, paper, "everyone");
    expect(await revisionOf(collection.id)).toBe(before + 5);
  });

  test("for the team is notified on its collections with the paper, but not to guests", async () => {
    const { ada, ben, guest, paper, team, collection } = await world();
    const [other, elsewhere] = [
      await makeCollection(team, { papers: [paper] }),
      await makeCollection(team, { papers: [await makePaper()] }),
    ];
    const note = await write(ada, paper, { teamId: team.id });
    await reply(ben, note.id);
    await as(ada).annotations.remove({ id: note.id });
    const known = async (reader: User, listId: string) => [
      (await as(reader).lists.index({ listId })).revision,
      (await as(reader).lists.read({ listId })).list.revision,
    ];
    expect(await known(ben, collection.id)).toEqual([3, 3]);
    expect(await known(ben, other.id)).toEqual([3, 3]);
    expect(await known(ben, elsewhere.id)).toEqual([0, 0]);
    expect(await known(guest, collection.id)).toEqual([0, 0]);
  });

  test("written while its author and others change the collections with the paper, stops nobody", async () => {
    const { ada, ben, owner, paper, team, collection } = await world();
    const other = await makeCollection(team, { papers: [paper] });
    const papers = await Promise.all(Array.from({ length: 6 }, () => makePaper()));
    await Promise.all(
      papers.flatMap(({ id }) => [
        write(ada, paper, { teamId: team.id }),
        write(ben, paper, { teamId: team.id }),
        as(ada).items.add({ listId: collection.id, paperId: id }),
        as(ada).items.add({ listId: other.id, paperId: id }),
        as(owner)
          .items.setNote({ listId: other.id, paperId: paper.id, note: `${id}`, was: "" })
          .catch(({ code }) => expect(code).toBe("CONFLICT")),
        as(ben).items.copy({ from: other.id, to: collection.id, paperIds: [paper.id] }),
      ]),
    );
    expect(await bodies(ada, paper)).toHaveLength(12);
  });

  test("twenty at once and as many taken back leave nothing locked", async () => {
    const { ada, ben, paper, collection } = await world();
    const audience = { listId: collection.id };
    const notes = await Promise.all(Array.from({ length: 10 }, () => write(ada, paper, audience)));
    await Promise.all(
      notes.flatMap(({ id }) => [
        reply(ben, id).catch(() => null),
        as(ada).annotations.remove({ id }),
        as(ada)
          .annotations.edit({ id, body: "Changed.", was: "Between us." })
          .catch(() => null),
      ]),
    );
    const left = await as(ada).annotations.onPaper({ paperId: paper.id });
    expect(left.notes.filter((note) => !note.deleted && !note.parentId)).toEqual([]);
  });

  test("a role that is removed concurrently counts or does not", async () => {
    const { ada, paper, team } = await world();
    const [note] = await Promise.all([
      write(ada, paper, { teamId: team.id }).catch((error) => error.code),
      leave(team.id, ada),
    ]);
    if (typeof note === "string") expect(note).toBe("NOT_FOUND");
    await expect(write(ada, paper, { teamId: team.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("hiding", () => {
  test("leaves a note to its author and the managers, marked", async () => {
    const { ada, ben, owner, admin, guest, stranger, paper, team, collection } = await world();
    for (const audience of [{ teamId: team.id }, { listId: collection.id }]) {
      const note = await write(ada, paper, audience, "Rude.");
      await reply(ben, note.id, "Hm.");
      expect(await bodies(ben, paper)).toEqual(["Rude.", "Hm."]);
      const hidden = await as(admin).annotations.setHidden({ id: note.id, hidden: true });
      expect(hidden).toMatchObject({ hidden: { by: admin.name }, author: ada.name, mine: false });
      for (const each of [ada, owner, admin]) {
        expect(await bodies(each, paper)).toEqual(["Rude.", "Hm."]);
      }
      // authors of replies keep them, though no longer below the note
      expect(await bodies(ben, paper)).toEqual([]);
      expect(await ownBodies(ben)).toEqual(["Hm."]);
      for (const each of [guest, stranger, null]) expect(await bodies(each, paper)).toEqual([]);
      await expect(reply(ben, note.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await as(owner).annotations.setHidden({ id: note.id, hidden: false });
      expect(await bodies(ben, paper)).toEqual(["Rude.", "Hm."]);
      await appDatabase().delete(annotations);
    }
  });

  test("takes the note and its replies out of counts, activity and exports", async () => {
    const { ada, ben, owner, guest, paper, team, collection } = await world();
    const note = await write(ada, paper, { listId: collection.id }, "Rude.");
    await reply(ben, note.id, "Hm.");
    const discussed = async (user: User) => {
      const asked = { listId: collection.id, paperIds: [paper.id] };
      return (await as(user).lists.rows(asked))[0]?.discussed;
    };
    expect(await discussed(guest)).toBe(2);
    expect(JSON.stringify(await as(ben).activity.latest({ slug: team.slug }))).toContain("Rude.");
    await as(owner).annotations.setHidden({ id: note.id, hidden: true });
    expect(await discussed(guest)).toBe(0);
    const told = JSON.stringify(await as(ben).activity.latest({ slug: team.slug }));
    expect(told).not.toContain("Rude.");
    expect(told).not.toContain("Hm.");
  });

  test("is notified once: its author's later changes reach only those who see it", async () => {
    const { ada, owner, guest, paper, collection } = await world();
    const note = await write(ada, paper, { listId: collection.id }, "Rude.");
    const revision = async () => (await as(guest).lists.index({ listId: collection.id })).revision;
    const before = await revision();
    await as(owner).annotations.setHidden({ id: note.id, hidden: true });
    const hidden = await revision();
    expect(hidden).toBeGreaterThan(before);
    const reply = { id: randomUUID(), parentId: note.id, body: "I meant it." };
    await as(ada).annotations.reply(reply);
    await as(ada).annotations.edit({ id: reply.id, body: "I did not.", was: reply.body });
    await as(ada).annotations.remove({ id: reply.id });
    await as(ada).annotations.edit({ id: note.id, body: "Less rude.", was: "Rude." });
    await as(ada).annotations.remove({ id: note.id });
    expect(await revision()).toBe(hidden);
  });

  test("is for managers, and rewrites nothing", async () => {
    const { ada, ben, owner, paper, team, collection } = await world();
    const forTeam = await write(ada, paper, { teamId: team.id });
    const forList = await write(ada, paper, { listId: collection.id });
    for (const { id } of [forTeam, forList]) {
      for (const member of [ada, ben]) {
        await expect(as(member).annotations.setHidden({ id, hidden: true })).rejects.toMatchObject({
          code: "FORBIDDEN",
        });
      }
      for (const attempt of [
        () => as(owner).annotations.edit({ id, body: "Polite.", was: "Between us." }),
        () => as(owner).annotations.remove({ id }),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
    const open = await write(ada, paper, "everyone");
    await expect(
      as(owner).annotations.setHidden({ id: open.id, hidden: true }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is not undone by moving the note, or the one that it replies to, elsewhere", async () => {
    const { ada, owner, paper, team } = await world();
    const note = await write(ada, paper, { teamId: team.id });
    const answer = await reply(ada, note.id, "Rude.");
    for (const { id } of [answer, note]) {
      await as(owner).annotations.setHidden({ id, hidden: true });
      await expect(
        as(ada).annotations.edit({ id: note.id, audience: "everyone" }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
      await as(owner).annotations.setHidden({ id, hidden: false });
    }
    expect(await bodies(null, paper)).toEqual([]);
  });

  test("of the only reply leaves no trace of a deleted note to those who may not see it", async () => {
    const { ada, ben, owner, paper, team } = await world();
    const note = await write(ada, paper, { teamId: team.id });
    const answer = await reply(owner, note.id, "Rude.");
    await as(ada).annotations.remove({ id: note.id });
    expect(await bodies(ben, paper)).toEqual(["", "Rude."]);
    await as(owner).annotations.setHidden({ id: answer.id, hidden: true });
    expect(await bodies(ben, paper)).toEqual([]);
    expect(await bodies(owner, paper)).toEqual(["", "Rude."]);
  });
});

describe("moving a note to another audience", () => {
  test("takes its own replies along, and takes a right to write there", async () => {
    const { ada, ben, guest, paper, team, collection } = await world();
    const note = await write(ada, paper, "me", "Draft.");
    await reply(ada, note.id, "To check.");
    const to = (audience: Audience) => as(ada).annotations.edit({ id: note.id, audience });
    await to({ teamId: team.id });
    expect(await bodies(ben, paper)).toEqual(["Draft.", "To check."]);
    expect(await bodies(guest, paper)).toEqual([]);
    await to({ listId: collection.id });
    expect(await bodies(guest, paper)).toEqual(["Draft.", "To check."]);
    const foreign = await makeTeam();
    const theirs = await makeCollection(foreign, { papers: [paper] });
    for (const audience of [{ teamId: foreign.id }, { listId: theirs.id }]) {
      await expect(to(audience)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await reply(guest, note.id);
    await expect(to("me")).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("what can be chosen", () => {
  test("are my teams, and the collections with the paper on which I may write", async () => {
    const { ada, guest, viewer, stranger, paper, team, collection } = await world();
    await makeCollection(team);
    await makeCollection(team, { papers: [paper], visibility: "people" });
    const readOnly = await makeCollection(team, { papers: [paper], memberRole: "viewer" });
    await makeTeam();
    const asked = { paperId: paper.id };
    const teams = [{ id: team.id, name: team.name, members: 5 }];
    const on = [{ id: collection.id, name: collection.name, team: team.name }];
    expect(await as(ada).annotations.audiences(asked)).toEqual({ teams, lists: on });
    expect(await as(guest).annotations.audiences(asked)).toEqual({ teams: [], lists: on });
    expect(await as(stranger).annotations.audiences(asked)).toEqual({ teams: [], lists: [] });
    expect((await as(viewer).annotations.audiences(asked)).lists).not.toContainEqual(
      expect.objectContaining({ id: readOnly.id }),
    );
  });

  test("my notes can be narrowed to a team and to a collection", async () => {
    const { ada, paper, team, collection } = await world();
    await write(ada, paper, { teamId: team.id }, "Team.");
    await write(ada, paper, { listId: collection.id }, "Collection.");
    await write(ada, paper, "me", "Me.");
    const narrowed = async (audience?: Audience) =>
      (await as(ada).annotations.mine({ audience })).papers.flatMap(({ notes }) =>
        notes.map((note) => note.body),
      );
    expect(await narrowed({ teamId: team.id })).toEqual(["Team."]);
    expect(await narrowed({ listId: collection.id })).toEqual(["Collection."]);
    expect(await narrowed("me")).toEqual(["Me."]);
    expect(await narrowed()).toEqual(["Me.", "Collection.", "Team."]);
    expect((await as(ada).annotations.mine({})).groups).toEqual({
      teams: [{ id: team.id, name: team.name }],
      lists: [{ id: collection.id, name: collection.name }],
    });
  });

  test.each([
    ["a collection and a team at once", { listId: randomUUID(), teamId: randomUUID() }],
    ["nobody in particular", {}],
    ["no uuid", { teamId: "x" }],
    ["another word", "team"],
  ])("%s is refused", async (_, audience) => {
    const { ada, paper } = await world();
    await expect(write(ada, paper, audience as Audience)).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
