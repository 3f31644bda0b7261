import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readPaper, readRows, reasonOf } from "@/server/ingest/rows";

const line = (title: string) => Buffer.from(`${JSON.stringify({ title, abstract: "Text." })}\n`);
const packed = (title: string) => gzipSync(line(title));
const zeros = (count: number) => Buffer.alloc(count);

async function* chunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function titles(bytes: Buffer, size: number) {
  const found = [];
  for await (const row of readRows(chunks(bytes, size))) {
    found.push("paper" in row ? row.paper.title : reasonOf(row.problems));
  }
  return found;
}

// one chunk ends with the first member, another within the zeros after it
describe.each([1, 7, packed("A").length, 1_000_000])("gzip in chunks of %d bytes", (size) => {
  test.each<[string, Buffer[]]>([
    ["more gzip", [zeros(2), packed("B")]],
    ["plain text", [zeros(1), line("B")]],
    ["a byte far away", [zeros(5_000), Buffer.from([7]), zeros(5_000)]],
  ])("is damaged with zeros and %s behind it", async (_, behind) => {
    await expect(titles(Buffer.concat([packed("A"), ...behind]), size)).rejects.toThrow(
      "The file is damaged: it does not unpack to its end.",
    );
  });

  test("is read to its end with members behind each other and zeros that pad it", async () => {
    const file = Buffer.concat([packed("A"), packed("B"), zeros(5_000)]);
    expect(await titles(file, size)).toEqual(["A", "B"]);
  });
});

describe("a row may say more than a paper needs", () => {
  const read = (given: object) => {
    const result = readPaper({ title: "A title", abstract: "Text.", ...given });
    if ("problems" in result) throw new Error(reasonOf(result.problems));
    return result.paper;
  };

  test("in its own shape", () => {
    const versions = [
      { version: 2, publishedAt: "2025-03-14", sourceType: "D" },
      { version: 1, publishedAt: "2025-03-13T09:30:00Z", kilobytes: 12 },
      { version: 2, publishedAt: "2025-03-15T09:30:00Z" },
    ];
    const facts = {
      doi: "https://doi.org/10.1000/182",
      journalRef: " Nature\n1 ",
      license: "http://creativecommons.org/licenses/by/4.0/",
      thumbnailUrl: "https://example.org/a.png",
      withdrawn: false,
      revisedAt: "2025-03-15",
      versions,
      announceType: "replace-cross",
      announcedOn: "2025-03-16",
      datestamp: "2025-03-17",
    };
    expect(read(facts)).toMatchObject({
      ...facts,
      doi: "10.1000/182",
      journalRef: "Nature 1",
      revisedAt: new Date("2025-03-15T00:00:00Z"),
      revisedPrecision: "day",
      versions: [
        {
          version: 1,
          publishedAt: new Date("2025-03-13T09:30:00Z"),
          publishedPrecision: "second",
          kilobytes: 12,
          sourceType: null,
        },
        { version: 2, publishedAt: new Date("2025-03-15T09:30:00Z") },
      ],
      publishedAt: null,
    });
  });

  test.each<[string, unknown[]]>([
    ["doi", ["none", "10.1000", `10.1000/${"x".repeat(400)}`, "10.1000/\ud83d", 7]],
    ["journalRef", ["", " ", "x".repeat(3_000), ["Nature"]]],
    ["license", ["CC BY", "javascript:alert(1)", "file:///etc/passwd"]],
    ["thumbnailUrl", ["a.png", "data:image/png;base64,AA"]],
    ["withdrawn", ["yes", 1]],
    ["announceType", ["renewed"]],
    ["announcedOn", ["2025-02-30", "today"]],
    ["datestamp", ["2025-13-01", "2025-03-13T00:00:00Z"]],
    ["revisedAt", ["2025-02-29", "soon"]],
  ])("%s is left out if it cannot be used, and the paper is read", (field, values) => {
    for (const value of [...values, null, undefined, {}]) {
      expect(read({ [field]: value })).toHaveProperty(field, null);
    }
  });

  test.each<[string, unknown]>([
    ["no list", "v1"],
    ["no versions", [1, 2]],
    ["one without a date", [{ version: 1 }]],
    ["one of 0", [{ version: 0, publishedAt: "2025-03-13" }]],
    ["too many", Array.from({ length: 1_001 }, () => ({ version: 1, publishedAt: "2025-03-13" }))],
  ])("versions that are %s are left out", (_, versions) => {
    expect(read({ versions }).versions).toEqual([]);
  });

  test("two authors may have one name", () => {
    expect(read({ authors: ["Ada", "Bob", " Ada "] }).authors).toEqual(["Ada", "Bob", "Ada"]);
  });
});
