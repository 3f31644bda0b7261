import { inArray } from "drizzle-orm";
import { papers } from "@/db/schema/papers";
import type { Context } from "../platform/context";
import type { ImportedPaper } from "./schema";

/** A row of the batch with its paper. */
export interface Entry {
  id: number;
  slug: string;
  latestVersion: number | null;
  paper: ImportedPaper;
}

/** The existing papers with these slugs. */
export async function findPapers(ctx: Context, slugs: string[]) {
  const found = await ctx.db
    .select({ id: papers.id, slug: papers.slug, latestVersion: papers.latestVersion })
    .from(papers)
    .where(inArray(papers.slug, slugs));
  return new Map(found.map((row) => [row.slug, row]));
}

/** The same papers with what search, topics and related papers read of them. */
export async function findTexts(ctx: Context, slugs: string[]) {
  const found = await ctx.db
    .select({
      slug: papers.slug,
      title: papers.title,
      authors: papers.authors,
      abstract: papers.abstract,
      keywords: papers.keywords,
      categories: papers.categories,
      organization: papers.organization,
      searchVersion: papers.searchVersion,
    })
    .from(papers)
    .where(inArray(papers.slug, slugs));
  return new Map(found.map((row) => [row.slug, row]));
}
