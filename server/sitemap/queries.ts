import { and, asc, desc, gt, lte, max } from "drizzle-orm";
import { editions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";

/** A sitemap holds at most 50,000 URLs; the first part contains the editions as well. */
const PART = 40_000;
const BATCH = 5_000;

/** A page for search engines, and when it last changed. */
export interface Entry {
  path: string;
  changed: Date | null;
}

/** The number of parts; papers are assigned to parts by id. */
export async function sitemapParts(ctx: Context): Promise<number> {
  const [last] = await ctx.db.select({ id: max(papers.id) }).from(papers);
  return Math.max(1, Math.ceil((last?.id ?? 0) / PART));
}

/** The entries of one part, counted from 1, in batches. */
export async function* sitemapPart(ctx: Context, part: number): AsyncGenerator<Entry[]> {
  if (part === 1) {
    const days = await ctx.db
      .select({ feedDate: editions.feedDate })
      .from(editions)
      .orderBy(desc(editions.feedDate));
    const own = ["/", "/papers/trending"].map((path) => ({ path, changed: null }));
    yield [
      ...own,
      ...days.map(({ feedDate }) => ({ path: `/papers/date/${feedDate}`, changed: null })),
    ];
  }
  let after = (part - 1) * PART;
  while (true) {
    const rows = await ctx.db
      .select({ id: papers.id, slug: papers.slug, changed: papers.updatedAt })
      .from(papers)
      .where(and(gt(papers.id, after), lte(papers.id, part * PART)))
      .orderBy(asc(papers.id))
      .limit(BATCH);
    yield rows.map(({ slug, changed }) => ({ path: `/papers/${slug}`, changed }));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}

/** Parses the number of a part in a URL. Throws `NOT_FOUND` if there is no such part. */
export async function partNamed(ctx: Context, name: string): Promise<number> {
  const part = /^([1-9]\d{0,4})\.xml$/.exec(name)?.[1];
  if (part && Number(part) <= (await sitemapParts(ctx))) return Number(part);
  throw new AppError("NOT_FOUND", "The site map has no such part.");
}
