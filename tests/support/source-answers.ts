import { readFileSync } from "node:fs";
import path from "node:path";
import type { ImportedPaper } from "@/server/ingest/schema";
import type { SourceRow } from "@/server/ingest/sources/source-row";

const folder = path.join(import.meta.dirname, "../fixtures");

/** A recorded answer. */
export const recorded = (name: string) => readFileSync(path.join(folder, name));

export const bytes = (text: string) => Buffer.from(text);

/** The papers among rows; fails if any of them is not one. */
export function papersOf(rows: SourceRow[]): ImportedPaper[] {
  return rows.map((row) => {
    if ("paper" in row) return row.paper;
    throw new Error(`row ${row.line} is no paper: ${JSON.stringify(row.problems)}`);
  });
}

/** "PLACE ID: FIELD MESSAGE" of each row that is not a paper. */
export const skippedOf = (rows: SourceRow[]) =>
  rows.flatMap((row) =>
    "problems" in row
      ? row.problems.map(
          ({ field, message }) =>
            `${row.line} ${row.sourceId}: ${field === null ? "" : `${field} `}${message}`,
        )
      : [],
  );
