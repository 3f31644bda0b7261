import { setImmediate } from "node:timers/promises";
import { documentOf, type SearchDocument } from "../papers/search/document";
import { topicsOf } from "../papers/topics/topics";
import type { ImportedPaper } from "./schema";

/** What is derived from a row's text, and stored with it. */
export interface Derived {
  document: SearchDocument;
  topics: string[];
}

export const derivedFrom = (paper: ImportedPaper): Derived => ({
  document: documentOf(paper),
  topics: topicsOf(paper),
});

/** Derives from all rows; others have their turn after each, as one takes milliseconds. */
export async function deriveEach(
  papers: Iterable<ImportedPaper>,
): Promise<Map<ImportedPaper, Derived>> {
  const derived = new Map<ImportedPaper, Derived>();
  for (const paper of papers) {
    derived.set(paper, derivedFrom(paper));
    await setImmediate();
  }
  return derived;
}
