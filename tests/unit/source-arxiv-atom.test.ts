import { describe, expect, test } from "vitest";
import { readArxivAtom } from "@/server/ingest/sources/arxiv-atom";
import { bytes, papersOf, recorded, skippedOf } from "../support/source-answers";

const fixture = (name: string) => recorded(`sources/atom-${name}.xml`);

const ENTRY = {
  id: "<id>http://arxiv.org/abs/2501.00001v2</id>",
  title: "<title>A title</title>",
  summary: "<summary>What was found.</summary>",
  published: "<published>2025-01-01T10:00:00Z</published>",
  updated: "<updated>2025-01-05T10:00:00Z</updated>",
};

const entry = (given: Partial<typeof ENTRY> = {}, more = "") =>
  `<entry>${Object.values({ ...ENTRY, ...given }).join("")}${more}</entry>`;

const feed = (inside: string, total: number | string = 1, start = 0) =>
  bytes(`<?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
      xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
      <opensearch:totalResults>${total}</opensearch:totalResults>
      <opensearch:startIndex>${start}</opensearch:startIndex>${inside}</feed>`);

async function readOne(given: Partial<typeof ENTRY>, more = "") {
  const [paper] = papersOf((await readArxivAtom(feed(entry(given, more)))).rows);
  if (!paper) throw new Error("no paper");
  return paper;
}

describe("a page of arXiv's API is read", () => {
  test("with ten papers", async () => {
    const page = await readArxivAtom(fixture("ten"));
    expect(page).toMatchObject({ start: 0, isGap: false });
    expect(page.total).toBeGreaterThan(10);
    const papers = papersOf(page.rows);
    expect(papers.map(({ arxivId, version }) => `${arxivId}v${version}`)).toEqual([
      ...["2202.12139v1", "2405.13786v1", "2005.14124v2", "2204.08348v3", "2302.03287v3"],
      ...["1202.4527v1", "2503.05378v2", "1205.1866v1", "2502.07719v2", "1812.11470v1"],
    ]);
    expect(papers[2]).toMatchObject({
      title: "Active Fuzzing for Testing and Securing Cyber-Physical Systems",
      categories: ["cs.SE", "cs.CR", "cs.LG"],
      doi: "10.1145/3395363.3397376",
      journalRef: expect.stringContaining("ISSTA 2020), pages 14-26. ACM, 2020"),
      comment: expect.stringContaining("Accepted by the ACM SIGSOFT"),
      withdrawn: null,
      feedDate: null,
      datestamp: null,
    });
    expect(page.rows[2]).toMatchObject({ line: 3, sourceId: "2005.14124v2" });
  });

  test("with an old id, whose authors have affiliations", async () => {
    const { rows } = await readArxivAtom(fixture("old-id"));
    expect(papersOf(rows)[0]).toMatchObject({
      arxivId: "astro-ph/0601001",
      version: 1,
      authors: ["Andrew Gould", "Susan Dorsher", "B. Scott Gaudi", "Andrzej Udalski"],
      categories: ["astro-ph"],
      journalRef: "ActaAstron.56:1-50,2006",
      publishedAt: new Date("2006-01-02T14:57:58Z"),
      abstract: expect.stringMatching(/^We derive .*V_max<17\.5\. Hence/),
    });
  });

  test("with many authors", async () => {
    const [paper] = papersOf((await readArxivAtom(fixture("one"))).rows);
    expect(paper?.authors.slice(0, 2)).toEqual(["Kees A. Schouhamer Immink", "Stan Baggen"]);
    expect(paper).toMatchObject({ doi: null, journalRef: null });
  });

  test("with the dates of its first and its own version", async () => {
    const first = new Date("2025-01-01T10:00:00Z");
    const second = new Date("2025-01-05T10:00:00Z");
    const dated = { publishedPrecision: "second", kilobytes: null, sourceType: null };
    expect(await readOne({})).toMatchObject({
      version: 2,
      publishedAt: first,
      revisedAt: second,
      versions: [
        { version: 1, publishedAt: first, ...dated },
        { version: 2, publishedAt: second, ...dated },
      ],
    });
    const alone = await readOne({ id: "<id>http://arxiv.org/abs/2501.00001v1</id>" });
    expect(alone.versions).toEqual([{ version: 1, publishedAt: first, ...dated }]);
  });

  test("with categories by their shown names, the primary first, and without other classes", async () => {
    const terms = ["stat.TH", "cs.SY", "math.ST", "05C80, 05C15", "I.2.7", "eess.SY", "math.IT"];
    const categories = terms.map((term) => `<category term="${term}"/>`).join("");
    const primary = `<arxiv:primary_category term="cs.SY"/>`;
    expect((await readOne({}, primary + categories)).categories).toEqual([
      "eess.SY",
      "math.ST",
      "cs.IT",
    ]);
  });

  test.each([
    ["cs.NA", "math.NA"],
    ["cs.SY", "eess.SY"],
    ["math.IT", "cs.IT"],
    ["math.MP", "math-ph"],
    ["q-fin.EC", "econ.GN"],
    ["stat.TH", "math.ST"],
  ])("with %s as %s", async (alias, shown) => {
    const categories = `<category term="${shown}"/><category term="${alias}"/>`;
    expect((await readOne({}, categories)).categories).toEqual([shown]);
  });

  test("with wrapped lines joined, and markup and TeX as they are", async () => {
    const paper = await readOne(
      {
        title: "<title>On Erd\\H{o}s\n  and $x &lt; y$</title>",
        summary:
          '<summary>  Tags &lt;think&gt; and\n&lt;a href="x"&gt;.\n  Next, \\\'etude.\n</summary>',
      },
      "<author><name>Emanuele Macr\\`i</name></author>",
    );
    expect(paper).toMatchObject({
      title: "On Erd\\H{o}s and $x < y$",
      abstract: 'Tags <think> and <a href="x">. Next, \\\'etude.',
      authors: ["Emanuele Macr\\`i"],
    });
  });

  test("with thousands of authors, collaborations, and two people of one name", async () => {
    const names = ["ATLAS Collaboration", ...Array.from({ length: 3_000 }, (_, n) => `A. B${n}`)];
    const authors = [...names, "A. B7", " "].map((name) => `<author><name>${name}</name></author>`);
    expect((await readOne({}, authors.join(""))).authors).toEqual([...names, "A. B7"]);
  });

  test("with the first of several DOIs, and none that is not one", async () => {
    const doi = async (text: string) => (await readOne({}, `<arxiv:doi>${text}</arxiv:doi>`)).doi;
    expect(await doi("10.1103/PhysRevD.76.013009, 10.1088/1475")).toBe(
      "10.1103/PhysRevD.76.013009",
    );
    expect(await doi("https://doi.org/10.1000/a(1)b")).toBe("10.1000/a(1)b");
    expect(await doi("to appear")).toBeNull();
  });

  test("an unusable fact beside it is left out", async () => {
    const long = `<arxiv:journal_ref>${"x".repeat(3_000)}</arxiv:journal_ref>`;
    expect((await readOne({}, long)).journalRef).toBeNull();
  });
});

describe("an empty page", () => {
  test("is one when nothing is found", async () => {
    expect(await readArxivAtom(fixture("none"))).toEqual({
      rows: [],
      total: 0,
      start: 0,
      isGap: false,
    });
  });

  test("in the middle of the results is reported as a gap", async () => {
    const isGap = async (total: number | string, start: number) =>
      (await readArxivAtom(feed("", total, start))).isGap;
    expect(await isGap(5_000, 2_000)).toBe(true);
    expect(await isGap(2_000, 2_000)).toBe(false);
    expect(await isGap("many", 0)).toBe(false);
    expect((await readArxivAtom(feed(entry(), 5_000, 2_000))).isGap).toBe(false);
  });
});

describe("an error", () => {
  test("of arXiv is an entry, and is told with its words", async () => {
    await expect(readArxivAtom(fixture("error"))).rejects.toMatchObject({
      fault: "refused",
      message: "arXiv says: incorrect id format for abc",
    });
  });

  test("is no paper that has this title", async () => {
    expect(await readOne({ title: "<title>Error</title>" })).toMatchObject({ title: "Error" });
  });

  test("is a request for a pause in plain text", async () => {
    await expect(readArxivAtom(bytes("Rate exceeded.\n"))).rejects.toMatchObject({
      fault: "throttled",
    });
  });

  test("is an answer that is no feed, or is cut off", async () => {
    await expect(readArxivAtom(recorded("sources/oai-one.xml"))).rejects.toThrow(
      "The answer is not an Atom feed: its root is “OAI-PMH”",
    );
    await expect(readArxivAtom(fixture("ten").subarray(0, 9_000))).rejects.toThrow("is cut off");
  });
});

test("a record that cannot be read is reported, and the others are read", async () => {
  const { rows } = await readArxivAtom(
    feed(
      [
        entry({ title: "" }),
        entry({ id: "" }),
        entry({ id: "<id>http://arxiv.org/abs/9999</id>" }),
        entry({ published: "<published>2025-02-30T00:00:00Z</published>" }),
        entry({ summary: `<summary>${"x".repeat(10_000_000)}</summary>` }),
        entry(),
      ].join(""),
    ),
  );
  expect(skippedOf(rows)).toEqual([
    "1 2501.00001v2: title is missing",
    "2 null: arxivId is missing",
    "3 http://arxiv.org/abs/9999: arxivId must be an arXiv id, or null",
    "4 2501.00001v2: publishedAt must be a date that exists, from 1991 to 2199, written 2025-03-13",
    "5 null: the record is too large",
  ]);
  expect(rows.at(-1)).toHaveProperty("paper.arxivId", "2501.00001");
});
