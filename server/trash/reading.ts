import { and, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import type { UserContext } from "../context";
import { encodeCursor } from "../cursor";
import { runsOf } from "../papers/runs";
import { daysLeft, trashBegins } from "./days";
import type { papersInput } from "./schema";

const PAGE = 50;
/** Lists, and papers taken off them: so many are shown, the last removed. */
const MOST = 100;

/** One page of the papers removed from the reader's library, the last removed first. */
export async function removedPapers(ctx: UserContext, { after }: z.output<typeof papersInput>) {
  const [ms, lastId] = after ?? [];
  const now = ctx.now();
  const found = await ctx.db
    .select({
      id: papers.id,
      slug: papers.slug,
      title: papers.title,
      removedAt: userPapers.deletedAt,
      status: userPapers.status,
    })
    .from(userPapers)
    .innerJoin(papers, eq(papers.id, userPapers.paperId))
    .where(
      and(
        eq(userPapers.userId, ctx.actor.userId),
        gt(userPapers.deletedAt, trashBegins(now)),
        ms === undefined
          ? undefined
          : sql`(date_trunc('milliseconds', ${userPapers.deletedAt}), ${userPapers.paperId}) < (${new Date(ms).toISOString()}::timestamptz, ${lastId}::int)`,
      ),
    )
    .orderBy(
      desc(sql`date_trunc('milliseconds', ${userPapers.deletedAt})`),
      desc(userPapers.paperId),
    )
    .limit(PAGE + 1);
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    papers: shown.map((paper) => asRemoved(paper, now)),
    more:
      last?.removedAt && found.length > PAGE
        ? encodeCursor([last.removedAt.getTime(), last.id])
        : null,
  };
}

/** The reading lists that their owner has deleted, the last first. */
export async function removedLists(ctx: UserContext) {
  const now = ctx.now();
  const rows = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      removedAt: lists.deletedAt,
      papers: count(listItems.paperId),
    })
    .from(lists)
    .leftJoin(listItems, and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .where(and(eq(lists.ownerUserId, ctx.actor.userId), gt(lists.deletedAt, trashBegins(now))))
    .groupBy(lists.id)
    .orderBy(desc(lists.deletedAt), lists.id)
    .limit(MOST);
  return rows.map(({ removedAt, ...list }) => ({ ...list, days: left(removedAt, now) }));
}

/** The papers taken off the reader's own lists, the last first. */
export async function removedItems(ctx: UserContext) {
  const now = ctx.now();
  const rows = await ctx.db
    .select({
      id: papers.id,
      slug: papers.slug,
      title: papers.title,
      removedAt: listItems.deletedAt,
      listId: lists.id,
      list: lists.name,
    })
    .from(lists)
    .innerJoin(listItems, eq(listItems.listId, lists.id))
    .innerJoin(papers, eq(papers.id, listItems.paperId))
    .where(
      and(
        eq(lists.ownerUserId, ctx.actor.userId),
        isNull(lists.deletedAt),
        gt(listItems.deletedAt, trashBegins(now)),
      ),
    )
    .orderBy(desc(listItems.deletedAt), desc(papers.id))
    .limit(MOST);
  return rows.map((row) => asRemoved(row, now));
}

const left = (removedAt: Date | null, now: Date) => daysLeft(removedAt ?? now, now);

function asRemoved<Row extends { title: string; removedAt: Date | null }>(row: Row, now: Date) {
  const { removedAt, title, ...rest } = row;
  return { ...rest, title: runsOf(title), days: left(removedAt, now) };
}
