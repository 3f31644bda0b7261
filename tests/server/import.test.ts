import { readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { papers, paperVersions } from "@/db/schema/papers";
import { trendingScore } from "@/server/editions/ranking";
import { importFile, importRows } from "@/server/ingest/import-file";
import type { ImportOptions } from "@/server/ingest/schema";
import { readArxivAtom } from "@/server/ingest/sources/arxiv-atom";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";

const context = () => contextFor({ kind: "system" });
const NO_OPTIONS: ImportOptions = { edition: null, curators: [], source: "Hugging Face" };

let number = 0;
let id = "";
beforeEach(() => {
  id = `2402.${String(++number).padStart(5, "0")}`;
});

/** Cut into small chunks, so that rows and characters are split between them. */
async function* chunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

/** Imports a file with this text or these rows, and returns what was counted and skipped. */
async function load(file: string | Buffer | object[], options = NO_OPTIONS) {
  const content = Array.isArray(file) ? file.map((row) => JSON.stringify(row)).join("\n") : file;
  const skipped: string[] = [];
  const counts = await importFile(context(), chunks(Buffer.from(content as string)), options, {
    onSkipped: ({ line, reason }) => skipped.push(`${line}: ${reason}`),
  });
  return { ...counts, lines: skipped };
}

const row = (given: object = {}) => ({
  arxivId: id,
  title: "A title",
  abstract: "What was found.",
  ...given,
});

async function stored(slug = id) {
  const [paper] = await appDatabase().select().from(papers).where(eq(papers.slug, slug));
  if (!paper) throw new Error(`no paper ${slug}`);
  return paper;
}

const versionsOf = async (paperId: number) =>
  appDatabase()
    .select({ version: paperVersions.version, abstract: paperVersions.abstract })
    .from(paperVersions)
    .where(eq(paperVersions.paperId, paperId))
    .orderBy(paperVersions.version);

async function statsOf(paperId: number) {
  const [stats] = await appDatabase()
    .select()
    .from(paperStats)
    .where(eq(paperStats.paperId, paperId));
  return stats;
}

test("the source of upvotes is kept where a second import names none", async () => {
  const file = [row({ upvotes: 5 })];
  const unnamed = { ...NO_OPTIONS, source: null };
  expect(await load(file, { ...NO_OPTIONS, source: "the lab" })).toMatchObject({ added: 1 });
  expect(await load(file, unnamed)).toMatchObject({ updated: 0 });
  const { id: paperId } = await stored();
  expect(await statsOf(paperId)).toMatchObject({ source: "the lab", sourceUpvotes: 5 });
  expect(await load(file, NO_OPTIONS)).toMatchObject({ updated: 1 });
  expect(await statsOf(paperId)).toMatchObject({ source: "Hugging Face", sourceUpvotes: 5 });
  // and one that is new gets the usual one
  const other = id.replace("2402", "2404");
  await load([row({ arxivId: other, upvotes: 2 })], unnamed);
  expect(await statsOf((await stored(other)).id)).toMatchObject({ source: "Hugging Face" });
});

describe("every kind of file is read for what is in it", () => {
  const three = () =>
    ["1", "2", "3"].map((digit) => ({
      ...row(),
      arxivId: `2403.${id.slice(-4)}${digit}`,
      title: `Ünïcode “${digit}” 𝛼 ≥ \\alpha, [brackets], {"a": "b"}`,
    }));
  const lines = () => three().map((paper) => JSON.stringify(paper));

  test.each<[string, () => string | Buffer]>([
    ["JSON Lines", () => lines().join("\n")],
    [
      "JSON Lines with a last line end, blank lines and \\r\\n",
      () => `\n${lines().join("\r\n\r\n")}\r\n`,
    ],
    ["JSON Lines after a byte order mark", () => `\uFEFF${lines().join("\n")}`],
    ["a JSON array", () => JSON.stringify(three())],
    ["an indented JSON array", () => `  ${JSON.stringify(three(), null, 2)}\n`],
    ["JSON Lines in gzip", () => gzipSync(lines().join("\n"))],
    ["a JSON array in gzip", () => gzipSync(JSON.stringify(three(), null, 1))],
  ])("%s", async (_, file) => {
    const read = file();
    const expected = three();
    expect(await load(read)).toMatchObject({ read: 3, added: 3, skipped: 0, lines: [] });
    for (const paper of expected) expect((await stored(paper.arxivId)).title).toBe(paper.title);
  });

  test("an empty file and an empty array hold nothing", async () => {
    for (const file of ["", "  \n\n", "[]", "[ ]", gzipSync("")]) {
      expect(await load(file)).toMatchObject({ read: 0, added: 0, skipped: 0 });
    }
  });
});

describe("nothing of a file is left out in silence", () => {
  const other = () => ({ ...row(), arxivId: id.replace("2402", "2405") });
  const [one, two] = [() => JSON.stringify([row()]), () => JSON.stringify([other()])];

  test.each<[string, () => string, object]>([
    ["arrays one after the other", () => `${one()}\n${two()}\n`, { added: 2, lines: [] }],
    ["arrays without a space between", () => one() + two(), { added: 2, lines: [] }],
    ["lines after an array", () => `${one()}\n${JSON.stringify(other())}`, { added: 2, lines: [] }],
    [
      "an array too many closed",
      () => `${one()}]\n`,
      { added: 1, lines: ["1: the row is not JSON"] },
    ],
    ["words after an array", () => `${one()}\n\nand so on`, { lines: ["3: the row is not JSON"] }],
    [
      "a row with a brace too many, and one after it",
      () => `[{"title": "x"}},\n${JSON.stringify(other())}]`,
      { added: 1, lines: ["1: the row is not JSON"] },
    ],
    ["one paper over many lines", () => JSON.stringify(row(), null, 2), { added: 1, lines: [] }],
    ["an array after a byte order mark", () => `\uFEFF${one()} `, { added: 1, lines: [] }],
  ])("%s", async (_, file, expected) => {
    expect(await load(file())).toMatchObject(expected);
  });
});

describe("an edition cannot be in the future", () => {
  /** Noon of March 13 in Greenwich, and 2 a.m. of the 14th where days begin first. */
  const now = () => new Date("2025-03-13T12:00:00Z");
  const loadThen = async (feedDate: string | null, edition: string | null = null) => {
    const skipped: string[] = [];
    const file = chunks(Buffer.from(JSON.stringify(row({ feedDate }))));
    await importFile(
      { ...context(), now },
      file,
      { ...NO_OPTIONS, edition },
      {
        onSkipped: ({ line, reason }) => skipped.push(`${line}: ${reason}`),
      },
    );
    return skipped;
  };

  test("in a row", async () => {
    expect(await loadThen("2025-03-14")).toEqual([]);
    expect(await loadThen("2099-06-01")).toEqual([
      "1: feedDate 2099-06-01 is still to come: the newest edition there can be is that of 2025-03-14",
    ]);
  });

  test("nor by the command line", async () => {
    await expect(loadThen(null, "2025-03-15")).rejects.toMatchObject({
      field: "edition",
      message: expect.stringMatching(/^2025-03-15 is still to come: .*2025-03-14\.$/),
    });
  });
});

describe("Hugging Face's own response is accepted unchanged", () => {
  const fixture = (name: string) =>
    readFileSync(path.join(import.meta.dirname, "../fixtures/hugging-face", name));

  test("each daily paper, in the edition in which it was featured there", async () => {
    const file = fixture("2025-05-12.json");
    expect(await load(file)).toMatchObject({ read: 2, added: 2, lines: [] });
    const paper = await stored("2505.06111");
    expect(paper).toMatchObject({
      title: "UniVLA: Learning to Act Anywhere with Task-centric Latent Actions",
      publishedAt: new Date("2025-05-09T15:11:13.000Z"),
    });
    expect(paper.authors).toContain("Guanghui Ren");
    expect(paper.abstract).not.toContain("\n");
    expect((await statsOf(paper.id))?.sourceUpvotes).toBeGreaterThan(0);
    const { papers: day } = await anonymous().editions.daily({ feedDate: "2025-05-12" });
    expect(day).toHaveLength(2);
    expect(await load(file)).toMatchObject({ added: 0, updated: 0 });
  });

  test("without those authors who are hidden, and with whose work it is", async () => {
    const answer = JSON.parse(fixture("2026-01-02.json").toString());
    const [shown, hidden] = answer[0].paper.authors;
    hidden.hidden = true;
    expect(await load(JSON.stringify(answer))).toMatchObject({ added: 3, lines: [] });
    const { authors, organization } = await stored("2512.24617");
    expect(authors).toHaveLength(answer[0].paper.authors.length - 1);
    expect(authors).toContain(shown.name);
    expect(authors).not.toContain(hidden.name);
    expect(organization).toBe(answer[0].organization.fullname ?? answer[0].organization.name);
  });

  test("missing builds are named", async () => {
    const paper = { id: "2505.00001", title: "No abstract", authors: [{ name: "A" }] };
    expect((await load([{ paper }])).lines).toEqual([expect.stringMatching(/^1: abstract /)]);
    expect((await load([{ paper: { ...paper, id: "no" } }])).lines[0]).toContain("arXiv id");
  });

  test("a response rewritten by something else is refused in one sentence", async () => {
    const { added, lines } = await load(fixture("python-repr.json"));
    expect(added).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^1: title /)]);
  });
});

test("what a source answers is imported like the rows of a file", async () => {
  const { rows } = await readArxivAtom(
    readFileSync(path.join(import.meta.dirname, "../fixtures/sources/atom-ten.xml")),
  );
  async function* answered() {
    yield* rows;
  }
  const options = { ...NO_OPTIONS, source: "arXiv" };
  expect(await importRows(context(), answered(), options)).toMatchObject({ added: 10, skipped: 0 });
  expect(await stored("2005.14124")).toMatchObject({
    latestVersion: 2,
    categories: ["cs.SE", "cs.CR", "cs.LG"],
  });
  expect(await importRows(context(), answered(), options)).toMatchObject({ added: 0, updated: 0 });
});

describe("a bad row is reported with its line and skipped", () => {
  test.each<[string, object, RegExp]>([
    ["no title", { title: undefined }, /^title /],
    ["a blank title", { title: " \n" }, /^title must not be empty$/],
    ["no abstract", { abstract: null }, /^abstract /],
    ["a title of nothing that shows", { title: "\u200b\u3164" }, /^title must not be empty$/],
    ["half a character", { title: "a\uD83Db" }, /^title must not hold half a character$/],
    ["no arXiv id", { arxivId: "2402.123" }, /^arxivId must be an arXiv id, or null$/],
    ["a month that no year has", { arxivId: "2413.00001" }, /^arxivId /],
    ["an impossible feed date", { feedDate: "2025-02-30" }, /^feedDate must be a date/],
    [
      "a feed date before the first edition that could be",
      { feedDate: "1801-01-01" },
      /^feedDate must be a date that exists, from 1991 to 2199,/,
    ],
    ["an impossible publication date", { publishedAt: "2025-02-29" }, /^publishedAt must be/],
    ["an impossible time", { publishedAt: "2025-02-28T25:00:00Z" }, /^publishedAt must be/],
    ["an impossible month", { publishedMonth: "2025-13" }, /^publishedMonth must be a month/],
    ["negative upvotes", { upvotes: -1 }, /^upvotes /],
    ["half an upvote", { upvotes: 1.5 }, /^upvotes /],
    ["a number too large to store", { upvotes: 3e9 }, /^upvotes /],
    ["version 0", { version: 0 }, /^version /],
    ["two versions at once", { arxivId: "2402.99999v2", version: 3 }, /^version says 3, but/],
    ["a link that runs", { projectUrl: "javascript:alert(1)" }, /^projectUrl must be an address/],
    ["a link to a file", { githubUrl: "file:///etc/passwd" }, /^githubUrl must be an address/],
    [
      "more categories than any source has",
      { categories: Array.from({ length: 21 }, (_, n) => `c${n}`) },
      /^categories must not have more than 20 entries/,
    ],
    [
      "categories that are longer together than a source's",
      { categories: Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(20, "的")) },
      /^categories must not be longer than 1000 bytes together/,
    ],
    ["a title of a megabyte", { title: "x".repeat(1_000_000) }, /^title must not be longer than/],
    ["authors that are no list", { authors: "Ada" }, /^authors /],
  ])("%s", async (_, given, reason) => {
    const { arxivId } = row(given) as { arxivId: string };
    const result = await load([row(given), row({ arxivId: `${id.replace("2402", "2404")}` })]);
    expect(result).toMatchObject({ read: 2, added: 1, skipped: 1 });
    expect(result.lines[0]).toMatch(/^1: /);
    expect(result.lines[0]?.slice(3)).toMatch(reason);
    await expect(anonymous().editions.daily({ feedDate: "2025-02-28" })).rejects.toThrow();
    await expect(stored(arxivId)).rejects.toThrow();
  });

  test("rows that are no JSON, no object, no UTF-8 or too long", async () => {
    const good = JSON.stringify(row());
    const file = Buffer.concat([
      Buffer.from(`{"title": \n[1, 2]\n"text"\nnull\n`),
      Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
      Buffer.from(`{"title": "${"x".repeat(10_000_001)}"}\n${good}\n`),
    ]);
    const result = await load(file);
    expect(result).toMatchObject({ read: 7, added: 1, skipped: 6 });
    expect(result.lines).toEqual([
      "1: the row is not JSON",
      expect.stringMatching(/^2: the row /),
      expect.stringMatching(/^3: the row /),
      expect.stringMatching(/^4: the row /),
      "5: the row is not UTF-8",
      "6: the row is longer than 10 MB",
    ]);
  });

  test("in an array the line is the one on which the row begins", async () => {
    const bad = { ...row(), title: 7 };
    const file = JSON.stringify([row(), bad], null, 2);
    const begins = file.slice(0, file.lastIndexOf("{")).split("\n").length;
    expect((await load(file)).lines).toEqual([expect.stringMatching(`^${begins}: title `)]);
  });

  test("a truncated array keeps what came before", async () => {
    const result = await load(`[${JSON.stringify(row())}, {"title": "cut`);
    expect(result).toMatchObject({ added: 1, skipped: 1 });
    expect(result.lines[0]).toContain("the file ends within its array");
  });

  test("a damaged gzip file is said to be damaged", async () => {
    const whole = gzipSync(JSON.stringify(row()));
    await expect(load(whole.subarray(0, whole.length - 10))).rejects.toThrow(/damaged/);
  });
});

test("text is kept to the character", async () => {
  const title = "  $\\mathcal{O}(n)$ &amp; <think> “quotes” — e\u0301 vs é  ";
  const abstract = "Line one\nline two\ttab\u00a0nbsp \u2067RTL\u2069 <a href='x'>literal</a> 🦉 ";
  await load([row({ title, abstract, comment: " 12 pages " })]);
  expect(await stored()).toMatchObject({ title, abstract, comment: " 12 pages " });
});

test("facts are stored in their own shape", async () => {
  await load([
    row({
      authors: ["Ada", " ", "Bob"],
      categories: ["cs.AI", "cs.CL"],
      primaryCategory: "cs.CL",
      keywords: ["", "vision"],
      organization: { name: "ibm", fullName: "IBM" },
      githubUrl: "https://github.com/a/b",
      githubStars: 12,
      projectUrl: " https://example.org/",
      publishedAt: "2024-02-01T10:00:00+02:00",
      thumbnailUrl: "https://example.org/x.png",
    }),
  ]);
  expect(await stored()).toMatchObject({
    authors: ["Ada", "Bob"],
    categories: ["cs.CL", "cs.AI"],
    keywords: ["vision"],
    organization: "IBM",
    githubUrl: "https://github.com/a/b",
    githubStars: 12,
    projectUrl: "https://example.org/",
    publishedAt: new Date("2024-02-01T08:00:00Z"),
    publishedPrecision: "second",
  });
});

test("a link with characters that cannot be stored does not keep other papers from loading", async () => {
  const other = id.replace("2402", "2407");
  const links = { githubUrl: "https://github.com/a\0b", projectUrl: "https://example.org/\0" };
  const file = [row(links), row({ arxivId: other, githubUrl: "https://example.org/\uD83D" })];
  expect(await load([...file, row({ arxivId: id.replace("2402", "2408") })])).toMatchObject({
    added: 2,
    lines: ["2: githubUrl must not hold half a character"],
  });
  expect(await stored()).toMatchObject({
    githubUrl: "https://github.com/ab",
    projectUrl: "https://example.org/",
  });
});

test("loading a file twice changes nothing", async () => {
  const file = [
    row({ feedDate: "2024-05-27", upvotes: 7, upvotesAsOf: "2024-06-01T00:00:00Z", version: 1 }),
    { title: `Without an id ${id}`, abstract: "Text.", feedDate: "2024-05-27", index: 3 },
  ];
  expect(await load(file)).toMatchObject({ added: 2, updated: 0 });
  const before = await stored();
  expect(await load(file)).toMatchObject({ read: 2, added: 0, updated: 0, skipped: 0 });
  expect(await stored()).toEqual(before);
});

test("a later import updates facts, keeps missing ones, and never touches votes", async () => {
  await load([
    row({
      feedDate: "2024-05-28",
      upvotes: 7,
      upvotesAsOf: "2024-06-01T00:00:00Z",
      authors: ["Ada"],
    }),
  ]);
  const paper = await stored();
  await as(await makeUser()).votes.set({ paperId: paper.id, voted: true });

  const later = { upvotes: 40, upvotesAsOf: "2024-07-01T00:00:00Z", githubStars: 9 };
  expect(
    await load([row({ ...later, feedDate: "2024-05-28", title: "A better title" })]),
  ).toMatchObject({
    added: 0,
    updated: 1,
  });
  expect(await stored()).toMatchObject({
    title: "A better title",
    authors: ["Ada"],
    githubStars: 9,
  });
  expect(await statsOf(paper.id)).toMatchObject({
    votes: 1,
    sourceUpvotes: 40,
    trending: trendingScore({ votes: 1, sourceUpvotes: 40, feedDate: "2024-05-28" }),
  });

  await load([row({ title: "A better title", upvotes: 8, upvotesAsOf: "2024-06-02T00:00:00Z" })]);
  expect(await statsOf(paper.id)).toMatchObject({ votes: 1, sourceUpvotes: 40 });
});

test("a paper runs once: it stays in its edition", async () => {
  await load([row({ feedDate: "2024-05-29" })]);
  await load([row({ feedDate: "2024-05-30" })]);
  const [submission] = await appDatabase()
    .select()
    .from(submissions)
    .where(eq(submissions.paperId, (await stored()).id));
  expect(submission?.feedDate).toBe("2024-05-29");
  await expect(anonymous().editions.daily({ feedDate: "2024-05-30" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("versions of one id are one paper, and the newest one speaks", async () => {
  const result = await load([
    row({ arxivId: `${id}v2`, abstract: "Second." }),
    row({ arxivId: `arXiv:${id}v1`, abstract: "First.", comment: "12 pages" }),
    row({ abstract: "Of some version." }),
  ]);
  expect(result).toMatchObject({ read: 3, added: 1, skipped: 0 });
  const paper = await stored();
  expect(paper).toMatchObject({ abstract: "Second.", latestVersion: 2, comment: "12 pages" });
  expect(await versionsOf(paper.id)).toEqual([
    { version: 1, abstract: "First." },
    { version: 2, abstract: "Second." },
  ]);
});

test("a date known to the second is not overwritten by one known to the month", async () => {
  await load([row({ publishedMonth: "2024-02" })]);
  expect(await stored()).toMatchObject({ publishedPrecision: "month" });
  await load([row({ publishedAt: "2024-02-03" })]);
  expect(await stored()).toMatchObject({ publishedPrecision: "day" });
  await load([row({ publishedMonth: "2024-01" })]);
  expect(await stored()).toMatchObject({
    publishedPrecision: "day",
    publishedAt: new Date("2024-02-03T00:00:00Z"),
  });
});

test("a paper without an arXiv id is recognised by its title", async () => {
  const title = `RÄR: Region-Aware Registration ${id}`;
  await load([{ arxivId: null, title, abstract: "One." }]);
  const again = { title: `  rar region aware registration ${id}!`, abstract: "Two." };
  expect(await load([again])).toMatchObject({ added: 0, updated: 1 });
  const slug = `rar-region-aware-registration-${id.replace(".", "-")}`;
  const found = await appDatabase().select().from(papers).where(eq(papers.abstract, "Two."));
  expect(found.filter((paper) => paper.slug.startsWith(slug))).toHaveLength(1);
});

test.each([
  ["a joiner", "\u200d"],
  ["a non-joiner", "\u200c"],
  ["a zero-width space", "\u200b"],
  ["a soft hyphen", "\u00ad"],
  ["a Hangul filler", "\u3164"],
  ["a variation selector", "\ufe0f"],
  ["a grapheme joiner", "\u034f"],
  ["a tag", "\u{e0041}"],
  ["an anchor of an annotation", "\ufff9"],
  ["a beam of notes", "\u{1d173}"],
])("%s in a title makes it no other", async (kind, invisible) => {
  const title = `Registration ${kind} ${id}`;
  await load([{ arxivId: null, title, abstract: "One." }]);
  const again = { title: title.replace("Reg", `Reg${invisible}`), abstract: "Two." };
  expect(await load([again])).toMatchObject({ added: 0, updated: 1 });
});

test("the command line names the edition and its curators", async () => {
  const options = { ...NO_OPTIONS, edition: "2024-05-31", curators: ["AK"] };
  const file = [
    row({ index: 1, title: "Second" }),
    row({ index: 0, arxivId: "2405.00001", title: "First" }),
  ];
  await load(file, options);
  await load(file, options);
  const edition = await anonymous().editions.daily({ feedDate: "2024-05-31" });
  expect(edition.curators).toEqual(["AK"]);
  expect(edition.papers.map((paper) => paper.title)).toEqual(["First", "Second"]);
});

test("two imports at once load everything once", async () => {
  const many = Array.from({ length: 600 }, (_, place) => ({
    title: `Raced ${place}`,
    abstract: "Text.",
    arxivId: `2406.${String(place).padStart(5, "0")}`,
    feedDate: "2024-06-03",
    upvotes: place,
  }));
  const [one, other] = await Promise.all([load(many), load([...many].reverse())]);
  expect(one.added + other.added).toBe(600);
  const stored = await appDatabase()
    .select({ upvotes: paperStats.sourceUpvotes })
    .from(submissions)
    .innerJoin(paperStats, eq(paperStats.paperId, submissions.paperId))
    .where(eq(submissions.feedDate, "2024-06-03"))
    .orderBy(paperStats.sourceUpvotes);
  expect(stored.map(({ upvotes }) => upvotes)).toEqual(many.map(({ upvotes }) => upvotes));
});

test("a failed batch leaves nothing partly loaded", async () => {
  const broken = async function* () {
    yield Buffer.from(`${JSON.stringify(row({ feedDate: "2024-06-04" }))}\n`);
    throw new Error("the disk is gone");
  };
  await expect(
    importFile(context(), Readable.from(broken()) as AsyncIterable<Buffer>, NO_OPTIONS),
  ).rejects.toThrow("the disk is gone");
  await expect(stored()).rejects.toThrow();
  const rows = await appDatabase()
    .select()
    .from(editions)
    .where(eq(editions.feedDate, "2024-06-04"));
  expect(rows).toEqual([]);
});
