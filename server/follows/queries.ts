import { and, asc, between, desc, eq, lte, max, type SQL, sql } from "drizzle-orm";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { followedCollections, followedTopics } from "@/db/schema/follows";
import { userPapers } from "@/db/schema/library";
import { lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teams } from "@/db/schema/teams";
import { statement } from "@/db/statement";
import { readableListIds } from "../access/readers";
import { ranking } from "../editions/read-days";
import { heldBy } from "../library/queries";
import { readableText } from "../papers/readable";
import { topicName, topicsNamed } from "../papers/topics/schema";
import { addDays, newestDay } from "../platform/calendar";
import type { UserContext } from "../platform/context";

const findTopics = statement(["me"], (db, { me }) =>
  db
    .select({ topic: followedTopics.topic })
    .from(followedTopics)
    .where(eq(followedTopics.userId, me))
    .orderBy(asc(followedTopics.createdAt), asc(followedTopics.topic))
    .prepare("followed_topics"),
);

/** The slugs of the topics that the reader follows. */
export async function topicsFollowed({ db, actor }: UserContext): Promise<string[]> {
  const rows = await findTopics(db, { me: actor.userId });
  // the rules may no longer know one
  return topicsNamed(rows.map(({ topic }) => topic)).map(({ slug }) => slug);
}

/** The most collections that a reader follows. */
export const MAX_FOLLOWED = 100;

/** The collections that the reader follows and may still read, by team and name. */
export async function collectionsFollowed({ db, actor }: UserContext) {
  return db
    .select({ id: lists.id, name: lists.name, team: teams.name })
    .from(followedCollections)
    .innerJoin(lists, eq(lists.id, followedCollections.listId))
    .innerJoin(teams, eq(teams.id, lists.ownerTeamId))
    .where(
      and(
        eq(followedCollections.userId, actor.userId),
        sql`${lists.id} in ${readableListIds(actor.userId)}`,
      ),
    )
    .orderBy(asc(teams.name), asc(lists.name), asc(lists.id))
    .limit(MAX_FOLLOWED);
}

const SUGGESTED = 5;

/**
 * Papers to begin with: the best of the latest seven days, those about a followed topic first. The
 * reader's own status stands with them, so that one who saves a paper still sees it.
 */
export async function suggestions(ctx: UserContext) {
  const shown = sql`true`;
  return bestOfDays(ctx, { topics: await topicsFollowed(ctx), from: -6, to: 0, shown }, SUGGESTED);
}

const IN_RAIL = 3;

/**
 * The best papers about followed topics of the seven days before the latest edition, which shows
 * its own, but for those in the library.
 */
export async function onMyTopics(ctx: UserContext) {
  const topics = await topicsFollowed(ctx);
  if (topics.length === 0) return null;
  const shown = sql`given.is_about and not exists (
    select from ${userPapers}
    where ${eq(userPapers.paperId, submissions.paperId)} and ${heldBy(ctx.actor.userId)})`;
  return bestOfDays(ctx, { topics, from: -7, to: -1, shown }, IN_RAIL);
}

interface Asked {
  topics: string[];
  /** The days, counted from the latest edition: -1 is the day before. */
  from: number;
  to: number;
  /** Which of the papers. */
  shown: SQL;
}

/** Paper by paper (`lateral … offset 0`): the cost depends only on how many papers the days have. */
async function bestOfDays(ctx: UserContext, { topics, from, to, shown }: Asked, limit: number) {
  const [latest] = await ctx.db
    .select({ day: max(editions.feedDate) })
    .from(editions)
    .where(lte(editions.feedDate, newestDay(ctx.now())));
  if (!latest?.day) return [];
  const order = sql.join(ranking(), sql`, `);
  const rows = await ctx.db
    .select({
      id: submissions.paperId,
      slug: sql<string>`given.slug`,
      title: sql<string>`given.title`,
      topics: sql<string[]>`given.topics`,
      votes: sql<number>`${paperStats.votes}`,
      source: sql<string | null>`${paperStats.source}`,
      sourceUpvotes: sql<number>`${paperStats.sourceUpvotes}`,
    })
    .from(submissions)
    .crossJoinLateral(sql`(
      select ${papers.slug}, ${papers.title}, ${papers.topics},
        ${papers.topics} && ${sql.param(topics)}::text[] as is_about
      from ${papers} where ${eq(papers.id, submissions.paperId)} offset 0) as given`)
    .crossJoinLateral(sql`(
      select ${paperStats.votes}, ${paperStats.source}, ${paperStats.sourceUpvotes}
      from ${paperStats} where ${eq(paperStats.paperId, submissions.paperId)} offset 0) as paper_stats`)
    .where(sql`${between(submissions.feedDate, addDays(latest.day, from), addDays(latest.day, to))}
      and ${shown}`)
    .orderBy(sql`given.is_about desc`, desc(submissions.feedDate), order)
    .limit(limit);
  return rows.map(({ title, topics: given, ...rest }) => {
    const label = given.find((topic) => topics.includes(topic)) ?? given[0];
    return { ...rest, title: readableText(title), topic: topicName(label) };
  });
}
