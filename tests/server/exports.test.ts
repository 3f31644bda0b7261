import { randomUUID } from "node:crypto";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { listMembers } from "@/db/schema/lists";
import type { Audience } from "@/server/annotations/schema";
import { exportLibrary } from "@/server/exports/export-library";
import { exportList } from "@/server/exports/export-list";
import { exportNotes } from "@/server/exports/export-notes";
import type { ExportedFile } from "@/server/exports/file";
import {
  libraryExportInput,
  listExportInput,
  noteFormats,
  notesExportInput,
  paperFormats,
} from "@/server/exports/schema";
import { appDatabase } from "@/server/platform/database";
import { actorFor, as, contextFor } from "../support/callers";
import {
  makeCollection,
  makePaper,
  makePapers,
  makeTeam,
  makeUser,
  type User,
} from "../support/factories";

type Format = "bib" | "csv" | "json" | "md";

/** A note on a whole paper, for its author only unless it says otherwise. */
const comment = (
  user: User,
  paper: { id: number } | undefined,
  given: { body: string; audience?: Audience },
) =>
  as(user).annotations.create({
    ...{ id: randomUUID(), paperId: paper?.id ?? 0, version: 1, audience: "me" },
    ...given,
  });

/** What GitHub's Markdown makes of a file. */
function read(markdown: string) {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const kinds = new Set<string>();
  const visit = (node: { type: string; children?: unknown[] }) => {
    kinds.add(node.type);
    for (const child of node.children ?? []) visit(child as typeof node);
  };
  visit(tree);
  const list = tree.children.find(({ type }) => type === "list");
  return { kinds: [...kinds], items: list?.type === "list" ? list.children.length : 0 };
}

const exported = async (user: User, listId: string, format: Format) =>
  textOf(await exportList(contextFor(actorFor(user)), { listId, format }));

const library = async (user: User, format: Format, shown: object = {}) =>
  textOf(
    await exportLibrary(contextFor(actorFor(user)), libraryExportInput.parse({ shown, format })),
  );

const notes = async (user: User, format: (typeof noteFormats)[number], wanted: object = {}) =>
  textOf(await exportNotes(contextFor(actorFor(user)), notesExportInput.parse({ wanted, format })));

async function textOf(file: ExportedFile) {
  let text = "";
  for await (const piece of file.pieces) text += piece;
  return text;
}

const HOSTILE = '=HYPERLINK("http://evil")<script>alert(1)</script>';

async function world() {
  const owner = await makeUser({ name: "=Ada O'Neil" });
  const reader = await makeUser();
  const team = await makeTeam({ owner });
  const papers = [
    await makePaper({
      title: "Attention {is} all $x^2$ @misc{you} need",
      authors: ["Ashish Vaswani", "Noam Shazeer"],
      publishedAt: new Date("2017-06-12"),
      publishedPrecision: "day",
    }),
    await makePaper({ title: HOSTILE, authors: ["+1", "\u202Eevil"] }),
  ];
  const list = await makeCollection(team, {
    papers,
    addedBy: owner,
    name: "Attention & friends\u202E.exe",
    named: [[reader, "viewer"]],
  });
  const [first, second] = papers as [(typeof papers)[number], (typeof papers)[number]];
  await as(owner).items.setNote({
    listId: list.id,
    paperId: first.id,
    note: "=1+1 {unbalanced\n- [x](javascript:alert(1))",
    was: "",
  });
  const note = { paperId: first.id, version: 1 };
  const [mine] = await appDatabase()
    .insert(annotations)
    .values([
      {
        ...note,
        authorId: owner.id,
        audience: "everyone",
        body: "For all to read",
        start: 0,
        end: 4,
        exact: "What",
        prefix: "",
        suffix: " paper",
        textHash: "0".repeat(64),
      },
      { ...note, authorId: owner.id, audience: "me", body: "Only the owner's" },
      { ...note, authorId: owner.id, audience: "everyone", body: "Gone", deletedAt: new Date() },
    ])
    .returning();
  return { owner, reader, list, first, second, mine };
}

describe("an export", () => {
  test("is for the list's readers, like everything else of it", async () => {
    const { list } = await world();
    const stranger = contextFor(actorFor(await makeUser()));
    await expect(exportList(stranger, { listId: list.id, format: "csv" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("has only the papers that the page has selected, where it names some", async () => {
    const { owner, list, first, second } = await world();
    const some = async (papers: string) =>
      textOf(
        await exportList(
          contextFor(actorFor(owner)),
          listExportInput.parse({ listId: list.id, format: "bib", papers }),
        ),
      );
    const one = await some(`${second.id},999999999`);
    expect(one).toContain(second.slug);
    expect(one).not.toContain(first.slug);
    for (const papers of ["", "1,", "a", "1,,2", "9".repeat(10), "1,".repeat(5_000)]) {
      const input = { listId: list.id, format: "bib", papers };
      expect(listExportInput.safeParse(input).success, papers.slice(0, 20)).toBe(false);
    }
  });

  test.each(["bib", "csv", "json", "md"] as const)(
    "as %s names who added what, and holds the notes that the asker may see",
    async (format) => {
      const { owner, reader, list } = await world();
      const [whole, theirs] = [
        await exported(owner, list.id, format),
        await exported(reader, list.id, format),
      ];
      for (const text of [whole, theirs]) {
        expect(text).toContain("Ada O");
        expect(text.replaceAll("\\", "")).toContain("For all to read");
        expect(text).not.toContain("Gone");
      }
      const own = /Only the owner\\?'s/;
      expect(whole).toMatch(own);
      expect(theirs).not.toMatch(own);
    },
  );

  test("as CSV begins no cell with what a spreadsheet computes", async () => {
    const { owner, list } = await world();
    const text = await exported(owner, list.id, "csv");
    expect(text.startsWith('\ufeff"position","title",')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")<script>alert(1)</script>"`);
    expect(text).toContain("'=Ada O'Neil");
    expect(text).toContain("'+1");
    expect(text).toMatch(/"'=1\+1 \{unbalanced/);
    expect(text).not.toMatch(/(^|,|\r\n)"?[=+@\t]/);
  });

  test("as JSON is whole, with annotations as the W3C describes them", async () => {
    const { owner, list, mine } = await world();
    const { list: told, items } = JSON.parse(await exported(owner, list.id, "json"));
    expect(told).toMatchObject({ name: list.name, team: expect.stringContaining("Team") });
    expect(items).toHaveLength(2);
    const id = `urn:uuid:${mine?.id}`;
    const found = items[0].annotations.find((each: { id: string }) => each.id === id);
    expect(found).toMatchObject({
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "Annotation",
      motivation: "commenting",
      body: { type: "TextualBody", value: "For all to read", format: "text/markdown" },
      target: {
        source: expect.stringMatching(/^https:\/\/arxiv\.org\/abs\/2401\.\d+v1$/),
        selector: [
          { type: "TextPositionSelector", start: 0, end: 4 },
          { type: "TextQuoteSelector", exact: "What", prefix: "", suffix: " paper" },
        ],
      },
    });
    expect(items[1].paper.title).toBe(HOSTILE);
  });

  test("as BibTeX has balanced braces, and each key once", async () => {
    const owner = await makeUser();
    const team = await makeTeam({ owner });
    const same = { title: "Deep nets", authors: ["Jane Smith"] };
    const papers = [await makePaper(same), await makePaper({ ...same, title: "Deepb nets" })];
    papers.push(await makePaper(same), await makePaper(same));
    const list = await makeCollection(team, { papers });
    await as(owner).items.setNote({
      listId: list.id,
      paperId: papers[0]?.id ?? 0,
      note: "} @misc{evil, {{{",
      was: "",
    });
    const text = await exported(owner, list.id, "bib");
    const keys = [...text.matchAll(/^@misc\{([^,]+),/gm)].map(([, key]) => key);
    expect(keys).toEqual(["smith2024deep", "smith2024deepb", "smith2024deepc", "smith2024deepd"]);
    expect(text.split("{").length).toBe(text.split("}").length);
    expect([...text.matchAll(/^@/gm)]).toHaveLength(4);
  });

  test("as BibTeX keeps what people wrote after a dollar", async () => {
    const owner = await makeUser();
    const paper = await makePaper({ title: "Deep nets" });
    const list = await makeCollection(await makeTeam({ owner }), { papers: [paper] });
    const note = "the $n$'th, $`x, $&, $$ and $1";
    await as(owner).items.setNote({ listId: list.id, paperId: paper.id, note, was: "" });
    const text = (await exported(owner, list.id, "bib")).replaceAll("\\", "");
    expect(text).toContain(note);
    expect([...text.matchAll(/@misc/g)]).toHaveLength(1);
  });

  test("as Markdown says what people wrote, and runs none of it", async () => {
    const { owner, list } = await world();
    const text = await exported(owner, list.id, "md");
    expect(text).not.toContain("<script>");
    expect(text).not.toMatch(/[^\\]\]\(javascript/);
    expect(text).toMatch(/^# Attention/);
    expect(text).toContain("**Attention");
  });

  test("ends when access ends, however far it was", async () => {
    const owner = await makeUser();
    const reader = await makeUser();
    const team = await makeTeam({ owner });
    const papers = await makePapers(Array.from({ length: 250 }, () => ({})));
    const list = await makeCollection(team, { papers, named: [[reader, "viewer"]] });
    const ctx = contextFor(actorFor(reader));
    const { pieces } = await exportList(ctx, { listId: list.id, format: "csv" });
    await pieces.next();
    expect((await pieces.next()).value).toContain("100,");
    await appDatabase().delete(listMembers);
    await expect(pieces.next()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

const MARKDOWN = "# Why\n\n- [x] *that* $x^2$\n\n```\nnever closed\n<script>alert(1)</script>";

describe("notes in a Markdown file", () => {
  test("by others are their source, in which no HTML, image or definition takes effect", async () => {
    const [owner, other] = [await makeUser(), await makeUser({ name: "Ben" })];
    const papers = [await makePaper({ title: "First" }), await makePaper({ title: "Second" })];
    const list = await makeCollection(await makeTeam({ owner }), { papers });
    await comment(other, papers[0], {
      audience: "everyone",
      body: `${MARKDOWN}\n![a](https://evil.example/x.png) [b]: https://evil.example`,
    });
    const text = await exported(owner, list.id, "md");
    const tree = read(text);
    expect(tree.kinds).not.toContain("html");
    expect(tree.kinds).not.toContain("image");
    expect(tree.kinds).not.toContain("definition");
    // what it left open ends with it
    expect(tree.items).toBe(2);
    expect(text).toContain("- Ben\n");
    expect(text).toContain("     - [x] *that* $x^2$");
  });

  test("by oneself are exactly their source", async () => {
    const me = await makeUser();
    const paper = await makePaper();
    await comment(me, paper, { body: MARKDOWN });
    const text = await notes(me, "md");
    expect(text.replace(/^ {2}/gm, "")).toContain(MARKDOWN);
    expect(read(text).kinds).not.toContain("html");
  });
});

describe("an export of the library", () => {
  async function saved() {
    const me = await makeUser();
    const [read_, unread] = [
      await makePaper({ title: "Read paper" }),
      await makePaper({ title: "=1+1" }),
    ];
    for (const { id } of [read_, unread]) {
      await as(me).library.set({ paperId: id, status: id === read_.id ? "read" : "to_read" });
    }
    await as(me).library.setMany({
      paperIds: [read_.id],
      addTags: ["=tag", "b, c"],
      favorite: true,
    });
    await comment(me, read_, { body: "My own note" });
    const other = await makeUser();
    await as(other).library.set({ paperId: read_.id, status: "reading" });
    await comment(other, read_, { audience: "everyone", body: "Another reader's note" });
    return { me, other, read: read_, unread };
  }

  test.each(paperFormats)(
    "as %s has my tags, status and notes, and nobody else's",
    async (format) => {
      const { me, other } = await saved();
      const text = (await library(me, format)).replaceAll("\\", "");
      for (const part of ["Read paper", "=1+1", "=tag", "b, c", "My own note"]) {
        expect(text).toContain(part);
      }
      expect(text).toMatch(/to_read|To read|to read/);
      expect(text).not.toContain("Another reader");
      expect(await library(other, format)).not.toMatch(/My own note|=tag|1\+1/);
    },
  );

  test("keeps the formulas, lines and paragraphs of notes", async () => {
    const { me, read } = await saved();
    await comment(me, read, { body: "So $p(y \\mid x)$ is\nmeant.\n\nAnd this?" });
    const bib = await library(me, "bib");
    expect(bib).toContain("So $p(y \\mid x)$ is\\\\{}\nmeant. \\par\nAnd this?");
    expect(await library(me, "csv")).toContain("So $p(y \\mid x)$ is\nmeant.\n\nAnd this?");
  });

  test("is in the order of its page, and holds what its filters leave", async () => {
    const { me, read, unread } = await saved();
    const slugs = async (shown: object) =>
      JSON.parse(await library(me, "json", shown)).papers.map(
        ({ paper }: { paper: { slug: string } }) => paper.slug,
      );
    expect(await slugs({})).toEqual([unread.slug, read.slug]);
    expect(await slugs({ sort: "title" })).toEqual([unread.slug, read.slug]);
    expect(await slugs({ status: "read" })).toEqual([read.slug]);
    expect(await slugs({ tag: "b, c", favorite: true, notes: true })).toEqual([read.slug]);
    expect(await slugs({ year: 1900 })).toEqual([]);
    await as(me).library.remove({ paperId: read.id });
    expect(await slugs({})).toEqual([unread.slug]);
  });

  test("as CSV begins no cell with what a spreadsheet computes", async () => {
    const { me } = await saved();
    const text = await library(me, "csv");
    expect(text).toContain('"\'=1+1"');
    expect(text).toContain('"\'=tag; b, c"');
    expect(text).not.toMatch(/(^|,|\r\n)"?[=+@\t]/);
  });
});

describe("an export of my notes", () => {
  async function written() {
    const me = await makeUser({ name: "Ada" });
    const other = await makeUser();
    const [first, second] = [
      await makePaper({ title: "First" }),
      await makePaper({ title: "Second" }),
    ];
    const team = await makeTeam({ owner: me, name: "Our lab" });
    const { id } = await comment(me, first, { body: "=cmd() of mine" });
    await comment(me, second, { audience: { teamId: team.id }, body: "For the *team*" });
    const asked = await comment(other, first, { audience: "everyone", body: "Not mine" });
    await as(me).annotations.reply({ id: randomUUID(), parentId: asked.id, body: "My reply" });
    await appDatabase()
      .insert(annotations)
      .values({
        ...{ paperId: first.id, version: 1, authorId: me.id, audience: "me", body: "" },
        ...{ start: 0, end: 4, exact: "What", prefix: "", suffix: " paper" },
        ...{ textHash: "0".repeat(64), color: "blue" },
      });
    const gone = await comment(me, first, { body: "Deleted" });
    await as(me).annotations.remove({ id: gone.id });
    return { me, other, first, second, team, id };
  }

  test.each(noteFormats)("as %s has all of them, and nobody else's", async (format) => {
    const { me } = await written();
    const text = await notes(me, format);
    for (const part of ["cmd() of mine", "For the *team*", "My reply", "What"]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/Not mine|Deleted/);
  });

  test.each(noteFormats)("as %s keeps to the filter of its page", async (format) => {
    const { me, team } = await written();
    const ofTeam = await notes(me, format, { audience: { teamId: team.id } });
    expect(ofTeam).toContain("For the *team*");
    expect(ofTeam).not.toMatch(/of mine|My reply/);
    const found = await notes(me, format, { q: "CMD(" });
    expect(found).toContain("of mine");
    expect(found).not.toContain("For the");
    expect(await notes(me, format, { q: "nowhere" })).not.toContain("mine");
  });

  test("as JSON is a collection of annotations as the W3C describes them", async () => {
    const { me, first, id } = await written();
    const read = JSON.parse(await notes(me, "json"));
    expect(read).toMatchObject({
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "AnnotationCollection",
      first: { type: "AnnotationPage", startIndex: 0 },
    });
    const { items } = read.first;
    expect(items).toHaveLength(4);
    expect(items.find((each: { id: string }) => each.id === `urn:uuid:${id}`)).toMatchObject({
      motivation: "commenting",
      creator: { name: "Ada" },
      body: { type: "TextualBody", value: "=cmd() of mine", format: "text/markdown" },
      target: { source: expect.stringContaining(first.arxivId ?? "") },
    });
    const marked = items.find((item: { stylesheet?: unknown }) => item.stylesheet);
    expect(marked).toMatchObject({ motivation: "highlighting", target: { styleClass: "blue" } });
    expect(marked.stylesheet.value).toContain(".blue {");
    const motives = items.map(({ motivation }: { motivation: string }) => motivation).sort();
    expect(motives).toEqual(["commenting", "commenting", "highlighting", "replying"]);
    expect(JSON.parse(await notes(me, "json", { q: "nowhere" })).first.items).toEqual([]);
  });

  test("as CSV says where each is, for whom, and begins no cell with what a spreadsheet computes", async () => {
    const { me, first, id } = await written();
    const text = await notes(me, "csv");
    expect(text.startsWith('\ufeff"title","arxiv_id",')).toBe(true);
    expect(text).toContain('"\'=cmd() of mine"');
    expect(text).toContain('"team","Our lab"');
    expect(text).toContain('"What","blue",');
    expect(text).toContain(`/papers/${first.slug}#note-${id}"`);
    expect(text).not.toMatch(/(^|,|\r\n)"?[=+@\t]/);
  });

  test("is read in parts", async () => {
    const me = await makeUser();
    const papers = await makePapers(Array.from({ length: 250 }, () => ({})));
    await appDatabase()
      .insert(annotations)
      .values(
        papers.map(({ id }, index) => ({
          ...{ paperId: id, version: 1, authorId: me.id },
          ...{ audience: "me" as const, body: `note ${index}.` },
        })),
      );
    const ctx = contextFor(actorFor(me));
    const { pieces } = await exportNotes(
      ctx,
      notesExportInput.parse({ wanted: {}, format: "csv" }),
    );
    const parts: string[] = [];
    for await (const piece of pieces) parts.push(piece);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.join("").match(/"note \d+\."/g)).toHaveLength(250);
  });
});

test("a script that exports endlessly is refused, and told when to go on", async () => {
  const me = await makeUser();
  const answers = await Promise.allSettled(
    Array.from({ length: 125 }, () => notes(me, "csv", { q: "nothing" })),
  );
  const refused = answers.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({
    reason: {
      code: "TOO_MANY_REQUESTS",
      message: expect.stringMatching(/^You have exported too many files in a short time\. Please/),
    },
  });
});
