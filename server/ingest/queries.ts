import { eq, inArray, max } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
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

/** The newest edition that any of these papers is in. */
export async function newestEditionOf(ctx: Context, ids: number[]): Promise<string | null> {
  if (ids.length === 0) return null;
  const [row] = await ctx.db
    .select({ day: max(submissions.feedDate) })
    .from(submissions)
    .where(inArray(submissions.paperId, ids));
  return row?.day ?? null;
}

/** The existing papers with these slugs, each with the edition that it is in, if any. */
export async function findEditions(ctx: Context, slugs: string[]) {
  const found = await ctx.db
    .select({ slug: papers.slug, day: submissions.feedDate })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(inArray(papers.slug, slugs));
  return new Map(found.map(({ slug, day }) => [slug, day]));
}
