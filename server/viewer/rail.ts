import { inArray, max, sql } from "drizzle-orm";
import type { z } from "zod";
import { editions } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { papers } from "@/db/schema/papers";
import { hasDigest } from "../digest/queries";
import { onMyTopics } from "../follows/queries";
import { heldBy } from "../library/queries";
import { readableText } from "../papers/readable";
import { addDays } from "../platform/calendar";
import type { UserContext } from "../platform/context";
import { latestOfTeam } from "../teams/activity/latest";
import type { railInput } from "./schema";
import { teamOf } from "./team-of";

/** How many papers and events stand beside an edition. */
const SHOWN = 3;

/**
 * What stands beside an edition for its reader: the latest of one of their teams, the one asked for
 * if it is theirs; what they mean to read; papers on the topics that they follow; whether they get a digest; and for
 * administrators, that no newer edition has come.
 */
export async function rail(ctx: UserContext, input: z.output<typeof railInput>) {
  const [team, queue, onTopics, newest, digest] = await Promise.all([
    teamToday(ctx, input.team),
    queueOf(ctx),
    onMyTopics(ctx),
    ctx.actor.role === "administrator" ? newestIfOld(ctx) : null,
    hasDigest(ctx),
  ]);
  return { team, queue, onTopics, newest, hasDigest: digest };
}

async function teamToday(ctx: UserContext, asked: string | undefined) {
  const team = await teamOf(ctx, asked);
  if (!team) return null;
  const { slug, name } = team;
  const { happenings } = await latestOfTeam(ctx, { slug }, SHOWN);
  return {
    slug,
    name,
    happenings: happenings.map(({ paper, ...each }) => ({
      ...each,
      paper: paper && { slug: paper.slug, title: readableText(paper.title) },
    })),
  };
}

/** Over a weekend no edition comes. */
const OLD_DAYS = 3;

/** The day of the newest edition if it is no longer new, so that an administrator loads papers. */
async function newestIfOld(ctx: UserContext): Promise<string | null> {
  const [latest] = await ctx.db.select({ day: max(editions.feedDate) }).from(editions);
  const today = ctx.now().toISOString().slice(0, 10);
  return latest?.day && addDays(latest.day, OLD_DAYS) < today ? latest.day : null;
}

const WEEK_MS = 7 * 86_400_000;

/** The papers to read, the last saved first; and what became of those saved in the last seven days. */
async function queueOf(ctx: UserContext) {
  const from = new Date(ctx.now().getTime() - WEEK_MS).toISOString();
  const thisWeek = sql`saved_at > ${from}::timestamptz`;
  const [found] = await ctx.db.execute<{
    waiting: number;
    saved: number;
    read: number;
    next: string | null;
  }>(sql`
    with mine as materialized (
      select paper_id, status, saved_at from ${userPapers} where ${heldBy(ctx.actor.userId)})
    select count(*) filter (where status = 'to_read')::int as waiting,
      count(*) filter (where ${thisWeek})::int as saved,
      count(*) filter (where ${thisWeek} and status = 'read')::int as read,
      (select string_agg(paper_id::text, ',') from (
        select paper_id from mine where status = 'to_read'
        order by saved_at desc, paper_id desc limit ${SHOWN}) as first) as next
    from mine`);
  const { next, ...counts } = found ?? { next: null, waiting: 0, saved: 0, read: 0 };
  const ids = next?.split(",").map(Number) ?? [];
  const rows = await ctx.db
    .select({ id: papers.id, slug: papers.slug, title: papers.title })
    .from(papers)
    .where(inArray(papers.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    ...counts,
    next: ids.flatMap((id) => {
      const paper = byId.get(id);
      return paper ? [{ slug: paper.slug, title: readableText(paper.title) }] : [];
    }),
  };
}
