import { and, count, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { listIdsFor } from "../access/readers";
import { requireTeam, teamIdsOf } from "../access/require-team";
import { Budget } from "../papers/budget";
import { runsOf } from "../papers/runs";
import type { UserContext } from "../platform/context";
import { encodeCursor } from "../platform/cursor";
import { daysLeft, trashBegins } from "./days";
import type { collectionsInput, papersInput } from "./schema";

const PAGE = 50;
/** The most lists, and papers removed from lists, that are shown, last removed first. */
const MAX_SHOWN = 100;

/** One page of the papers removed from the reader's library, last removed first. */
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
    papers: asRemoved(shown, now),
    more:
      last?.removedAt && found.length > PAGE
        ? encodeCursor([last.removedAt.getTime(), last.id])
        : null,
  };
}

/** Deleted lists that the reader may restore, and who deleted them, last deleted first. */
async function restorable(ctx: UserContext, among: SQL | undefined) {
  const now = ctx.now();
  const mine = listIdsFor(ctx.actor.userId, "manage", { deleted: true });
  const rows = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      team: teams.name,
      removedBy: users.name,
      removedAt: lists.deletedAt,
      papers: count(listItems.paperId),
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .leftJoin(users, eq(users.id, lists.deletedBy))
    .leftJoin(listItems, and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .where(and(sql`${lists.id} in ${mine}`, gt(lists.deletedAt, trashBegins(now)), among))
    .groupBy(lists.id, teams.id, users.id)
    .orderBy(desc(lists.deletedAt), lists.id)
    .limit(MAX_SHOWN);
  return rows.map(({ removedAt, ...list }) => ({ ...list, days: left(removedAt, now) }));
}

/** The deleted collections of a team that the reader may restore. */
export async function removedCollections(
  ctx: UserContext,
  { slug }: z.output<typeof collectionsInput>,
) {
  const { team } = await requireTeam(ctx, { slug }, "read");
  return restorable(ctx, eq(lists.ownerTeamId, team.id));
}

/** The reader's deleted reading lists, and deleted collections that they manage as a guest. */
export function removedLists(ctx: UserContext) {
  const me = ctx.actor.userId;
  const asGuest = sql`${lists.ownerTeamId} not in ${teamIdsOf(me)}`;
  return restorable(ctx, or(eq(lists.ownerUserId, me), asGuest));
}

/** The papers removed from the reader's own lists, last removed first. */
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
    .limit(MAX_SHOWN);
  return asRemoved(rows, now);
}

const left = (removedAt: Date | null, now: Date) => daysLeft(removedAt ?? now, now);

function asRemoved<Row extends { title: string; removedAt: Date | null }>(rows: Row[], now: Date) {
  const page = Budget.ofPage();
  return rows.map(({ removedAt, title, ...rest }) => ({
    ...rest,
    title: runsOf(title, { page }),
    days: left(removedAt, now),
  }));
}
