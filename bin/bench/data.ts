import { readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { addDays } from "@/server/platform/calendar";
import { root } from "../setup.mjs";

const FIRST_DAY = "2024-01-01";
const A_DAY = 20;
/** The papers of the first day, the longest edition. */
const LONGEST = 102;

/**
 * This many rows to import, always the same: the sample's papers over and over, each time with
 * another id and feed day, so that the text is as long and as odd as real text.
 */
export async function manyRows(count: number): Promise<Buffer> {
  const file = path.join(root, "db/sample/recent.jsonl.gz");
  const lines = gunzipSync(await readFile(file))
    .toString()
    .trim()
    .split("\n");
  const rows = [];
  for (let index = 0; index < count; index++) {
    const paper = JSON.parse(lines[index % lines.length] ?? "{}");
    const round = Math.floor(index / lines.length);
    rows.push(
      JSON.stringify({
        ...paper,
        arxivId: `2401.${String(index).padStart(5, "0")}`,
        title: `${paper.title} (${round})`,
        feedDate: addDays(FIRST_DAY, Math.max(0, Math.ceil((index + 1 - LONGEST) / A_DAY))),
      }),
    );
  }
  return Buffer.from(rows.join("\n"));
}
