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
