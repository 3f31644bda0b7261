import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { moderationLog, reports, warnings } from "@/db/schema/moderation";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { visible } from "../annotations/audiences/visible";
import type { Context, UserContext } from "../platform/context";
import { encodeCursor } from "../platform/cursor";
import { AppError } from "../platform/errors";
import { MAX_REPORTS_COUNTED } from "../platform/limits";
import type { logInput, reportableInput, reportsInput } from "./schema";

const PAGE = 50;

/** How much of a note is shown beside a report. */
const EXCERPT = 600;

const body = sql<string>`left(${annotations.body}, ${sql.raw(String(EXCERPT))})`;

/** A note for everyone by somebody else, which the reader may report. */
export async function reportable(ctx: UserContext, { noteId }: z.output<typeof reportableInput>) {
  const [note] = await ctx.db
    .select({
      id: annotations.id,
      authorId: annotations.authorId,
      author: users.name,
      body,
      exact: annotations.exact,
      slug: papers.slug,
      title: papers.title,
    })
    .from(annotations)
    .innerJoin(papers, eq(papers.id, annotations.paperId))
    .leftJoin(users, eq(users.id, annotations.authorId))
    .where(
      and(
        eq(annotations.id, noteId),
        eq(annotations.audience, "everyone"),
        isNull(annotations.deletedAt),
        sql`${annotations.authorId} is distinct from ${ctx.actor.userId}`,
        visible(ctx),
      ),
    );
  if (!note) throw new AppError("NOT_FOUND", "There is no such note to report.");
  return note;
}

/** How many reports wait for an administrator, counted up to a bound. */
export async function waitingReports(ctx: UserContext): Promise<number> {
  const [found] = await ctx.db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from (
      select from ${reports} where ${reports.closedAt} is null limit ${MAX_REPORTS_COUNTED}) as open`);
  return found?.waiting ?? 0;
}

const author = alias(users, "author");
const reporter = alias(users, "reporter");

/** The reports that nobody has decided on, oldest first, in pages. */
export async function openReports(
  ctx: UserContext,
  { after }: z.output<typeof reportsInput>,
  size = PAGE,
) {
  const at = sql`(to_timestamp(0) + ${after?.micros ?? "0"}::bigint * interval '1 microsecond')`;
  const found = await ctx.db
    .select({
      id: reports.id,
      reason: reports.reason,
      createdAt: reports.createdAt,
      micros: sql<string>`(extract(epoch from ${reports.createdAt}) * 1000000)::bigint::text`,
      reporter: { id: reporter.id, name: reporter.name },
      author: { id: author.id, name: author.name },
      note: {
        id: annotations.id,
        body,
        exact: annotations.exact,
        isHidden: sql<boolean>`${annotations.hiddenAt} is not null`,
      },
      paper: { slug: papers.slug, title: papers.title },
    })
    .from(reports)
    .innerJoin(reporter, eq(reporter.id, reports.reporterId))
    .leftJoin(annotations, eq(annotations.id, reports.noteId))
    .leftJoin(papers, eq(papers.id, annotations.paperId))
    .leftJoin(author, sql`${author.id} = coalesce(${reports.subjectId}, ${annotations.authorId})`)
    .where(
      and(
        isNull(reports.closedAt),
        after && sql`(${reports.createdAt}, ${reports.id}) > (${at}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(reports.createdAt), asc(reports.id))
    .limit(size + 1);
  const shown = found.slice(0, size);
  const end = found.length > size ? shown.at(-1) : undefined;
  return {
    reports: shown.map(({ micros: _, ...report }) => report),
    more: end ? `${end.micros}.${end.id}` : null,
  };
}

export type Report = Awaited<ReturnType<typeof openReports>>["reports"][number];

/** The notes that administrators have hidden last. */
export const hiddenNotes = (ctx: UserContext) =>
  ctx.db
    .select({
      id: annotations.id,
      author: author.name,
      body,
      exact: annotations.exact,
      hiddenAt: sql<Date>`${annotations.hiddenAt}`.mapWith(annotations.createdAt),
      reason: sql<string>`${annotations.hiddenReason}`,
      slug: papers.slug,
      title: papers.title,
    })
    .from(annotations)
    .innerJoin(papers, eq(papers.id, annotations.paperId))
    .leftJoin(author, eq(author.id, annotations.authorId))
    .where(isNotNull(annotations.hiddenReason))
    .orderBy(desc(annotations.hiddenAt), desc(annotations.id))
    .limit(PAGE);

export type HiddenNote = Awaited<ReturnType<typeof hiddenNotes>>[number];

/** What moderation did and why, newest first, in pages, for everyone. */
export async function moderationEntries(
  ctx: Context,
  { after }: z.output<typeof logInput>,
  size = PAGE,
) {
  const [last] = after ?? [];
  const found = await ctx.db
    .select({
      id: moderationLog.id,
      at: moderationLog.at,
      act: moderationLog.act,
      reason: moderationLog.reason,
      feedDate: moderationLog.feedDate,
      paper: { slug: papers.slug, title: papers.title },
    })
    .from(moderationLog)
    .leftJoin(papers, eq(papers.id, moderationLog.paperId))
    .where(last === undefined ? undefined : lt(moderationLog.id, Math.trunc(last)))
    .orderBy(desc(moderationLog.id))
    .limit(size + 1);
  const entries = found.slice(0, size);
  const end = found.length > size ? entries.at(-1) : undefined;
  return { entries, more: end ? encodeCursor([end.id]) : null };
}

export type ModerationEntry = Awaited<ReturnType<typeof moderationEntries>>["entries"][number];

/** What administrators have warned the reader of, and for what, until they dismiss it. */
export const warningsOf = (ctx: UserContext) =>
  ctx.db
    .select({
      id: warnings.id,
      reason: warnings.reason,
      createdAt: warnings.createdAt,
      about: warnings.about,
      /** Null if the reader has deleted it. */
      note: { id: annotations.id, body, exact: annotations.exact },
      paper: { slug: papers.slug, title: papers.title },
    })
    .from(warnings)
    .leftJoin(annotations, and(eq(annotations.id, warnings.noteId), isNull(annotations.deletedAt)))
    .leftJoin(papers, eq(papers.id, warnings.paperId))
    .where(eq(warnings.userId, ctx.actor.userId))
    .orderBy(asc(warnings.createdAt))
    .limit(PAGE);

export type Warning = Awaited<ReturnType<typeof warningsOf>>[number];
