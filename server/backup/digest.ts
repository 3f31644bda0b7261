import { createHash } from "node:crypto";
import type { Manifest } from "./format";

const NEWLINE = 0x0a;

/** Counts the rows of a table in COPY text format, where a line break always ends a row. */
export function tally() {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  return {
    add(chunk: Buffer) {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows++;
    },
    total: (): Manifest["tables"][string] => ({ rows, bytes, sha256: hash.digest("hex") }),
  };
}

export const sha256 = (data: Buffer) => createHash("sha256").update(data).digest("hex");
