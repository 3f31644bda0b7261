import { and, count, desc, eq, gt, isNull, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
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

interface Restorer {
  me: string | Placeholder;
  /** When the trash begins, as a text. */
  begins: string | Placeholder;
}

/** Deleted lists that the reader may restore, and who deleted them, last deleted first. */
const restorable = (db: Database, { me, begins }: Restorer, among: SQL | undefined) =>
  db
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
    .where(
      and(
        sql`${lists.id} in ${listIdsFor(me, "manage", { deleted: true })}`,
        sql`${lists.deletedAt} > ${begins}::timestamptz`,
        among,
      ),
    )
    .groupBy(lists.id, teams.id, users.id)
    .orderBy(desc(lists.deletedAt), lists.id)
    .limit(MAX_SHOWN);

const findOfTeam = statement(["me", "begins", "teamId"], (db, { teamId, ...restorer }) =>
  restorable(db, restorer, eq(lists.ownerTeamId, teamId)).prepare("removed_collections"),
);

const withDays = <T extends { removedAt: Date | null }>(rows: T[], now: Date) =>
  rows.map(({ removedAt, ...list }) => ({ ...list, days: left(removedAt, now) }));

const restorerAt = (ctx: UserContext) => ({
  me: ctx.actor.userId,
  begins: trashBegins(ctx.now()).toISOString(),
});

/** The deleted collections of a team that the reader may restore. */
export async function removedCollections(
  ctx: UserContext,
  { slug }: z.output<typeof collectionsInput>,
) {
  const { team } = await requireTeam(ctx, { slug }, "read");
  return withDays(await findOfTeam(ctx.db, { ...restorerAt(ctx), teamId: team.id }), ctx.now());
}

/** The reader's deleted reading lists, and deleted collections that they manage as a guest. */
export async function removedLists(ctx: UserContext) {
  const me = ctx.actor.userId;
  const asGuest = sql`${lists.ownerTeamId} not in ${teamIdsOf(me)}`;
  const among = or(eq(lists.ownerUserId, me), asGuest);
  return withDays(await restorable(ctx.db, restorerAt(ctx), among), ctx.now());
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
