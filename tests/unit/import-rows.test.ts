import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readRows, reasonOf } from "@/server/ingest/rows";

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
