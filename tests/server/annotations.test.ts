import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { papers, paperVersions } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import type { Color } from "@/server/annotations/schema";
import { hashText } from "@/server/annotations/text";
import { appDatabase } from "@/server/platform/database";
import { MAX_NOTES, MAX_NOTES_BYTES, MAX_REPLIES } from "@/server/platform/limits";
import { anonymous, as } from "../support/callers";
import { makePaper, makeTeam, makeUser, type Paper, type User } from "../support/factories";

const ABSTRACT =
  "We compress networks with codebooks. Memory falls by a factor of $k^2$ while accuracy stays. " +
  "The code is open, and the bound is tight.";

const paperOf = (abstract = ABSTRACT) => makePaper({ abstract, feedDate: "2025-03-13" });

/** The position of `quote` in the paper's abstract, as a browser would send it. */
function passage(paper: Paper, quote: string) {
  const start = paper.abstract.indexOf(quote);
  return { start, end: start + quote.length, textHash: hashText(paper.abstract) };
}

type Given = {
  body?: string;
  quote?: string;
  audience?: "me" | "everyone";
  id?: string;
  color?: Color;
};

function write(user: User, paper: Paper, { quote, ...given }: Given) {
  return as(user).annotations.create({
    id: randomUUID(),
    paperId: paper.id,
    version: 1,
    audience: "me",
    body: "",
    ...(quote && { target: passage(paper, quote) }),
    ...given,
  });
}

const reply = (user: User, parentId: string, body = "I agree.") =>
  as(user).annotations.reply({ id: randomUUID(), parentId, body });

const seen = async (user: User | null, paper: Paper) =>
  (await (user ? as(user) : anonymous()).annotations.onPaper({ paperId: paper.id })).notes;

async function world() {
  const [ada, ben, paper] = [await makeUser(), await makeUser(), await paperOf()];
  return { ada, ben, paper };
}

describe("writing", () => {
  test("a highlight keeps its passage, with the words of the server's own text", async () => {
    const { ada, paper } = await world();
    const note = await write(ada, paper, { quote: "compress networks" });
    expect(note).toMatchObject({
      exact: "compress networks",
      place: { start: 3, end: 20 },
      body: "",
    });
    expect(await seen(ada, paper)).toEqual([note]);
  });

  test("a highlight has a color, which its author changes without changing its text", async () => {
    const { ada, ben, paper } = await world();
    const quote = "compress networks";
    const plain = await write(ada, paper, { quote, audience: "everyone" });
    expect(plain.color).toBe("yellow");
    const blue = await write(ada, paper, { quote, audience: "everyone", color: "blue" });
    const colors = async (user: User) => (await seen(user, paper)).map(({ color }) => color);
    expect(await colors(ben)).toEqual(["yellow", "blue"]);

    const rose = await as(ada).annotations.edit({ id: blue.id, color: "rose" });
    expect(rose).toEqual({ ...blue, color: "rose" });
    expect(await colors(ben)).toEqual(["yellow", "rose"]);
    await expect(as(ben).annotations.edit({ id: blue.id, color: "green" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await colors(ada)).toEqual(["yellow", "rose"]);
  });

  test("only a passage has a color, and only one of four", async () => {
    const { ada, paper } = await world();
    const comment = { body: "On the whole.", color: "blue" } as const;
    await expect(write(ada, paper, comment)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("color"),
    });
    const { id } = await write(ada, paper, { body: "On the whole." });
    await expect(as(ada).annotations.edit({ id, color: "blue" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: "Only a note on a passage has a color.",
    });
    const gray = "gray" as Color;
    await expect(write(ada, paper, { quote: "networks", color: gray })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const set = (color: string) =>
      appDatabase().execute(sql`update annotations set color = ${color} where id = ${id}`);
    await expect(set("gray")).rejects.toThrow("annotations_color_known");
    await expect(set("blue")).rejects.toThrow("annotations_color_of_passage");
  });

  test("a passage that touches a formula takes all of it", async () => {
    const { ada, paper } = await world();
    const start = paper.abstract.indexOf("factor of");
    const target = { start, end: start + 12, textHash: hashText(paper.abstract) };
    const input = { id: randomUUID(), paperId: paper.id, version: 1, body: "", target };
    const note = await as(ada).annotations.create({ ...input, audience: "me" });
    expect(note.exact).toBe("factor of $k^2$");
  });

  test("the same note sent twice, and twenty times at once, is one note", async () => {
    const { ada, paper } = await world();
    const id = randomUUID();
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => write(ada, paper, { id, body: "Once." })),
    );
    await write(ada, paper, { id, body: "Once." });
    expect(new Set(sent.map((note) => note.id))).toEqual(new Set([id]));
    expect(await seen(ada, paper)).toHaveLength(1);
  });

  test("somebody else's id makes no note and gives none away", async () => {
    const { ada, ben, paper } = await world();
    const secret = await write(ada, paper, { body: "A secret." });
    await expect(write(ben, paper, { id: secret.id, body: "Mine?" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.not.stringContaining("secret"),
    });
    expect(await seen(ben, paper)).toEqual([]);
  });

  test("a passage of a text that has changed is refused with advice", async () => {
    const { ada, paper } = await world();
    const target = { ...passage(paper, "codebooks"), textHash: "0".repeat(64) };
    const input = { id: randomUUID(), paperId: paper.id, version: 1, body: "Hm.", target };
    await expect(as(ada).annotations.create({ ...input, audience: "me" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/is kept\. Reload the page/),
    });
  });

  test.each([
    ["outside the abstract", { start: 0, end: 9_999 }],
    ["backwards", { start: 9, end: 3 }],
    ["only a space", { start: 2, end: 3 }],
  ])("a passage that is %s is refused", async (_, span) => {
    const { ada, paper } = await world();
    const target = { ...span, textHash: hashText(paper.abstract) };
    const input = { id: randomUUID(), paperId: paper.id, version: 1, body: "", target };
    await expect(as(ada).annotations.create({ ...input, audience: "me" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test.each([
    ["empty", "   \n "],
    ["too long", "x".repeat(10_001)],
    ["nothing that shows", "\u200b\n\u3164"],
    ["with half a character", "a\ud800b"],
  ])("words that are %s are refused with the field named", async (_, body) => {
    const { ada, paper } = await world();
    await expect(write(ada, paper, { body })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("body"),
    });
  });

  test("hostile text is kept as it was typed, line breaks and all, but for control characters and overrides", async () => {
    const { ada, paper } = await world();
    const body = "<script>alert(1)</script>\n\nשלום \u200f {{{{ %00 ' ; drop table";
    const typed = `\0 \u202e${body.replaceAll("\n", "\r\n")} \x1b `;
    await write(ada, paper, { body: typed, audience: "everyone" });
    expect((await seen(null, paper))[0]?.body).toBe(body);
  });

  test("a missing paper or version accepts no notes", async () => {
    const { ada, paper } = await world();
    const input = { id: randomUUID(), body: "Hm.", audience: "me" as const };
    for (const where of [
      { paperId: 2_000_000_000, version: 1 },
      { paperId: paper.id, version: 9 },
    ]) {
      await expect(as(ada).annotations.create({ ...input, ...where })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
  });

  describe("is refused, and what was typed kept, where there is no more room", () => {
    const keep = (user: User, paper: Paper, count: number, given = {}) =>
      appDatabase()
        .insert(annotations)
        .values(
          Array.from({ length: count }, () => ({
            paperId: paper.id,
            version: 1,
            authorId: user.id,
            audience: "me" as const,
            body: "x",
            ...given,
          })),
        )
        .returning();
    const refusal = (message: RegExp) => ({
      code: "CONFLICT",
      message: expect.stringMatching(message),
    });

    test("for a reader who keeps 100 notes on the paper, until one is deleted", async () => {
      const { ada, ben, paper } = await world();
      const [first] = await keep(ada, paper, MAX_NOTES);
      await expect(write(ada, paper, { body: "One more." })).rejects.toMatchObject(
        refusal(/100 notes on this paper.*What you typed is kept here: delete a note/),
      );
      await write(ben, paper, { body: "Mine." });
      await as(ada).annotations.remove({ id: first?.id ?? "" });
      await write(ada, paper, { body: "One more." });
    });

    test("for a reader whose notes hold as much text as there is room for", async () => {
      const { ada, paper } = await world();
      const long = "x".repeat(10_000);
      const [first] = await keep(ada, paper, MAX_NOTES_BYTES / 10_000, { body: long });
      const full = refusal(/as much text as there is room for.*What you typed is kept here/);
      await expect(write(ada, paper, { body: "One more." })).rejects.toMatchObject(full);
      // an existing note can be shortened, and not lengthened again
      const id = first?.id ?? "";
      const shorter = { id, body: long.slice(1), was: long };
      await as(ada).annotations.edit(shorter);
      const longer = { id, body: `${long}x`.slice(1), was: shorter.body };
      await as(ada).annotations.edit(longer);
      await as(ada).annotations.edit({ id, body: "short", was: longer.body });
      await write(ada, paper, { body: "x".repeat(9_000) });
      const again = { id, body: long, was: "short" };
      await expect(as(ada).annotations.edit(again)).rejects.toMatchObject(full);
    });

    test("for one that comes back when others have been written in its place", async () => {
      const { ada, paper } = await world();
      const { id } = await write(ada, paper, { body: "Gone, and back." });
      await as(ada).annotations.remove({ id });
      await keep(ada, paper, MAX_NOTES, {});
      await expect(as(ada).annotations.restore({ id })).rejects.toMatchObject(
        refusal(/100 notes on this paper, which is as many as it holds\. Delete one first\.$/),
      );
    });

    test("for a reply to a note that has 200", async () => {
      const { ada, ben, paper } = await world();
      const { id } = await write(ada, paper, { body: "A question.", audience: "everyone" });
      const others = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
      for (const other of others) {
        await keep(other, paper, MAX_REPLIES / 4, { audience: "everyone", parentId: id });
      }
      await expect(reply(ben, id)).rejects.toMatchObject(
        refusal(/200 replies.*What you typed is kept here: write a note of your own/),
      );
    });
  });
});

describe("who sees what", () => {
  test("a note for everyone is seen by all, with its author's name", async () => {
    const { ada, ben, paper } = await world();
    await write(ada, paper, { quote: "codebooks", body: "Nice.", audience: "everyone" });
    const stranger = await seen(null, paper);
    expect(stranger).toMatchObject([{ author: ada.name, mine: false, body: "Nice." }]);
    expect(await seen(ben, paper)).toEqual(stranger);
    expect((await seen(ada, paper))[0]?.mine).toBe(true);
  });

  test("a note for oneself exists for nobody else", async () => {
    const { ada, ben, paper } = await world();
    const { id } = await write(ada, paper, { quote: "codebooks", body: "Hush." });
    const other = as(ben).annotations;
    expect(await seen(null, paper)).toEqual([]);
    expect(await seen(ben, paper)).toEqual([]);
    expect((await other.mine({})).papers).toEqual([]);
    const edition = await anonymous().editions.daily({ feedDate: "2025-03-13" });
    expect(edition.papers.find((row) => row.id === paper.id)?.notes).toBe(0);
    const target = passage(paper, "networks");
    const tries = [
      () => other.edit({ id, body: "Ha.", was: "Hush." }),
      () => other.remove({ id }),
      () => other.restore({ id }),
      () => other.reattach({ id, version: 1, target }),
      () => reply(ben, id),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await seen(ada, paper))[0]?.body).toBe("Hush.");
  });

  test("a note for everyone is changed by its author only", async () => {
    const { ada, ben, paper } = await world();
    const { id } = await write(ada, paper, { body: "Mine.", audience: "everyone" });
    const other = as(ben).annotations;
    const target = passage(paper, "networks");
    for (const attempt of [
      () => other.edit({ id, body: "Ha.", was: "Mine." }),
      () => other.edit({ id, audience: "me" }),
      () => other.remove({ id }),
      () => other.restore({ id }),
      () => other.reattach({ id, version: 1, target }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("a stranger writes nothing", async () => {
    const { ada, paper } = await world();
    const { id } = await write(ada, paper, { body: "Mine.", audience: "everyone" });
    const stranger = anonymous().annotations;
    const target = passage(paper, "networks");
    const where = { paperId: paper.id, version: 1 };
    for (const attempt of [
      () => stranger.create({ id: randomUUID(), ...where, audience: "me", body: "Hm." }),
      () => stranger.reply({ id: randomUUID(), parentId: id, body: "Hm." }),
      () => stranger.edit({ id, body: "Ha.", was: "Mine." }),
      () => stranger.reattach({ id, version: 1, target }),
      () => stranger.remove({ id }),
      () => stranger.restore({ id }),
      () => stranger.mine({}),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
  });

  test("what somebody wrote for everyone outlives their account", async () => {
    const { ada, paper } = await world();
    await write(ada, paper, { body: "For all.", audience: "everyone" });
    await write(ada, paper, { body: "For me." });
    await appDatabase().delete(users).where(eq(users.id, ada.id));
    expect(await seen(null, paper)).toMatchObject([{ author: null, body: "For all." }]);
  });
});

describe("changing", () => {
  test("the words are replaced and marked as edited", async () => {
    const { ada, paper } = await world();
    const note = await write(ada, paper, { quote: "codebooks", body: "Befor." });
    expect(note.edited).toBe(false);
    const after = await as(ada).annotations.edit({ id: note.id, body: "After.", was: "Befor." });
    expect(after).toMatchObject({ body: "After.", edited: true, exact: "codebooks" });
  });

  test("words that another tab has replaced meanwhile are not written over unseen", async () => {
    const { ada, paper } = await world();
    const { id } = await write(ada, paper, { body: "One." });
    const { edit } = as(ada).annotations;
    const second = { id, body: "Two.", was: "One." };
    await edit(second);
    expect((await edit(second)).body).toBe("Two.");
    await expect(edit({ id, body: "Three.", was: "One." })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("“Two.”"),
      cause: { now: { body: "Two." }, field: "body" },
    });
    await edit({ id, audience: "everyone" });
    expect(await seen(null, paper)).toMatchObject([{ body: "Two." }]);
    expect((await edit({ id, body: "Three.", was: "Two." })).body).toBe("Three.");
    await expect(edit({ id, body: "Four." })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("must be the words"),
    });
  });

  test("of ten tabs that replace the same text at once one succeeds, and the others get a conflict", async () => {
    const { ada, paper } = await world();
    const { id } = await write(ada, paper, { body: "One." });
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, tab) =>
        as(ada).annotations.edit({ id, body: `From tab ${tab}.`, was: "One." }),
      ),
    );
    const [taken, ...more] = answers.flatMap((answer) =>
      answer.status === "fulfilled" ? [answer.value.body] : [],
    );
    expect(more).toEqual([]);
    expect(await seen(ada, paper)).toMatchObject([{ body: taken }]);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "CONFLICT" });
    }
  });

  test("a note may lose its text only if it has a passage", async () => {
    const { ada, paper } = await world();
    const highlight = await write(ada, paper, { quote: "codebooks", body: "Words." });
    const comment = await write(ada, paper, { body: "Words." });
    const edit = (id: string) => as(ada).annotations.edit({ id, body: "", was: "Words." });
    expect((await edit(highlight.id)).body).toBe("");
    await expect(edit(comment.id)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("a note moves to another audience with its author's own replies", async () => {
    const { ada, ben, paper } = await world();
    const note = await write(ada, paper, { body: "Draft." });
    await reply(ada, note.id, "To check.");
    await as(ada).annotations.edit({ id: note.id, audience: "everyone" });
    expect((await seen(ben, paper)).map(({ body }) => body)).toEqual(["Draft.", "To check."]);
    await as(ada).annotations.edit({ id: note.id, audience: "me" });
    expect(await seen(ben, paper)).toEqual([]);
  });

  test("a note that others answered keeps its audience", async () => {
    const { ada, ben, paper } = await world();
    const note = await write(ada, paper, { body: "Open.", audience: "everyone" });
    const answer = await reply(ben, note.id);
    const hide = () => as(ada).annotations.edit({ id: note.id, audience: "me" });
    await expect(hide()).rejects.toMatchObject({ code: "CONFLICT" });
    await as(ben).annotations.remove({ id: answer.id });
    await hide();
    await expect(as(ben).annotations.restore({ id: answer.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await seen(ben, paper)).toEqual([]);
  });

  test("an orphan is given another passage", async () => {
    const { ada, paper } = await world();
    const note = await write(ada, paper, { quote: "accuracy stays", body: "Really?" });
    const abstract = "We compress networks with codebooks and measure what that costs.";
    await appDatabase()
      .insert(paperVersions)
      .values({
        paperId: paper.id,
        version: 2,
        title: paper.title,
        abstract,
        abstractHash: hashText(abstract),
      });
    await appDatabase().update(papers).set({ abstract }).where(eq(papers.id, paper.id));
    expect(await seen(ada, paper)).toMatchObject([{ exact: "accuracy stays", place: null }]);
    const target = passage({ ...paper, abstract }, "what that costs");
    await as(ada).annotations.reattach({ id: note.id, version: 2, target });
    expect(await seen(ada, paper)).toMatchObject([
      { exact: "what that costs", version: 2, place: { start: target.start }, body: "Really?" },
    ]);
  });
});

describe("replies", () => {
  test("go one level deep, before the audience of their note", async () => {
    const { ada, ben, paper } = await world();
    const note = await write(ada, paper, { body: "Open.", audience: "everyone" });
    const answer = await reply(ben, note.id);
    expect(answer).toMatchObject({ parentId: note.id, audience: "everyone" });
    await expect(reply(ada, answer.id)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(as(ben).annotations.edit({ id: answer.id, audience: "me" })).rejects.toMatchObject(
      { code: "BAD_REQUEST" },
    );
  });

  test("outlive their note, which leaves a placeholder", async () => {
    const { ada, ben, paper } = await world();
    const note = await write(ada, paper, {
      quote: "codebooks",
      body: "Oops.",
      audience: "everyone",
    });
    const answer = await reply(ben, note.id);
    await as(ada).annotations.remove({ id: note.id });
    expect(await seen(null, paper)).toMatchObject([
      { id: note.id, deleted: true, body: "", author: null },
      { id: answer.id, body: "I agree." },
    ]);
    await expect(reply(ben, note.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(ben).annotations.remove({ id: answer.id });
    expect(await seen(null, paper)).toEqual([]);
  });
});

describe("deleting", () => {
  test("can be undone by the author", async () => {
    const { ada, ben, paper } = await world();
    const { id } = await write(ada, paper, { body: "Keep me.", audience: "everyone" });
    await as(ada).annotations.remove({ id });
    await as(ada).annotations.remove({ id });
    expect(await seen(ada, paper)).toEqual([]);
    await expect(
      as(ada).annotations.edit({ id, body: "?", was: "Keep me." }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(ben).annotations.restore({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as(ada).annotations.restore({ id });
    expect((await seen(ben, paper))[0]?.body).toBe("Keep me.");
  });

  test("leaves nothing behind after a day", async () => {
    const { ada, paper } = await world();
    const first = await write(ada, paper, { body: "One." });
    const second = await write(ada, paper, { body: "Two." });
    await as(ada).annotations.remove({ id: first.id });
    const later = () => new Date(Date.now() + 25 * 60 * 60 * 1_000);
    await as(ada, { now: later }).annotations.remove({ id: second.id });
    const kept = await appDatabase()
      .select({ id: annotations.id })
      .from(annotations)
      .where(and(eq(annotations.paperId, paper.id)));
    expect(kept).toEqual([{ id: second.id }]);
  });
});

describe("a page of the notes on a paper", () => {
  const keep = async (paper: Paper, count: number, given: object) => {
    const rows = Array.from({ length: count }, (_, turn) => ({
      id: randomUUID(),
      paperId: paper.id,
      version: 1,
      audience: "everyone" as const,
      body: "x",
      createdAt: new Date(Date.UTC(2025, 0, 1, 0, turn)),
      ...given,
    }));
    await appDatabase().insert(annotations).values(rows);
    return rows.map(({ id }) => id);
  };
  const passageOf = { start: 0, end: 2, exact: "We", prefix: "", suffix: "", textHash: "0" };

  test("is limited, and continues on the next page: none lost, none repeated", async () => {
    const { paper } = await world();
    const comments = await keep(paper, 120, {});
    const passages = await keep(paper, 60, passageOf);
    const first = await anonymous().annotations.onPaper({ paperId: paper.id });
    const read = new Set(first.notes.map(({ id }) => id));
    expect(read.size).toBe(100);
    for (const about of ["comments", "passages"] as const) {
      let after = first.more[about];
      for (let pages = 0; after; pages++) {
        expect(pages).toBeLessThan(5);
        const next = { about, after };
        const page = await anonymous().annotations.onPaper({ paperId: paper.id, next });
        for (const { id } of page.notes) {
          expect(read).not.toContain(id);
          read.add(id);
        }
        after = page.more[about];
      }
    }
    expect([...read].sort()).toEqual([...comments, ...passages].sort());
  });

  test("that was cached for everyone goes on for those whose notes are on it", async () => {
    const { ada, paper } = await world();
    const comments = await keep(paper, 60, { authorId: ada.id });
    const { more } = await anonymous().annotations.onPaper({ paperId: paper.id });
    const next = { about: "comments" as const, after: more.comments ?? "" };
    const page = await as(ada).annotations.onPaper({ paperId: paper.id, next });
    expect(page.notes.map(({ id }) => id)).toEqual(comments.slice(50));
    expect(page.more.comments).toBeNull();
  });

  test("is not filled by strangers: one's own notes come first, then one's team's", async () => {
    const { ada, ben, paper } = await world();
    const team = await makeTeam({ owner: ada, members: [ben] });
    await keep(paper, 60, {});
    const theirs = await write(ben, paper, { body: "Team." });
    await appDatabase()
      .update(annotations)
      .set({ audience: "team", audienceTeamId: team.id })
      .where(eq(annotations.id, theirs.id));
    const own = await write(ada, paper, { body: "Mine." });
    const shown = (await seen(ada, paper)).map(({ id }) => id);
    expect(shown).toHaveLength(50);
    expect(shown.slice(0, 2)).toEqual([own.id, theirs.id]);
  });

  test("has the first replies with each note, and the others on request", async () => {
    const { ada, paper } = await world();
    const question = await write(ada, paper, { body: "A question.", audience: "everyone" });
    const answers = await keep(paper, 80, { parentId: question.id });
    const first = await anonymous().annotations.onPaper({ paperId: paper.id });
    const replies = first.notes.filter(({ parentId }) => parentId).map(({ id }) => id);
    expect(replies).toEqual(answers.slice(0, 5));
    let [rest] = first.rest;
    expect(rest).toMatchObject({ noteId: question.id, left: 75 });
    for (const left of [25, 0]) {
      const asked = { noteId: question.id, after: rest?.after ?? "" };
      const page = await anonymous().annotations.replies(asked);
      replies.push(...page.notes.map(({ id }) => id));
      expect(page.rest.left).toBe(left);
      rest = page.rest;
    }
    expect(replies).toEqual(answers);
  });

  test("can be jumped to: a note or a reply that stands far behind is read by its id", async () => {
    const { paper } = await world();
    const comments = await keep(paper, 60, {});
    const last = comments.at(-1) ?? "";
    const answers = await keep(paper, 60, { parentId: last });
    const asNote = await anonymous().annotations.thread({ id: last });
    expect(asNote.notes.map(({ id }) => id)).toEqual([last, ...answers.slice(0, 5)]);
    const asReply = await anonymous().annotations.thread({ id: answers[59] ?? "" });
    expect(asReply.notes.map(({ id }) => id)).toEqual([last, ...answers.slice(0, 5), answers[59]]);
    expect(asReply).toMatchObject({ paperId: paper.id, rest: [{ noteId: last, left: 55 }] });
  });

  test("is refused for what nobody here may see, as if it were not there", async () => {
    const { ada, ben, paper } = await world();
    const { id } = await write(ada, paper, { body: "Hush." });
    for (const caller of [as(ben), anonymous()]) {
      await expect(caller.annotations.thread({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(caller.annotations.replies({ noteId: id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    await as(ada).annotations.remove({ id });
    await expect(as(ada).annotations.thread({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("my notes", () => {
  test("are grouped by paper, the newest first, a page at a time, none lost or repeated", async () => {
    const ada = await makeUser();
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      const paper = await paperOf();
      const rows = Array.from({ length: 20 }, (_, turn) => ({
        id: randomUUID(),
        paperId: paper.id,
        version: 1,
        authorId: ada.id,
        audience: "me" as const,
        body: "x",
        createdAt: new Date(Date.UTC(2025, i, 1, 0, turn)),
      }));
      await appDatabase().insert(annotations).values(rows);
      made.unshift(...rows.map(({ id }) => id).reverse());
    }
    const ids = ({ papers }: Awaited<ReturnType<ReturnType<typeof as>["annotations"]["mine"]>>) =>
      papers.flatMap(({ notes }) => notes.map(({ id }) => id));
    const first = await as(ada).annotations.mine({});
    expect(ids(first)).toHaveLength(50);
    const second = await as(ada).annotations.mine({ after: first.after ?? "" });
    expect(second.after).toBeNull();
    expect(second.papers).toHaveLength(1);
    expect([...ids(first), ...ids(second)]).toEqual(made);
  });

  test("can be searched and narrowed to an audience or a color", async () => {
    const { ada, paper } = await world();
    await write(ada, paper, { body: "100 % sure", audience: "everyone" });
    await write(ada, paper, { quote: "codebooks" });
    const bodies = async (input: { q?: string; audience?: "me" | "everyone"; color?: Color }) =>
      (await as(ada).annotations.mine(input)).papers.flatMap(({ notes }) =>
        notes.map((note) => note.body || note.exact),
      );
    expect(await bodies({})).toEqual(["codebooks", "100 % sure"]);
    expect(await bodies({ q: "CODE" })).toEqual(["codebooks"]);
    expect(await bodies({ q: "0 %" })).toEqual(["100 % sure"]);
    expect(await bodies({ q: "%" })).toEqual(["100 % sure"]);
    expect(await bodies({ audience: "me" })).toEqual(["codebooks"]);
    expect(await bodies({ q: "nothing" })).toEqual([]);
    await write(ada, paper, { quote: "networks", color: "rose" });
    expect(await bodies({ color: "rose" })).toEqual(["networks"]);
    expect(await bodies({ color: "yellow" })).toEqual(["codebooks"]);
  });

  test("are found by the title and the authors of their paper, and by no other of its words", async () => {
    const { ada, ben, paper } = await world();
    const other = await makePaper({ title: "Marmots in winter", authors: ["Quilla Zenteno"] });
    await write(ada, paper, { body: "One." });
    await write(ada, other, { body: "Two." });
    await write(ben, other, { body: "Ben's.", audience: "everyone" });
    const found = async (q: string) =>
      (await as(ada).annotations.mine({ q })).papers.flatMap(({ notes }) =>
        notes.map(({ body }) => body),
      );
    expect(await found("marmots")).toEqual(["Two."]);
    expect(await found("winter zenteno")).toEqual(["Two."]);
    expect(await found("two")).toEqual(["Two."]);
    expect(await found("marmots spring")).toEqual([]);
    expect(await found("accuracy")).toEqual([]);
  });

  test("that reply say whom and what they answer, as far as that is still there", async () => {
    const { ada, ben, paper } = await world();
    const on = await write(ben, paper, { quote: "codebooks", audience: "everyone" });
    const long = await write(ben, paper, { body: "word ".repeat(100), audience: "everyone" });
    const own = await write(ada, paper, { body: "My **own** $k^2$.", audience: "everyone" });
    for (const { id } of [on, long, own]) await reply(ada, id);
    const answered = async () =>
      (await as(ada).annotations.mine({ q: "I agree." })).papers.flatMap(({ notes }) =>
        notes.map(({ repliesTo }) => repliesTo),
      );
    expect(await answered()).toEqual([
      { author: ada.name, mine: true, words: "My own k²." },
      { author: ben.name, mine: false, words: expect.stringMatching(/^word word.* …$/) },
      { author: ben.name, mine: false, words: "codebooks" },
    ]);
    await as(ben).annotations.remove({ id: long.id });
    expect((await answered())[1]).toEqual({ author: null, mine: false, words: null });
  });

  test("show their passages as the abstract does", async () => {
    const { ada, paper } = await world();
    await write(ada, paper, { quote: "a factor of $k^2$" });
    await write(ada, paper, { quote: "codebooks" });
    const [plain, formula] = (await as(ada).annotations.mine({})).papers[0]?.notes ?? [];
    expect(formula).toMatchObject({ exact: "a factor of $k^2$", quote: "a factor of k²" });
    expect(plain).not.toHaveProperty("quote");
  });
});

describe("the cached pages", () => {
  test("hear of notes for everyone, and of no others", async () => {
    const { ada, paper } = await world();
    const heard: string[][] = [];
    const pool = globalThis.broadsheetPool?.pool;
    if (!pool) throw new Error("no pool is open");
    const { unlisten } = await pool.listen("page_cache", (payload) =>
      heard.push(JSON.parse(payload)),
    );
    const hush = await write(ada, paper, { body: "For me." });
    await as(ada).annotations.edit({ id: hush.id, body: "For me only.", was: "For me." });
    await as(ada).annotations.remove({ id: hush.id });
    const open = await write(ada, paper, { body: "For all.", audience: "everyone" });
    await as(ada).annotations.remove({ id: open.id });
    await expect.poll(() => heard.length).toBe(2);
    for (const addresses of heard) {
      expect(addresses).toContain(`/papers/${paper.slug}`);
      expect(addresses).toContain("/papers/date/2025-03-13");
    }
    await unlisten();
  });
});

describe("a note in Markdown", () => {
  const BODY = "So *this* is $x^2$.";
  const RENDERED = [
    {
      tag: "p",
      of: [
        "So ",
        { tag: "em", of: ["this"] },
        " is ",
        { math: expect.stringContaining("<math") },
        ".",
      ],
    },
  ];

  test("comes with its source and as elements, wherever it is read", async () => {
    const { ada, ben, paper } = await world();
    const note = await write(ada, paper, { body: BODY, audience: "everyone" });
    expect(note).toMatchObject({ body: BODY, rendered: RENDERED });
    const answer = await reply(ben, note.id, BODY);
    const [{ papers: mine }, thread, { notes: replies }] = await Promise.all([
      as(ada).annotations.mine({}),
      as(ben).annotations.thread({ id: answer.id }),
      anonymous().annotations.replies({ noteId: note.id }),
    ]);
    const read = [...(await seen(null, paper)), ...thread.notes, ...replies];
    expect(read).toHaveLength(5);
    for (const each of [...read, ...(mine[0]?.notes ?? [])]) {
      expect(each).toMatchObject({ body: BODY, rendered: RENDERED });
    }
  });

  test("is rendered again when it is edited, and not at all once it is plain or deleted", async () => {
    const { ada, paper } = await world();
    const { id } = await write(ada, paper, { body: BODY, audience: "everyone" });
    const edited = await as(ada).annotations.edit({ id, body: "*That*.", was: BODY });
    expect(edited.rendered).toEqual([{ tag: "p", of: [{ tag: "em", of: ["That"] }, "."] }]);
    const plain = await as(ada).annotations.edit({ id, body: "Plain.", was: "*That*." });
    expect(plain).not.toHaveProperty("rendered");
    await as(ada).annotations.edit({ id, body: BODY, was: "Plain." });
    await reply(ada, id);
    await as(ada).annotations.remove({ id });
    const [gone] = await seen(ada, paper);
    expect(gone).toMatchObject({ deleted: true, body: "" });
    expect(gone).not.toHaveProperty("rendered");
  });

  test("looks in the preview as it does once it is posted", async () => {
    const { ada, paper } = await world();
    const body = "a\r\n\r\n- *b*";
    const { rendered } = await as(ada).annotations.preview({ body });
    expect(rendered).toHaveLength(2);
    expect(await write(ada, paper, { body })).toMatchObject({ rendered });
    expect(await as(ada).annotations.preview({ body: "plain" })).toEqual({ body: "plain" });
    await expect(as(ada).annotations.preview({ body: " " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(as(ada).annotations.preview({ body: "x".repeat(10_001) })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
