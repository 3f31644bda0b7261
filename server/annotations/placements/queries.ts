import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { paperVersions } from "@/db/schema/papers";
import type { Context } from "../../platform/context";
import { AppError } from "../../platform/errors";

/** The newest text of a paper; undefined if the paper was deleted. */
export async function newestText(ctx: Context, paperId: number) {
  const [text] = await ctx.db
    .select({
      version: paperVersions.version,
      abstract: paperVersions.abstract,
      hash: paperVersions.abstractHash,
    })
    .from(paperVersions)
    .where(eq(paperVersions.paperId, paperId))
    .orderBy(desc(paperVersions.version))
    .limit(1);
  return text;
}

/** The newest text of a paper. Throws if there is none. */
export async function requireNewestText(ctx: Context, paperId: number) {
  const text = await newestText(ctx, paperId);
  if (!text) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");
  return text;
}

/** At most `limit` notes whose passages have not been searched for in the text with this hash. */
export function unplaced(ctx: Context, paperId: number, hash: string, limit: number) {
  const { id, version, start, end, exact, prefix, suffix, textHash } = annotations;
  return ctx.db
    .select({ id, version, start, end, exact, prefix, suffix, textHash })
    .from(annotations)
    .where(
      and(
        eq(annotations.paperId, paperId),
        isNotNull(start),
        ne(textHash, hash),
        or(isNull(annotations.placedHash), ne(annotations.placedHash, hash)),
      ),
    )
    .orderBy(asc(id))
    .limit(limit);
}

export type Unplaced = Awaited<ReturnType<typeof unplaced>>[number];

/** The texts of these versions of a paper, by hash. */
export async function textsOf(ctx: Context, paperId: number, versions: number[]) {
  const texts = await ctx.db
    .select({ hash: paperVersions.abstractHash, abstract: paperVersions.abstract })
    .from(paperVersions)
    .where(and(eq(paperVersions.paperId, paperId), inArray(paperVersions.version, versions)));
  return new Map(texts.map(({ hash, abstract }) => [hash, abstract]));
}

/** Which of these papers have notes on passages. */
export async function marked(ctx: Context, paperIds: number[]): Promise<number[]> {
  const found = await ctx.db
    .selectDistinct({ id: annotations.paperId })
    .from(annotations)
    .where(and(inArray(annotations.paperId, paperIds), isNotNull(annotations.start)));
  return found.map(({ id }) => id);
}
