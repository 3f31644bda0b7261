import { createReadStream } from "node:fs";
import path from "node:path";
import type { Context } from "../platform/context";
import { importFile } from "./import-file";
import { DEFAULT_SOURCE } from "./source";

const FOLDER = path.join(process.cwd(), "db", "sample");

/** The edition of March 13, 2025, named and ordered as on its page, and thirty later feed days. */
const FILES = [
  { name: "2025-03-13.jsonl.gz", edition: "2025-03-13", curators: ["AK"], source: DEFAULT_SOURCE },
  { name: "recent.jsonl.gz", edition: null, curators: [], source: DEFAULT_SOURCE },
];

/** Imports the real papers that an installation starts with. */
export async function importSample(ctx: Context): Promise<void> {
  for (const { name, ...options } of FILES) {
    const { skipped } = await importFile(ctx, createReadStream(path.join(FOLDER, name)), options);
    if (skipped > 0) throw new Error(`${name} has rows that do not fit`);
  }
}
