import { describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { listMembers } from "@/db/schema/lists";
import { exportList } from "@/server/lists/exports/export-list";
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

async function exported(user: User, listId: string, format: Format) {
  const file = await exportList(contextFor(actorFor(user)), { listId, format });
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
      body: { type: "TextualBody", value: "For all to read", format: "text/plain" },
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
