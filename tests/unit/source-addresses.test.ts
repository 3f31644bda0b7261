import { describe, expect, test } from "vitest";
import {
  arxivByCategories,
  arxivByIds,
  arxivRss,
  dailyPapers,
  daysOf,
  oaiNext,
  oaiRecord,
  oaiRecords,
  setOf,
  slicesOf,
} from "@/server/ingest/sources/addresses";

const queryOf = (address = "") => Object.fromEntries(new URL(address).searchParams);

describe("Hugging Face", () => {
  test("is asked for a day, a week or a month, page by page", () => {
    expect(dailyPapers({ date: "2026-09-23" })).toBe(
      "https://huggingface.co/api/daily_papers?date=2026-09-23&limit=100&p=0",
    );
    expect(queryOf(dailyPapers({ week: "2026-W53" }, { page: 2, limit: 50 }))).toEqual({
      week: "2026-W53",
      limit: "50",
      p: "2",
    });
    expect(queryOf(dailyPapers({ month: "2026-02" }))).toMatchObject({ month: "2026-02" });
    const base = "http://127.0.0.1:4000/api/daily_papers";
    expect(dailyPapers({ date: "2026-09-23" }, { base })).toMatch(`${base}?date=`);
  });

  test.each([
    () => dailyPapers({ date: "2026-02-30" }),
    () => dailyPapers({ week: "2025-W53" }),
    () => dailyPapers({ week: "2026-W00" }),
    () => dailyPapers({ month: "2026-13" }),
    () => dailyPapers({ date: "2026-09-23" }, { limit: 101 }),
    () => dailyPapers({ date: "2026-09-23" }, { limit: 0 }),
    () => dailyPapers({ date: "2026-09-23" }, { page: -1 }),
  ])("is not asked for what there is not: %s", (ask) => {
    expect(ask).toThrow(RangeError);
  });

  test("is asked for a span day by day", () => {
    expect(daysOf({ from: "2024-02-28", to: "2024-03-01" })).toEqual([
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
    ]);
    expect(daysOf({ from: "2024-02-28", to: "2024-02-28" })).toEqual(["2024-02-28"]);
    expect(() => daysOf({ from: "2024-03-01", to: "2024-02-28" })).toThrow(RangeError);
    expect(() => daysOf({ from: "1992-01-01", to: "2024-02-28" })).toThrow("at most 3660 days");
  });
});

describe("arXiv's API", () => {
  test("is asked for ids, a hundred at once", () => {
    const ids = Array.from({ length: 250 }, (_, n) => `2501.${String(n + 1).padStart(5, "0")}`);
    const asked = arxivByIds([...ids, ...ids]).map(queryOf);
    expect(asked.map((query) => query.max_results)).toEqual(["100", "100", "50"]);
    expect(asked.flatMap((query) => query.id_list?.split(","))).toEqual(ids);
    expect(queryOf(arxivByIds(["math.CA/0611800", "arXiv:2501.00001v2"])[0])).toEqual({
      id_list: "math/0611800,2501.00001v2",
      max_results: "2",
    });
    expect(arxivByIds([])).toEqual([]);
    expect(() => arxivByIds(["2501.00001", "all:x"])).toThrow(RangeError);
  });

  const span = { from: "2026-09-20", to: "2026-09-22" };

  test("is asked for categories by the day of submission", () => {
    const address = arxivByCategories(["cs.CL", "hep-th", "cs.CL"], span);
    expect(address).toMatch(/^https:\/\/export\.arxiv\.org\/api\/query\?/);
    expect(queryOf(address)).toEqual({
      search_query: "(cat:cs.CL OR cat:hep-th) AND submittedDate:[202609200000 TO 202609222359]",
      sortBy: "submittedDate",
      sortOrder: "ascending",
      start: "0",
      max_results: "2000",
    });
    const last = { start: 28_000, size: 2_000 };
    expect(queryOf(arxivByCategories(["cs"], span, last))).toMatchObject({ start: "28000" });
  });

  test.each([
    () => arxivByCategories([], span),
    () => arxivByCategories(["cs.CL OR all:x"], span),
    () => arxivByCategories(["cs.CL"], { from: span.to, to: span.from }),
    () => arxivByCategories(["cs.CL"], span, { start: 0, size: 2_001 }),
    () => arxivByCategories(["cs.CL"], span, { start: 28_001, size: 2_000 }),
  ])("is not asked for what it refuses: %s", (ask) => {
    expect(ask).toThrow(RangeError);
  });

  test("is asked in slices, up to the most that it gives", () => {
    expect(slicesOf(0)).toEqual([]);
    expect(slicesOf(2_001)).toEqual([
      { start: 0, size: 2_000 },
      { start: 2_000, size: 1 },
    ]);
    const many = slicesOf(100_000);
    expect(many).toHaveLength(15);
    expect(many.at(-1)).toEqual({ start: 28_000, size: 2_000 });
  });
});

describe("OAI-PMH", () => {
  test("is asked for the records that were changed on some days", () => {
    expect(
      oaiRecords({ format: "arXivRaw", from: "2026-09-20", until: "2026-09-22", set: "cs:cs:AI" }),
    ).toBe(
      "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&from=2026-09-20&until=2026-09-22&set=cs%3Acs%3AAI",
    );
    expect(queryOf(oaiRecords({ format: "oai_dc" }))).toEqual({
      verb: "ListRecords",
      metadataPrefix: "oai_dc",
    });
  });

  test("is asked for the next page by its token alone", () => {
    expect(queryOf(oaiNext("6511260|1001&until=x"))).toEqual({
      verb: "ListRecords",
      resumptionToken: "6511260|1001&until=x",
    });
  });

  test("is asked for one record, whatever its version", () => {
    expect(queryOf(oaiRecord("hep-th/9901001v3", "arXivRaw"))).toEqual({
      verb: "GetRecord",
      identifier: "oai:arXiv.org:hep-th/9901001",
      metadataPrefix: "arXivRaw",
    });
  });

  test.each([
    () => oaiRecords({ format: "arXiv", from: "2026-09-23T00:00:00Z" }),
    () => oaiRecords({ format: "arXiv", from: "2026-09-23", until: "2026-09-22" }),
    () => oaiRecords({ format: "arXiv", set: "cs&verb=Identify" }),
    () => oaiNext(""),
    () => oaiRecord("x", "arXiv"),
    () => setOf("cs.AI:x"),
  ])("is not asked for what it refuses: %s", (ask) => {
    expect(ask).toThrow(RangeError);
  });

  test.each([
    ["cs.AI", "cs:cs:AI"],
    ["math", "math"],
    ["hep-th", "physics:hep-th"],
    ["astro-ph.CO", "physics:astro-ph:CO"],
    ["physics.optics", "physics:physics:optics"],
    ["physics", "physics"],
    ["cond-mat.mes-hall", "physics:cond-mat:mes-hall"],
    ["q-bio.BM", "q-bio:q-bio:BM"],
    ["eess.SY", "eess:eess:SY"],
  ])("knows %s as the set %s", (category, set) => {
    expect(setOf(category)).toBe(set);
  });
});

test("a feed is asked for of several categories at once", () => {
  expect(arxivRss(["cs.AI", "cs.CL", "cs.AI"])).toBe("https://rss.arxiv.org/rss/cs.AI+cs.CL");
  expect(() => arxivRss(["cs.AI/../x"])).toThrow(RangeError);
  expect(() => arxivRss([])).toThrow(RangeError);
});
