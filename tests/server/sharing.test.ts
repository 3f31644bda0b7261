import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { exportShared } from "@/server/exports/export-shared";
import { paperFormats } from "@/server/exports/schema";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as, contextFor } from "../support/callers";
import { makeCollection, makePapers, makeTeam, makeUser, putOnList } from "../support/factories";

async function world(count = 2) {
  const owner = await makeUser({ name: "Zoë Nameless" });
  const member = await makeUser();
  const team = await makeTeam({ owner, members: [member], name: "Secret Lab" });
  const papers = await makePapers(Array.from({ length: count }, () => ({})));
  const list = await makeCollection(team, { papers, addedBy: owner, name: "Open" });
  return { owner, member, team, list, listId: list.id, papers };
}

describe("a public link", () => {
  test("shows the papers in order to anybody, and nothing about a person", async () => {
    const { owner, listId, papers } = await world(3);
    const [first] = papers;
    const paperId = first?.id ?? 0;
    await as(owner).items.setNote({ listId, paperId, note: "Why we read it", was: "" });
    await appDatabase().insert(annotations).values({
      paperId,
      version: 1,
      authorId: owner.id,
      body: "Between us",
      audience: "list",
      audienceListId: listId,
    });
    const { token } = await as(owner).sharing.share({ listId, withNotes: false });
    const shown = await anonymous().sharing.read({ token });
    expect(shown.papers.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
    const text = JSON.stringify(shown);
    for (const word of [
      "Zoë",
      "Nameless",
      "Secret Lab",
      "Why we",
      "Between us",
      owner.id,
      listId,
    ]) {
      expect(text).not.toContain(word);
    }
    await as(owner).sharing.share({ listId, withNotes: true });
    expect((await anonymous().sharing.read({ token })).remarks[paperId]).toBe("Why we read it");
  });

  test.each(paperFormats)("exports as %s what it shows, until it is revoked", async (format) => {
    const { owner, listId, papers } = await world(3);
    const paperId = papers[0]?.id ?? 0;
    await as(owner).items.setNote({ listId, paperId, note: "Why we read it", was: "" });
    const ctx = contextFor({ kind: "anonymous" });
    const text = async (token: string) => {
      const file = await exportShared(ctx, randomUUID(), { token, format });
      let text = "";
      for await (const piece of file.pieces) text += piece;
      return text;
    };
    const { token } = await as(owner).sharing.share({ listId, withNotes: false });
    const shown = await text(token);
    for (const { title } of papers) expect(shown).toContain(title);
    for (const word of ["Zoë", "Nameless", "Secret Lab", "Why we", listId]) {
      expect(shown).not.toContain(word);
    }
    await as(owner).sharing.share({ listId, withNotes: true });
    expect(await text(token)).toContain("Why we read it");
    await as(owner).sharing.unshare({ listId });
    await expect(text(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is unguessable, can be looked up, replaced and revoked by managers", async () => {
    const { owner, member, listId } = await world();
    expect(await as(owner).sharing.link({ listId })).toBeNull();
    const one = await as(owner).sharing.share({ listId, withNotes: false });
    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(await as(owner).sharing.share({ listId, withNotes: false })).toEqual(one);
    expect(await as(owner).sharing.link({ listId })).toEqual(one);
    await expect(as(member).sharing.link({ listId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const two = await as(owner).sharing.share({ listId, withNotes: false, replace: true });
    expect(two.token).not.toBe(one.token);
    const read = (token: string) => anonymous().sharing.read({ token });
    await expect(read(one.token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(read(two.token)).resolves.toBeTruthy();
    await as(owner).sharing.unshare({ listId });
    await expect(read(two.token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(read("A".repeat(43))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(read("short")).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("leads nowhere while the list is in the trash or its team dissolved", async () => {
    const { owner, listId, team } = await world();
    const { token } = await as(owner).sharing.share({ listId, withNotes: false });
    const gone = () =>
      expect(anonymous().sharing.read({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(owner).lists.remove({ listId });
    await gone();
    await as(owner).lists.restore({ listId });
    await expect(anonymous().sharing.read({ token })).resolves.toBeTruthy();
    await as(owner).teams.dissolve({ teamId: team.id });
    await gone();
    await as(owner).teams.restore({ teamId: team.id });
    await expect(anonymous().sharing.read({ token })).resolves.toBeTruthy();
  });

  test("of a reading list works as well, page by page", async () => {
    const reader = await makeUser();
    const { id: listId } = await as(reader).lists.create({ id: randomUUID(), name: "Mine" });
    const papers = await makePapers(Array.from({ length: 103 }, () => ({})));
    await putOnList(listId, papers);
    const { token } = await as(reader).sharing.share({ listId, withNotes: false });
    const first = await anonymous().sharing.read({ token });
    const second = await anonymous().sharing.read({ token, after: first.more ?? undefined });
    expect(first.list.papers).toBe(103);
    expect([...first.papers, ...second.papers].map(({ id }) => id)).toEqual(
      papers.map(({ id }) => id),
    );
    expect(second.more).toBeNull();
  });

  test("is a stranger's to neither make, see nor revoke", async () => {
    const { listId } = await world();
    const stranger = as(await makeUser());
    for (const act of [
      () => stranger.sharing.link({ listId }),
      () => stranger.sharing.share({ listId, withNotes: true }),
      () => stranger.sharing.unshare({ listId }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
