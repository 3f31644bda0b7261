import { describe, expect, test } from "vitest";
import { SourceError } from "@/server/ingest/sources/source-error";
import {
  readXml,
  textIn,
  textOf,
  within,
  type XmlName,
  type XmlRecord,
} from "@/server/ingest/sources/xml";

const NAMESPACE = "urn:shelf";
const named = (name: string): XmlName => [NAMESPACE, name];
const SHELF = { what: "a shelf", root: named("shelf"), record: named("book"), depth: 2 };

const shelf = (inside: string) => `<shelf xmlns="${NAMESPACE}">${inside}</shelf>`;

async function read(answer: string | Uint8Array) {
  const records: XmlRecord[] = [];
  const bytes = typeof answer === "string" ? Buffer.from(answer) : answer;
  const root = await readXml(bytes, SHELF, (record) => records.push(record));
  return { root, records };
}

const titles = async (answer: string | Uint8Array) =>
  (await read(answer)).records.map((book) => book && textIn(book, named("title")));

/** The message of the refusal. */
async function refusal(answer: string | Uint8Array): Promise<string> {
  const error = await read(answer).then(
    () => new Error("not refused"),
    (reason) => reason,
  );
  expect(error, String(error)).toBeInstanceOf(SourceError);
  return error.message;
}

describe("an answer is read", () => {
  test("record by record, and what surrounds them by itself", async () => {
    const { root, records } = await read(
      shelf(`<owner>Ada</owner><book id="1"><title>A</title></book><book id="2"/><size>2</size>`),
    );
    expect(records.map((book) => book?.attributes.get("id"))).toEqual(["1", "2"]);
    expect(textIn(root, named("owner"))).toBe("Ada");
    expect(textIn(root, named("size"))).toBe("2");
    expect(within(root, named("book"))).toEqual([]);
  });

  test("where records are at their depth, and only there", async () => {
    const book = "<book><title>Inner</title></book>";
    const answer = shelf(`<box>${book}</box><book>${book}<title>Outer</title></book>`);
    expect(await titles(answer)).toEqual(["Outer"]);
  });

  test("by namespaces and not by prefixes", async () => {
    const answer = `<s:shelf xmlns:s="${NAMESPACE}" xmlns="urn:other"><book><title>Other</title></book>
      <s:book><title>Other</title><s:title>Own</s:title></s:book></s:shelf>`;
    expect(await titles(answer)).toEqual(["Own"]);
  });

  test("with a declaration of UTF-8 and a byte order mark", async () => {
    const answer = `\uFEFF<?xml version="1.0" encoding="utf-8"?>${shelf("<book><title>é</title></book>")}`;
    expect(await titles(answer)).toEqual(["é"]);
  });

  test("with entities, CDATA, comments, and elements within a text", async () => {
    const title =
      "&lt;think&gt; &amp;amp; &#233;<!-- no --><![CDATA[<a href='x'>]]> <i>slanted</i>";
    expect(await titles(shelf(`<book><title>${title}</title></book>`))).toEqual([
      "<think> &amp; é<a href='x'> slanted",
    ]);
  });

  test("whole, however its characters fall into pieces", async () => {
    const long = "𝛼é€".repeat(30_000);
    const { records } = await read(shelf(`<book>${long}</book><book>${long}</book>`));
    expect(records.map((book) => book && textOf(book) === long)).toEqual([true, true]);
  });

  test("with attributes of any name", async () => {
    const { records } = await read(shelf(`<book __proto__="a" constructor="b" xml:lang="en"/>`));
    expect([...(records[0]?.attributes ?? [])]).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });
});

describe("an answer is refused in a sentence", () => {
  const laughs = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
  );
  const body = shelf("<book><title>A</title></book>");

  test.each<[string, string | Uint8Array, RegExp]>([
    [
      "a billion laughs",
      `<!DOCTYPE shelf [<!ENTITY l0 "ha">${laughs.join("")}]>${shelf("<book>&l9;</book>")}`,
      /^The answer has a document type, which a shelf never has\.$/,
    ],
    [
      "a file of the machine",
      `<!DOCTYPE shelf [<!ENTITY f SYSTEM "file:///etc/passwd">]>${shelf("<book>&f;</book>")}`,
      /document type/,
    ],
    [
      "an entity that nothing declares",
      shelf("<book>&eacute;</book>"),
      /line 1, .*undefined entity/,
    ],
    ["a deep nest", shelf("<a>".repeat(100_000)), /nested too deeply/],
    ["NUL", shelf("<book>a\0b</book>"), /not well-formed XML: line 1, disallowed character/],
    ["NUL in disguise", shelf("<book>&#0;</book>"), /not well-formed XML/],
    ["half a character in disguise", shelf("<book>&#xD83D;</book>"), /not well-formed XML/],
    [
      "half a character",
      Buffer.concat([Buffer.from("<shelf>"), Buffer.from([0xed, 0xa0, 0xbd])]),
      /^The answer is not UTF-8/,
    ],
    ["a character cut off", Buffer.concat([Buffer.from(body), Buffer.from([0xe2, 0x82])]), /UTF-8/],
    [
      "Latin-1 that says so",
      `<?xml version="1.0" encoding="ISO-8859-1"?>${body}`,
      /is in ISO-8859-1;/,
    ],
    ["Latin-1 that does not", Buffer.from(shelf("<book>\u00e9</book>"), "latin1"), /not UTF-8/],
    ["UTF-16", Buffer.from(`\uFEFF${body}`, "utf16le"), /UTF-16/],
    ["UTF-16 without a mark", Buffer.from(body, "utf16le"), /UTF-16/],
    ["an end within", body.slice(0, -20), /^The answer is cut off within “title”\.$/],
    ["an end between records", body.replace("</shelf>", ""), /cut off within “shelf”/],
    ["an end within a tag", `${body.replace("</shelf>", "")}</she`, /cut off within “shelf”/],
    ["something after the end", `${body}<shelf/>`, /not well-formed/],
    ["an unclosed element", shelf("<book><title>A</book>"), /unexpected close tag|not well-formed/],
    ["an unbound prefix", shelf("<x:book/>"), /unbound namespace prefix/],
    [
      "another namespace",
      `<shelf xmlns="urn:other"/>`,
      /is not a shelf: its root is “shelf” of “urn:other”/,
    ],
    ["no namespace", "<shelf/>", /of no namespace/],
    ["nothing", "", /^The answer is empty\.$/],
    ["blanks", " \n ", /^The answer is empty\.$/],
    ["only a declaration", `<?xml version="1.0"?>`, /must contain a root element/],
    [
      "a web page",
      "<!DOCTYPE html><html><body>Busy</body></html>",
      /is a web page and not a shelf/,
    ],
    ["a sentence", "Service   Unavailable", /is not XML: it begins with “Service Unavailable”/],
    ["JSON", `{"error": 1}`, /is not XML/],
    ["too many records", shelf("<book/>".repeat(20_001)), /too many records/],
    ["too much around them", shelf("<owner/>".repeat(60_000)), /too much around its records/],
    [
      "too much text around them",
      shelf(`<owner>${"x".repeat(1_000_001)}</owner>`),
      /too much around/,
    ],
    ["more than 20 MB", Buffer.alloc(20_000_001, " "), /more than 20 MB/],
  ])("%s", async (_, answer, reason) => {
    const message = await refusal(answer);
    expect(message).toMatch(reason);
    expect(message).toMatch(/^The answer .*\.$/);
    expect(message.length).toBeLessThan(400);
  });

  test("a request for a pause is told from other failures", async () => {
    await expect(read("Rate exceeded.")).rejects.toMatchObject({
      fault: "throttled",
      message: "The source says: Rate exceeded.",
    });
    await expect(read("Busy")).rejects.toMatchObject({ fault: "unreadable" });
  });
});

describe("one record that is too large does not affect the others", () => {
  test.each<[string, string]>([
    ["a title of 10 MB", `<title>${"x".repeat(10_000_000)}</title>`],
    ["more elements than any has", "<author/>".repeat(60_000)],
    ["an attribute of 2 MB", `<title name="${"x".repeat(2_000_000)}"/>`],
  ])("%s", async (_, inside) => {
    const small = "<book><title>Small</title></book>";
    expect(await titles(shelf(`${small}<book>${inside}</book>${small}`))).toEqual([
      "Small",
      null,
      "Small",
    ]);
  });
});
