import type { DraftLine } from "@/db/schema/drafts";
import { readPaper, reasonOf } from "../ingest/rows";
import type { ImportedPaper } from "../ingest/schema";

/** What a source says of a paper: the paper, or why it cannot be submitted by its id. */
export type Told = Pick<DraftLine, "row" | "problem">;

/** A paper as a row that reads as the same paper. A submission says nothing of editions and votes. */
export const asRow = ({ publishedPrecision, ...paper }: ImportedPaper): object => ({
  ...paper,
  publishedAtPrecision: publishedPrecision,
  feedDate: null,
  submittedAt: null,
  index: null,
  upvotes: null,
  upvotesAsOf: null,
});

/** Reads a row as an import would. */
export function told(row: unknown): Told {
  const read = readPaper(row);
  if ("paper" in read) return { row: asRow(read.paper), problem: null };
  return { row: null, problem: `What the source says cannot be used: ${reasonOf(read.problems)}.` };
}

/** The paper of a row that was stored in this form. */
export function paperOf(row: object): ImportedPaper | null {
  const read = readPaper(row);
  return "paper" in read ? read.paper : null;
}

export const refused = (problem: string): Told => ({ row: null, problem });
