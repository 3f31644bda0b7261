import { and, asc, desc, eq, isNull, lte, max } from "drizzle-orm";
import type { z } from "zod";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { neighbours, ranking } from "../editions/read-days";
import { HUGGING_FACE } from "../ingest/sources/known-sources";
import { sourceSettings } from "../ingest/sources/settings/queries";
import { readableText } from "../papers/readable";
import { newestDay } from "../platform/calendar";
import type { UserContext } from "../platform/context";
import { env } from "../platform/env";
import { paperOf } from "../submissions/row";
import type { dayInput } from "./schema";

/** The most papers of a day that are shown: more than any has. */
const MAX_PAPERS = 300;
const MAX_SHOWN = 50;
/** How much of an abstract is shown of a submission that waits. */
const EXCERPT = 1_500;

const shown = <T extends { title: string }>(rows: T[]): T[] =>
  rows.map((row) => ({ ...row, title: readableText(row.title) }));

async function latest(ctx: UserContext): Promise<string> {
  const today = newestDay(ctx.now());
  const [row] = await ctx.db
    .select({ day: max(editions.feedDate) })
    .from(editions)
    .where(lte(editions.feedDate, today));
  return row?.day ?? today;
}

/** A day as curators see it, which may have no papers; without a day, the latest edition. */
export async function day(ctx: UserContext, input: z.output<typeof dayInput>) {
  const feedDate = input.feedDate ?? (await latest(ctx));
  const [rows, removed, near, queue, source] = await Promise.all([
    ctx.db
      .select({
        paperId: submissions.paperId,
        slug: papers.slug,
        title: papers.title,
        place: submissions.place,
        submitter: users.name,
        votes: paperStats.votes,
        source: paperStats.source,
        sourceUpvotes: paperStats.sourceUpvotes,
      })
      .from(submissions)
      .innerJoin(papers, eq(papers.id, submissions.paperId))
      .innerJoin(paperStats, eq(paperStats.paperId, submissions.paperId))
      .leftJoin(users, eq(users.id, submissions.submittedBy))
      .where(eq(submissions.feedDate, feedDate))
      .orderBy(...ranking({ ofDay: true }))
      .limit(MAX_PAPERS),
    ctx.db
      .select({
        paperId: removedPapers.paperId,
        slug: papers.slug,
        title: papers.title,
        feedDate: removedPapers.feedDate,
        reason: removedPapers.reason,
        removedAt: removedPapers.removedAt,
      })
      .from(removedPapers)
      .innerJoin(papers, eq(papers.id, removedPapers.paperId))
      .orderBy(desc(removedPapers.removedAt), desc(removedPapers.paperId))
      .limit(MAX_SHOWN),
    neighbours(ctx, { from: feedDate, to: feedDate }),
    waiting(ctx),
    sourceSettings(ctx, HUGGING_FACE.id),
  ]);
  return {
    feedDate,
    ...near,
    papers: shown(rows),
    removed: shown(removed),
    queue,
    isCurated: env().EDITION === "curated",
    /** Whether the day can be fetched again. */
    asks: env().SOURCES === "on" && source.isOn,
  };
}

export type CuratedDay = Awaited<ReturnType<typeof day>>;

/** The submissions that wait for a curator, the oldest first. */
async function waiting(ctx: UserContext) {
  const rows = await ctx.db
    .select({
      id: waitingSubmissions.id,
      slug: waitingSubmissions.slug,
      title: waitingSubmissions.title,
      row: waitingSubmissions.row,
      submittedAt: waitingSubmissions.submittedAt,
      submitter: users.name,
      paperId: papers.id,
    })
    .from(waitingSubmissions)
    .leftJoin(users, eq(users.id, waitingSubmissions.submittedBy))
    .leftJoin(papers, eq(papers.slug, waitingSubmissions.slug))
    .where(and(isNull(waitingSubmissions.outcome)))
    .orderBy(asc(waitingSubmissions.submittedAt), asc(waitingSubmissions.id))
    .limit(MAX_SHOWN);
  return rows.map(({ row, title, paperId, ...rest }) => {
    const paper = paperOf(row);
    return {
      ...rest,
      title: readableText(title),
      /** Whether the paper is here already. */
      isKnown: paperId !== null,
      authors: paper?.authors.slice(0, 20) ?? [],
      abstract: paper ? readableText(paper.abstract).slice(0, EXCERPT) : null,
      link: paper?.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : (paper?.projectUrl ?? null),
    };
  });
}
