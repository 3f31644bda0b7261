import { createHash } from "node:crypto";
import type { ImportedPaper } from "./schema";

/** Invisible within a word: joiners, tags, annotation marks. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Titles that differ only in case, accents, punctuation, spacing or invisible characters get the
 * same key.
 */
export function titleKeyOf(title: string): string {
  const shown = title.replace(INVISIBLE, "");
  const key = shown
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return key || shown.trim();
}

/**
 * A slug such as `rar-region-aware-point-cloud-registration-1f2e3d4c`: readable words, and a hash
 * to make it unique.
 */
export function slugOf(titleKey: string): string {
  const hash = createHash("sha256").update(titleKey).digest("hex").slice(0, 8);
  const words = titleKey.match(/[a-z0-9]+/g) ?? [];
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length > 60) break;
    slug += `${word}-`;
  }
  return slug + hash;
}

/** What identifies a paper. */
export function identityOf(paper: Pick<ImportedPaper, "arxivId" | "title">) {
  if (paper.arxivId) return { slug: paper.arxivId, arxivId: paper.arxivId, titleKey: null };
  const titleKey = titleKeyOf(paper.title);
  return { slug: slugOf(titleKey), arxivId: null, titleKey };
}
