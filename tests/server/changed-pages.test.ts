import { expect, test } from "vitest";
import { storeRows } from "@/server/ingest/import-file";
import { readPaper } from "@/server/ingest/rows";
import { anonymous, contextFor } from "../support/callers";
import { makePaper } from "../support/factories";

// Which pages an import has rendered again, in an installation with editions of its own.

async function store(...rows: object[]) {
  async function* read() {
    for (const [at, row] of rows.entries()) yield { line: at + 1, ...readPaper(row) };
  }
  return storeRows(contextFor({ kind: "system" }), read(), {
    edition: null,
    curators: [],
    source: "Hugging Face",
  });
}

/** The addresses that are told while something is done. */
async function told(work: () => Promise<unknown>): Promise<string[]> {
  const pool = globalThis.broadsheetPool?.pool;
  if (!pool) throw new Error("no pool is open");
  const heard: string[] = [];
  const { unlisten } = await pool.listen("page_cache", (payload) =>
    heard.push(...(JSON.parse(payload) as string[])),
  );
  await work();
  await pool.notify("page_cache", JSON.stringify(["done"]));
  await expect.poll(() => heard.at(-1)).toBe("done");
  await unlisten();
  return heard.slice(0, -1).sort();
}

const row = (arxivId: string, feedDate: string, given: object = {}) => ({
  arxivId,
  title: `On ${arxivId}`,
  abstract: "What is known.",
  feedDate,
  ...given,
});

test("an import that changes nothing renders nothing again", async () => {
  await store(row("1501.00001", "2015-01-05", { upvotes: 3 }));
  expect(await told(() => store(row("1501.00001", "2015-01-05", { upvotes: 3 })))).toEqual([]);
});

test("a count that rises changes the pages of that day, and of the days that show what rises", async () => {
  for (const day of ["2016-03-01", "2016-03-02", "2016-03-07", "2016-03-08"]) {
    await store(row(`1603.000${day.slice(-2)}`, day));
  }
  const heard = await told(() => store(row("1603.00002", "2016-03-02", { upvotes: 4 })));
  expect(heard).toEqual([
    "/papers/1603.00002",
    // of its week
    "/papers/date/2016-03-01",
    "/papers/date/2016-03-02",
    // on which it is among the papers of the days before
    "/papers/date/2016-03-07",
    "/papers/date/2016-03-08",
    "/papers/date/latest",
    "/papers/month/2016-03",
    "/papers/trending",
    "/papers/week/2016-W09",
  ]);
});

test("a new edition changes the pages that lead to the nearest ones", async () => {
  await store(row("1704.00001", "2017-02-10"), row("1704.00002", "2017-08-10"));
  const heard = await told(() => store(row("1704.00003", "2017-04-03")));
  expect(heard).toEqual(
    expect.arrayContaining([
      "/papers/date/2017-02-10",
      "/papers/week/2017-W06",
      "/papers/month/2017-02",
      "/papers/date/2017-08-10",
      "/papers/week/2017-W32",
      "/papers/month/2017-08",
    ]),
  );
  expect(heard).not.toContain("*");
});

test("a paper in no edition changes its own page, and the pages of its other names", async () => {
  const paper = await makePaper({ arxivId: "1805.00001" });
  const heard = await told(() =>
    store({ ...row(paper.slug, ""), feedDate: null, doi: "10.1145/1805.00001" }),
  );
  expect(heard).toEqual(["/papers/10.1145/1805.00001", "/papers/1805.00001"]);
});

test("a paper that gets its arXiv id changes the pages at both addresses", async () => {
  const given = { title: "On what has no number yet", authors: ["Ada Lovelace"] };
  const { arxivId, ...unnumbered } = row("", "2018-09-03", given);
  await store(unnumbered);
  const { papers } = await anonymous().editions.daily({ feedDate: "2018-09-03" });
  const heard = await told(() => store(row("1809.00001", "2018-09-03", given)));
  expect(heard).toEqual(
    expect.arrayContaining([
      `/papers/${papers[0]?.slug}`,
      "/papers/1809.00001",
      "/papers/date/2018-09-03",
    ]),
  );
});

test("a file of many days has all pages rendered again", async () => {
  const days = Array.from({ length: 250 }, (_, at) =>
    new Date(Date.UTC(2019, 0, 1 + at)).toISOString().slice(0, 10),
  );
  const rows = days.map((day, at) => row(`1901.${String(at).padStart(5, "0")}`, day));
  expect(await told(() => store(...rows))).toEqual(["*"]);
});

test("a version keeps its text and its date, and a withdrawal is told until a version ends it", async () => {
  const id = "1906.00001";
  const of = (version: number, given: object = {}) => ({
    arxivId: `${id}v${version}`,
    title: "On withdrawal",
    abstract: `The text of version ${version}.`,
    versions: Array.from({ length: version }, (_, at) => ({
      version: at + 1,
      publishedAt: `2019-06-0${at + 1}T10:00:00Z`,
    })),
    ...given,
  });
  const paper = async () => (await anonymous().papers.at({ address: id })).paper;
  await store(of(1));
  await store(of(2, { withdrawn: true }));
  expect(await paper()).toMatchObject({
    withdrawn: true,
    versions: [
      { version: 1, publishedAt: new Date("2019-06-01T10:00:00Z") },
      { version: 2, publishedAt: new Date("2019-06-02T10:00:00Z") },
    ],
  });
  // a source that does not say
  await store({ arxivId: id, title: "On withdrawal", abstract: "The text of version 2." });
  expect(await paper()).toMatchObject({ withdrawn: true });
  await store(of(3));
  expect(await paper()).toMatchObject({ withdrawn: null, abstract: "The text of version 3." });
});
