import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperStats } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { statement } from "@/db/statement";
import type { Context } from "../platform/context";
import { AppError } from "../platform/errors";
import { Budget } from "./budget";
import { noteCounts } from "./queries";
import { runsOf } from "./runs";
import type { paperInput } from "./schema";
import { plainText } from "./tex-segments";
import { topicName } from "./topics/schema";

const DAY = 10;
const MONTH = 7;

const findEntries = statement(["paperIds"], (db, { paperIds }) =>
  db
    .select({
      id: papers.id,
      slug: papers.slug,
      title: papers.title,
      /** The first three authors. */
      authors: sql<string[]>`${papers.authors}[1:3]`,
      authorCount: sql<number>`cardinality(${papers.authors})`,
      label: sql<string | null>`${papers.topics}[1]`,
      githubUrl: papers.githubUrl,
      githubStars: papers.githubStars,
      publishedAt: papers.publishedAt,
      publishedPrecision: papers.publishedPrecision,
      hasAbstract: sql<boolean>`${papers.abstract} <> ''`,
      votes: paperStats.votes,
      source: paperStats.source,
      sourceUpvotes: paperStats.sourceUpvotes,
    })
    .from(papers)
    .innerJoin(paperStats, eq(paperStats.paperId, papers.id))
    .where(sql`${papers.id} = any(${paperIds}::int[])`)
    .prepare("paper_entries"),
);

/**
 * These papers as rows of a long list, in the order given: two queries per call. Rows are small
 * JSON: the rendered title and the first authors, without the abstract.
 */
export async function entriesOf(ctx: Context, paperIds: number[]) {
  if (paperIds.length === 0) return [];
  const [rows, notes] = await Promise.all([
    findEntries(ctx.db, { paperIds }),
    noteCounts(ctx, paperIds),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const page = Budget.ofPage();
  return paperIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { title, authors, label, publishedAt, publishedPrecision, ...rest } = row;
    const known = publishedPrecision === "month" ? MONTH : DAY;
    return [
      {
        ...rest,
        title: runsOf(title, { page }),
        authors: authors.map(plainText),
        topic: topicName(label ?? undefined),
        /** "2025-03-13", or "2025-03" if the day is unknown. */
        published: publishedAt?.toISOString().slice(0, known) ?? null,
        notes: notes.get(id) ?? 0,
      },
    ];
  });
}

/** A paper as a long list shows it. */
export type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

/** The rendered abstract of a paper, for a row that expands. */
export async function abstractOf(ctx: Context, { paperId }: z.output<typeof paperInput>) {
  const [paper] = await ctx.db
    .select({ abstract: papers.abstract })
    .from(papers)
    .where(eq(papers.id, paperId));
  if (!paper) throw gone();
  return runsOf(paper.abstract, { links: true });
}

/** The title, as its source has it. */
export async function titleOf(ctx: Context, { paperId }: z.output<typeof paperInput>) {
  const [paper] = await ctx.db
    .select({ title: papers.title })
    .from(papers)
    .where(eq(papers.id, paperId));
  if (!paper) throw gone();
  return paper.title;
}

const gone = () => new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");
