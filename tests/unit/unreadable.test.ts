import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { readUploaded } from "@/server/ingest/uploaded";
import { AppError } from "@/server/platform/errors";

// small enough to be reached
vi.mock("@/server/platform/limits", async (original) => ({
  ...(await original<typeof import("@/server/platform/limits")>()),
  MAX_FILE_BYTES: 3_000_000,
  MAX_UNPACKED_BYTES: 5_000_000,
  MAX_FILE_ROWS: 300,
}));

async function* chunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

const paper = (given: object = {}) => JSON.stringify({ title: "A", abstract: "Text.", ...given });

/** The titles and problems of a file; or why none of it is read. */
async function rowsOf(file: string | Buffer) {
  const rows: string[] = [];
  try {
    for await (const row of readUploaded(chunks(Buffer.from(file as string)))) {
      if ("paper" in row) rows.push(row.paper.title);
      else rows.push(...row.problems.map((each) => `${row.line} ${each.field}: ${each.message}`));
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}: ${error.message}`;
  }
  return rows;
}

describe("a file that cannot be read at all says why", () => {
  test.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /^BAD_REQUEST: This file is empty/],
    ["nothing but space", "\uFEFF \r\n\n", /is empty/],
    ["gzip of nothing", gzipSync(""), /is empty/],
    ["a PDF", "%PDF-1.7\n{\n", /is a PDF/],
    ["a ZIP file", Buffer.from("PK\x03\x04abc"), /is a ZIP file/],
    ["a picture", Buffer.from("\x89PNG\r\n{", "latin1"), /is a picture/],
    ["gzip twice", gzipSync(gzipSync(paper())), /a gzip file within a gzip file/],
    ["HTML", "\n<!doctype html>\n{}", /is HTML or XML/],
    ["UTF-16", Buffer.from(`\uFEFF${paper()}`, "utf16le"), /UTF-16\. Save it as UTF-8/],
    ["Latin-1", Buffer.from("title,abstract\nGödel,é", "latin1"), /is not text in UTF-8/],
    ["a table", "title,abstract\nA,B\n", /is not JSON: no line of it begins with \{ or \[/],
    ["blank lines and a letter", `${"\n".repeat(65_535)}x`, /is not JSON: no line/],
    ["a cut gzip file", gzipSync(paper()).subarray(0, 30), /is damaged/],
  ])("%s", async (_, file, reason) => {
    expect(await rowsOf(file)).toMatch(reason);
  });

  test("but one with a wrong line at its beginning is read", async () => {
    expect(await rowsOf(`# papers\n${paper()}`)).toEqual(["1 null: the row is not JSON", "A"]);
  });

  test("and so is one whose beginning ends within a character", async () => {
    const first = paper({ title: "é".repeat(300) });
    const many = `${first}\n`.repeat(200);
    expect(await rowsOf(`x${many}`)).toHaveLength(200);
  });
});

describe("a file is read up to its bounds", () => {
  test.each<[string, Buffer, RegExp]>([
    ["as it is sent", Buffer.alloc(3_100_000, "{\n"), /^PAYLOAD_TOO_LARGE: .*more than 3 MB/],
    ["unpacked", gzipSync(Buffer.alloc(50_000_000, "{\n")), /unpacks to more than 5 MB/],
    ["in blank lines", gzipSync(`${paper()}${"\n".repeat(2_000)}`), /too many blank lines/],
    ["in papers", Buffer.from(`${paper()}\n`.repeat(301)), /more than 300 papers/],
  ])("%s", async (_, file, reason) => {
    expect(await rowsOf(file)).toMatch(reason);
  });
});

describe("hostile rows are left out, and the others read", () => {
  const deep = (of: string, count: number) => of.repeat(count);
  test.each<[string, string | Buffer, string[]]>([
    ["a byte order mark and \\r\\n", `\uFEFF${paper()}\r\n${paper()}\r\n`, ["A", "A"]],
    [
      "thousands of braces",
      `${deep("{", 100_000)}\n${paper()}`,
      ["1 null: the row is not JSON", "A"],
    ],
    [
      "deep nesting in a field that is not read",
      `${paper().slice(0, -1)},"x":${deep("[", 100_000)}${deep("]", 100_000)}}`,
      ["A"],
    ],
    [
      "deep nesting in one that is",
      `{"title":${deep("[", 100_000)}${deep("]", 100_000)},"abstract":"b"}\n${paper()}`,
      ["1 title: must be a text", "A"],
    ],
    ["NUL", `${paper({ title: "A\0" })}\n\0\n`, ["A", "2 null: the row is not JSON"]],
    [
      "half a character",
      `${paper().replace('"A"', '"A\\ud800b"')}\n${paper()}`,
      ["1 title: must not hold half a character", "A"],
    ],
    [
      "half a character in bytes",
      Buffer.concat([Buffer.from(`${paper()}\n{"title":"`), Buffer.from([0xed, 0xa0, 0x80, 0x0a])]),
      ["A", "2 null: the row is not UTF-8"],
    ],
  ])("%s", async (_, file, rows) => {
    expect(await rowsOf(file)).toEqual(rows);
  });
});

test("what is wrong names the field and the remedy", async () => {
  const file = [
    { title: undefined },
    { title: 7 },
    { authors: "Ada" },
    { upvotes: -1 },
    { upvotes: "3" },
    { version: 0 },
    { publishedAtPrecision: "year" },
    { organization: 4 },
  ];
  expect(await rowsOf([...file.map(paper), "[]", "3"].join("\n"))).toEqual([
    "1 title: is missing",
    "2 title: must be a text",
    "3 authors: must be a list",
    "4 upvotes: must not be negative",
    "5 upvotes: must be a whole number",
    "6 version: must be at least 1",
    "7 publishedAtPrecision: must be one of: second, day, month",
    "8 organization: must be a name",
    "9 null: the row must be an object",
    "10 null: the row must be an object",
  ]);
});
