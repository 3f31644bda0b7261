import { describe, expect, test } from "vitest";
import { readArxivOai } from "@/server/ingest/sources/arxiv-oai";
import { bytes, papersOf, recorded, skippedOf } from "../support/source-answers";

const fixture = (name: string) => recorded(`sources/oai-${name}.xml`);

const answer = (inside: string) =>
  bytes(`<?xml version="1.0" encoding="UTF-8"?>
    <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
      <responseDate>2026-11-30T02:15:00Z</responseDate>
      <request verb="ListRecords">https://oaipmh.arxiv.org/oai</request>${inside}</OAI-PMH>`);

const list = (...records: string[]) => answer(`<ListRecords>${records.join("")}</ListRecords>`);

const record = (metadata: string, { id = "0806.4129", more = "", attributes = "" } = {}) =>
  `<record><header${attributes}><identifier>oai:arXiv.org:${id}</identifier>
    <datestamp>2026-11-29</datestamp>${more}</header>${metadata}</record>`;

const TEXTS = "<title>A title</title><abstract>What was found.</abstract>";

const plain = (inside: string) =>
  `<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>0806.4129</id>${TEXTS}${inside}</arXiv></metadata>`;
const raw = (inside: string) =>
  `<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>0806.4129</id>${TEXTS}${inside}</arXivRaw></metadata>`;
const dublin = (inside: string) =>
  `<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</oai_dc:dc></metadata>`;

async function readOne(metadata: string, options = {}) {
  const [paper] = papersOf((await readArxivOai(list(record(metadata, options)))).rows);
  if (!paper) throw new Error("no paper");
  return paper;
}

describe("the format arXiv", () => {
  test("of a list", async () => {
    const page = await readArxivOai(fixture("list"));
    expect(page).toMatchObject({
      next: null,
      deleted: [],
      respondedAt: new Date("2017-12-14T12:56:31Z"),
    });
    const papers = papersOf(page.rows);
    expect(papers.map(({ arxivId }) => arxivId)).toEqual(["1412.8323", "1507.07790", "1607.01710"]);
    expect(papers[0]).toMatchObject({
      title: "Toolbox for reconstructing quantum theory from rules on information acquisition",
      authors: ["Philipp A Hoehn"],
      categories: ["quant-ph", "gr-qc", "hep-th", "math-ph", "physics.hist-ph"],
      license: "http://creativecommons.org/licenses/by/4.0/",
      comment: expect.stringMatching(
        /^78 pages, many figures, .* results unaffected by revision\)$/,
      ),
      abstract: expect.stringMatching(/^We develop .* novel formulation of quantum theory/),
      version: null,
    });
    expect(papers[2]?.authors).toContain("A. de Souza Dutra");
  });

  test("of one record, whose datestamp says nothing about its publication", async () => {
    const { rows } = await readArxivOai(fixture("one"));
    expect(papersOf(rows)[0]).toMatchObject({
      arxivId: "1401.2122",
      publishedAt: new Date("2014-01-09T00:00:00Z"),
      publishedPrecision: "day",
      revisedAt: new Date("2017-10-23T00:00:00Z"),
      revisedPrecision: "day",
      datestamp: "2018-01-25",
      versions: [{ version: 1, publishedAt: new Date("2014-01-09T00:00:00Z") }],
      doi: "10.1007/s11005-017-1013-4",
      journalRef: "Lett. Math. Phys. 108 (2018), no. 2, 359-376",
      withdrawn: null,
      feedDate: null,
    });
    expect(await readOne(plain(""))).toMatchObject({
      publishedAt: null,
      revisedAt: null,
      versions: [],
      datestamp: "2026-11-29",
    });
  });

  test("with names in their parts, and collaborations", async () => {
    const authors = [
      "<keyname>da Rocha</keyname><forenames>Roldao</forenames>",
      "<keyname>Rodrigues</keyname><forenames>Waldyr A.</forenames><suffix>Jr</suffix>",
      "<keyname>Macr\\`i</keyname><forenames>E.</forenames><affiliation>Nice</affiliation>",
      "<keyname>Collaboration</keyname><forenames>ATLAS</forenames>",
      "<keyname>Plato</keyname>",
      "<keyname>Plato</keyname>",
      "",
    ].map((parts) => `<author>${parts}</author>`);
    expect((await readOne(plain(`<authors>${authors.join("")}</authors>`))).authors).toEqual([
      "Roldao da Rocha",
      "Waldyr A. Rodrigues Jr",
      "E. Macr\\`i",
      "ATLAS Collaboration",
      "Plato",
      "Plato",
    ]);
  });
});

const version = (number: number, date: string, more = "") =>
  `<version version="v${number}"><date>${date}</date>${more}</version>`;
const first = version(1, "Wed, 25 Jun 2008 15:29:38 GMT", "<size>14kb</size>");

describe("the format arXivRaw", () => {
  test("of a list", async () => {
    const page = await readArxivOai(fixture("raw"));
    expect(page.next).toBe("next-page");
    expect(papersOf(page.rows)[0]).toMatchObject({
      arxivId: "2608.12345",
      authors: ["Ada Researcher", "Bo Systems"],
      categories: ["cs.RO", "cs.AI"],
      comment: "10 pages",
      version: 1,
      publishedAt: new Date("2026-08-28T01:00:00Z"),
      versions: [
        {
          version: 1,
          publishedAt: new Date("2026-08-28T01:00:00Z"),
          publishedPrecision: "second",
          kilobytes: 100,
          sourceType: null,
        },
      ],
      withdrawn: false,
      datestamp: "2026-08-28",
    });
  });

  test("with versions in whatever order, the last of which is withdrawn", async () => {
    const second = version(
      2,
      "Fri, 12 Dec 2014 13:15:28 GMT",
      "<size>0kb</size><source_type>I</source_type>",
    );
    expect(await readOne(raw(second + first))).toMatchObject({
      version: 2,
      publishedAt: new Date("2008-06-25T15:29:38Z"),
      revisedAt: new Date("2014-12-12T13:15:28Z"),
      versions: [
        { version: 1, kilobytes: 14, sourceType: null },
        { version: 2, kilobytes: 0, sourceType: "I" },
      ],
      withdrawn: true,
    });
    const third = version(3, "Fri, 12 Dec 2014 14:00:00 GMT", "<source_type>D</source_type>");
    expect(await readOne(raw(first + second + third))).toMatchObject({
      version: 3,
      withdrawn: false,
    });
  });

  test("with versions that say little or nothing", async () => {
    const odd = `${version(2, "soon", "<size>big</size>")}${version(0, "")}<version version="x"/><version/>`;
    expect(await readOne(raw(first + odd))).toMatchObject({
      version: 2,
      publishedAt: new Date("2008-06-25T15:29:38Z"),
      revisedAt: null,
      versions: [{ version: 1 }],
      withdrawn: false,
    });
    expect(await readOne(raw(""))).toMatchObject({ version: null, versions: [], withdrawn: null });
    // the first one is missing: when the paper was published is not known
    expect(await readOne(raw(version(2, "Fri, 12 Dec 2014 13:15:28 GMT")))).toMatchObject({
      version: 2,
      publishedAt: null,
    });
  });
});

describe("the format oai_dc", () => {
  test("of one record", async () => {
    const { rows } = await readArxivOai(list(fixture("dc-record").toString()));
    expect(papersOf(rows)[0]).toMatchObject({
      arxivId: "math/0306266",
      title: "The Lovasz number of random graphs",
      authors: ["Amin Coja-Oghlan"],
      abstract: expect.stringMatching(/^We study the Lovasz number theta along .* k-colorable\.$/),
      publishedAt: new Date("2003-06-18T00:00:00Z"),
      publishedPrecision: "day",
      datestamp: "2017-11-17",
      doi: "10.1017/S0963548305006826",
      journalRef: "Combinatorics, Probability and Computing 14 (2005) 439 - 465",
      comment: null,
      categories: [],
    });
  });

  test("with several dates, a comment, and categories of its sets", async () => {
    const parts = [
      ["title", "A title"],
      ["creator", "Rodrigues Jr, Waldyr A."],
      ["creator", "Collaboration, ATLAS"],
      ["creator", "Plato"],
      ["subject", "Mathematical Physics"],
      ["description", "  What was\nfound."],
      ["description", "Comment: 15 pages"],
      ["date", "2014-12-12"],
      ["date", "2008-06-25"],
      ["identifier", "http://arxiv.org/abs/0806.4129"],
    ].map(([name, text]) => `<dc:${name}>${text}</dc:${name}>`);
    const sets = [
      "physics:math-ph",
      "math:math:MP",
      "cs",
      "cs:cs",
      "cs:cs:LG",
      "physics:physics:optics",
    ];
    const more = sets.map((set) => `<setSpec>${set}</setSpec>`).join("");
    expect(await readOne(dublin(parts.join("")), { more })).toMatchObject({
      authors: ["Waldyr A. Rodrigues Jr", "ATLAS Collaboration", "Plato"],
      abstract: "What was found.",
      comment: "15 pages",
      publishedAt: new Date("2008-06-25T00:00:00Z"),
      revisedAt: new Date("2014-12-12T00:00:00Z"),
      categories: ["math-ph", "cs.LG", "physics.optics"],
      journalRef: null,
      doi: null,
    });
  });
});

describe("a list", () => {
  const token = (inside: string, attributes = "") =>
    answer(`<ListRecords><resumptionToken${attributes}>${inside}</resumptionToken></ListRecords>`);

  test("goes on with a token", async () => {
    const attributes = ` expirationDate="2026-12-01T00:00:00Z" completeListSize="2315" cursor="1000"`;
    expect(await readArxivOai(token(" 6511260|1001&amp;x=%20 \n", attributes))).toMatchObject({
      rows: [],
      next: "6511260|1001&x=%20",
      expiresAt: new Date("2026-12-01T00:00:00Z"),
      completeListSize: 2_315,
      cursor: 1_000,
    });
  });

  test("ends with an empty token, or without one", async () => {
    const end = { next: null, expiresAt: null, completeListSize: null, cursor: null };
    expect(await readArxivOai(token("", ` completeListSize="many" cursor="-1"`))).toMatchObject(
      end,
    );
    expect(await readArxivOai(list())).toMatchObject(end);
  });

  test("without records is a normal answer", async () => {
    expect(await readArxivOai(answer(`<error code="noRecordsMatch">None</error>`))).toEqual({
      rows: [],
      deleted: [],
      next: null,
      expiresAt: null,
      completeListSize: null,
      cursor: null,
      respondedAt: new Date("2026-11-30T02:15:00Z"),
    });
  });

  test("names deleted records apart", async () => {
    const attributes = ` status="deleted"`;
    const page = await readArxivOai(
      list(
        record("", { attributes }),
        record(plain(""), { id: "0806.4130" }),
        record("", { attributes, id: "nothing" }),
      ),
    );
    expect(page.deleted).toEqual([{ arxivId: "0806.4129", datestamp: "2026-11-29" }]);
    expect(page.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(skippedOf(page.rows)).toEqual(["3 nothing: the record has no metadata"]);
  });

  test("reports records that cannot be read, and reads the others", async () => {
    const other = `<metadata><marc xmlns="urn:marc"/></metadata>`;
    const moved = plain("").replace("OAI/arXiv/", "OAI/other/");
    const { rows } = await readArxivOai(
      list(
        record(""),
        record(other),
        record(moved),
        record(dublin("<dc:title>A title</dc:title>")),
        record(plain(`<comments>${"x".repeat(10_000_000)}</comments>`)),
        record(plain("").replace(TEXTS, "").replace("<id>0806.4129</id>", "")),
        record(plain("")),
      ),
    );
    expect(skippedOf(rows)).toEqual([
      "1 0806.4129: the record has no metadata",
      "2 0806.4129: the record is in a format that is not read here",
      "3 0806.4129: the record is in a format that is not read here",
      "4 0806.4129: abstract is missing",
      "5 null: the record is too large",
      "6 0806.4129: title is missing",
      "6 0806.4129: abstract is missing",
    ]);
    expect(rows.at(-1)).toHaveProperty("paper.title", "A title");
  });
});

describe("an error", () => {
  test.each([
    ["badResumptionToken", "expired"],
    ["badArgument", "refused"],
    ["cannotDisseminateFormat", "refused"],
    ["idDoesNotExist", "refused"],
    ["badVerb", "refused"],
  ])("%s", async (code, fault) => {
    const error = `<error code="${code}">The value\n is wrong</error>`;
    for (const errors of [error, `<error code="noRecordsMatch"/>${error}`]) {
      await expect(readArxivOai(answer(errors))).rejects.toMatchObject({
        fault,
        code,
        message: `arXiv says: ${code}, The value is wrong`,
      });
    }
  });

  test("is an answer to another question, one cut off, or a request for a pause", async () => {
    const faultOf = (bytes: Uint8Array) =>
      readArxivOai(bytes).then(
        () => null,
        ({ fault, message }) => `${fault}: ${message}`,
      );
    expect(await faultOf(answer("<Identify/>"))).toBe(
      "unreadable: The answer has neither records nor an error.",
    );
    expect(await faultOf(answer(""))).toContain("neither records nor an error");
    expect(await faultOf(fixture("list").subarray(0, 4_000))).toContain("is cut off");
    expect(await faultOf(fixture("dc-record"))).toContain("is not an OAI-PMH answer");
    expect(await faultOf(bytes("Rate exceeded."))).toContain("throttled");
    const long = `<ListRecords><resumptionToken>${"x".repeat(3_000)}</resumptionToken></ListRecords>`;
    expect(await faultOf(answer(long))).toContain("too long a resumption token");
  });
});
