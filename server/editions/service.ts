import { and, asc, count, desc, eq, gt, inArray, isNull, lt, max, min, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { editions, standings, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import type { Context } from "../context";
import { AppError } from "../errors";
import type { dailyInput } from "./schema";

/** What a paper's row in a feed shows. */
const rowColumns = {
  id: papers.id,
  slug: papers.slug,
  arxivId: papers.arxivId,
  title: papers.title,
  abstract: papers.abstract,
  authors: papers.authors,
  categories: papers.categories,
  githubUrl: papers.githubUrl,
  githubStars: papers.githubStars,
  votes: standings.votes,
  sourceUpvotes: standings.sourceUpvotes,
  sourceUpvotesAsOf: standings.sourceUpvotesAsOf,
  feedDate: submissions.feedDate,
};

/** Votes here, then the source's upvotes, then the time of submission, then the source's order. */
const ranking = [
  desc(standings.votes),
  desc(standings.sourceUpvotes),
  sql`${submissions.submittedAt} asc nulls last`,
  sql`${submissions.position} asc nulls last`,
  asc(submissions.paperId),
];

/** How many notes for everyone stand on each of these papers: one query a page. */
async function noteCounts(ctx: Context, paperIds: number[]) {
  if (paperIds.length === 0) return new Map<number, number>();
  const rows = await ctx.db
    .select({ paperId: annotations.paperId, notes: count() })
    .from(annotations)
    .where(
      and(
        inArray(annotations.paperId, paperIds),
        eq(annotations.audience, "everyone"),
        isNull(annotations.deletedAt),
      ),
    )
    .groupBy(annotations.paperId);
  return new Map(rows.map((row) => [row.paperId, row.notes]));
}

async function withNotes<T extends { id: number }>(ctx: Context, rows: T[]) {
  const notes = await noteCounts(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, notes: notes.get(row.id) ?? 0 }));
}

/** The edition of a feed day with its neighbours, or `NOT_FOUND` when the day has none. */
export async function daily(ctx: Context, input: z.output<typeof dailyInput>) {
  const [edition] =
    input.feedDate === "latest"
      ? await ctx.db.select().from(editions).orderBy(desc(editions.feedDate)).limit(1)
      : await ctx.db.select().from(editions).where(eq(editions.feedDate, input.feedDate));
  if (!edition) throw new AppError("NOT_FOUND", "There is no edition on this day.", "feedDate");
  const { feedDate } = edition;
  const [rows, submitters, [before], [after]] = await Promise.all([
    ctx.db
      .select(rowColumns)
      .from(submissions)
      .innerJoin(papers, eq(papers.id, submissions.paperId))
      .innerJoin(standings, eq(standings.paperId, submissions.paperId))
      .where(eq(submissions.feedDate, feedDate))
      .orderBy(...ranking),
    ctx.db
      .selectDistinct({ name: users.name })
      .from(submissions)
      .innerJoin(users, eq(users.id, submissions.submittedBy))
      .where(eq(submissions.feedDate, feedDate)),
    ctx.db
      .select({ feedDate: max(editions.feedDate) })
      .from(editions)
      .where(lt(editions.feedDate, feedDate)),
    ctx.db
      .select({ feedDate: min(editions.feedDate) })
      .from(editions)
      .where(gt(editions.feedDate, feedDate)),
  ]);
  return {
    feedDate,
    curators: [...edition.curators, ...submitters.map((row) => row.name)],
    previous: before?.feedDate ?? null,
    next: after?.feedDate ?? null,
    papers: await withNotes(ctx, rows),
  };
}

/** A paper as a feed shows it. */
export type PaperRow = Awaited<ReturnType<typeof daily>>["papers"][number];
