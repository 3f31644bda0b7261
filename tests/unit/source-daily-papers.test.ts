import { describe, expect, test } from "vitest";
import { readDailyPapers } from "@/server/ingest/sources/daily-papers";
import { bytes, papersOf, recorded, skippedOf } from "../support/source-answers";

const fixture = (name: string) => recorded(`hugging-face/${name}.json`);

const paper = (given: object = {}) => ({
  id: "2505.00001",
  title: "A title",
  summary: "What was found.",
  ...given,
});

const NOW = new Date("2026-11-30T09:00:00Z");

const read = (elements: unknown[]) => readDailyPapers(bytes(JSON.stringify(elements)), NOW);
const readOne = (given: object, around: object = {}) => {
  const [first] = papersOf(read([{ ...around, paper: paper(given) }]));
  if (!first) throw new Error("no paper");
  return first;
};

describe("Hugging Face's answers are read", () => {
  test.each([
    ["2025-05-12", 2],
    ["2026-01-02", 3],
    ["2026-07-15", 2],
  ])("of %s", (day, count) => {
    const papers = papersOf(readDailyPapers(fixture(day), NOW));
    expect(papers).toHaveLength(count);
    for (const each of papers) {
      expect(each).toMatchObject({
        feedDate: day,
        arxivId: expect.stringMatching(/^\d{4}\.\d{5}$/),
        publishedPrecision: "second",
        thumbnailUrl: expect.stringMatching(/^https:\/\/cdn-thumbnails\.huggingface\.co\//),
      });
      expect(each.abstract).not.toContain("\n");
    }
  });

  test("by the dates of the paper and not of what surrounds it", () => {
    // what surrounds it says 2026-07-12T20:00
    expect(papersOf(readDailyPapers(fixture("2026-07-15"), NOW))[0]).toMatchObject({
      arxivId: "2607.11886",
      publishedAt: new Date("2026-07-13T00:00:00Z"),
      submittedAt: new Date("2026-07-15T00:00:00Z"),
      upvotes: 24,
      upvotesAsOf: NOW,
      organization: "ByteDance Seed",
      projectUrl: "https://huangrh99.github.io/SpectraReward/",
    });
    const around = { title: "Other", summary: "Other", publishedAt: "2020-01-01T00:00:00Z" };
    expect(readOne({}, around)).toMatchObject({
      title: "A title",
      abstract: "What was found.",
      publishedAt: null,
      upvotes: null,
      upvotesAsOf: null,
    });
  });

  test("without hidden and nameless authors", () => {
    const authors = [
      { name: "Ada" },
      { name: "Bob", hidden: true },
      { name: null },
      { name: " " },
      {},
      { name: "Ada", hidden: false },
      { name: "The Big Collaboration" },
    ];
    expect(readOne({ authors }).authors).toEqual(["Ada", "Ada", "The Big Collaboration"]);
  });

  test("with more than 600 authors", () => {
    const authors = Array.from({ length: 2_000 }, (_, n) => ({ name: `Author ${n}` }));
    expect(readOne({ authors }).authors).toHaveLength(2_000);
  });

  test("with texts that look like markup or TeX as they are", () => {
    const summary = "It says <think>\\'etude</think>,\n  see <a href='x'>this</a> &amp; $x<y$.";
    expect(readOne({ summary, title: "Erd\\H{o}s\n  numbers" })).toMatchObject({
      title: "Erd\\H{o}s numbers",
      abstract: "It says <think>\\'etude</think>, see <a href='x'>this</a> &amp; $x<y$.",
    });
  });

  test("with the address of a picture only if a page may show it", () => {
    const address = "https://cdn.example.org/a.png";
    expect(readOne({}, { thumbnail: address }).thumbnailUrl).toBe(address);
    for (const thumbnail of [
      "javascript:alert(1)",
      "/a.png",
      "data:image/png;base64,AA",
      7,
      null,
    ]) {
      expect(readOne({}, { thumbnail }).thumbnailUrl).toBeNull();
    }
    expect(
      readOne({}, { thumbnail: `https://e.org/${"x".repeat(3_000)}` }).thumbnailUrl,
    ).toBeNull();
  });

  test("without links, keywords and names of organizations that cannot be used", () => {
    const used = {
      githubRepo: "https://github.com/a/b",
      projectPage: " https://example.org/ ",
      ai_keywords: ["vision"],
      organization: { name: "ibm", fullname: "IBM" },
    };
    expect(readOne(used)).toMatchObject({
      githubUrl: "https://github.com/a/b",
      projectUrl: "https://example.org/",
      keywords: ["vision"],
      organization: "IBM",
    });
    for (const value of ["", "www.example.org", "javascript:alert(1)", 7, null, undefined, {}]) {
      expect(readOne({ githubRepo: value, projectPage: value })).toMatchObject({
        githubUrl: null,
        projectUrl: null,
      });
    }
    for (const organization of ["", " ", {}, { name: "" }, { fullname: "IBM" }, 7, null]) {
      expect(readOne({ organization }).organization).toBeNull();
    }
    expect(readOne({ ai_keywords: "vision" }).keywords).toEqual([]);
    expect(readOne({ ai_keywords: [7, null, "vision", " "] }).keywords).toEqual(["vision"]);
  });

  test("a day without papers", () => {
    expect(read([])).toEqual([]);
  });
});

describe("an element that cannot be read is reported with its reason, and the others are read", () => {
  test.each<[string, unknown, string]>([
    ["nothing", null, "2 null: the row must be an object"],
    ["a text", "{'paper': {}}", "2 null: the row must be an object"],
    ["no paper", { title: "A title" }, "2 null: paper is missing"],
    [
      "a row of a file",
      { arxivId: "2505.00001", title: "A", abstract: "B" },
      "2 null: paper is missing",
    ],
    ["no id", { paper: paper({ id: undefined }) }, "2 null: paper.id is missing"],
    ["a number for an id", { paper: paper({ id: 2505.1 }) }, "2 null: paper.id must be a text"],
    [
      "another id",
      { paper: paper({ id: "nope" }) },
      "2 nope: arxivId must be an arXiv id, or null",
    ],
    ["no abstract", { paper: paper({ summary: undefined }) }, "2 2505.00001: abstract is missing"],
    [
      "half a character",
      { paper: paper({ title: "a\ud83d" }) },
      "2 2505.00001: title must not hold half a character",
    ],
    [
      "an impossible day",
      { paper: paper({ submittedOnDailyAt: "soon" }) },
      "2 2505.00001: feedDate must be a date that exists, from 1991 to 2199, written 2025-03-13",
    ],
    [
      "a number for a day",
      { paper: paper({ submittedOnDailyAt: 7 }) },
      "2 2505.00001: feedDate must be a text",
    ],
    [
      "a title of 10 MB",
      { paper: paper({ title: "x".repeat(10_000_000) }) },
      "2 2505.00001: title must not be longer than 1000 characters",
    ],
  ])("%s", (_, element, reason) => {
    const good = (id: string) => ({ paper: paper({ id }) });
    const rows = read([good("2505.00002"), element, good("2505.00003")]);
    expect(rows.map((row) => ["paper" in row, row.line])).toEqual([
      [true, 1],
      [false, 2],
      [true, 3],
    ]);
    expect(skippedOf(rows)[0]).toBe(reason);
  });

  test("NUL is left out, as in files", () => {
    expect(readOne({ title: "a\0b" }).title).toBe("ab");
  });
});

describe("an answer that is no list of papers is refused in a sentence", () => {
  test.each<[string, Uint8Array, object]>([
    [
      "one that something has rewritten",
      fixture("python-repr"),
      {
        fault: "unreadable",
        message: "The answer is not a list of papers but an object with status, date, count, data.",
      },
    ],
    [
      "an error",
      bytes(`{"error": "Date is\\nin the future"}`),
      { fault: "refused", message: "Hugging Face says: Date is in the future" },
    ],
    ["a number", bytes("7"), { message: "The answer is not a list of papers." }],
    ["nothing", bytes(" "), { message: "The answer is empty." }],
    [
      "a web page",
      bytes("<html>Busy</html>"),
      { message: "The answer is not JSON: it begins with “<html>Busy</html>”." },
    ],
    ["one cut off", fixture("2026-01-02").subarray(0, 9_000), { message: /is not JSON/ }],
    ["Latin-1", Buffer.from(`["é"]`, "latin1"), { message: /not UTF-8/ }],
    ["a deep nest", bytes("[".repeat(1_000_000)), { message: /is not JSON/ }],
    ["too many papers", bytes(`[${"0,".repeat(5_000)}0]`), { message: /more than 5,000 papers/ }],
    ["more than 20 MB", Buffer.alloc(20_000_001, " "), { message: /more than 20 MB/ }],
  ])("%s", (_, answer, expected) => {
    const { message = "", fault = "unreadable" } = expected as {
      message?: string | RegExp;
      fault?: string;
    };
    const refused = () => readDailyPapers(answer, NOW);
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ name: "SourceError", fault }));
  });
});
