import { setImmediate } from "node:timers/promises";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { submissions } from "@/db/schema/editions";
import { installation } from "@/db/schema/installation";
import { papers } from "@/db/schema/papers";
import { addressesOf, invalidate } from "../../page-cache/invalidate";
import type { Context } from "../../platform/context";
import { transaction } from "../../platform/transaction";
import { type About, TOPICS_VERSION, topicsOf } from "./topics";

/** The columns that the rules read. */
export const aboutColumns = {
  title: papers.title,
  abstract: papers.abstract,
  keywords: papers.keywords,
  categories: papers.categories,
};

async function storeTopics(ctx: Context, given: { id: number; topics: string[] }[]) {
  if (given.length === 0) return;
  const ids = given.map(({ id }) => id);
  const topics = given.map(({ topics }) => topics.join());
  await ctx.db.execute(sql`
    update ${papers} set topics = string_to_array(given.topics, ','), topics_version = ${TOPICS_VERSION}
    from unnest(${sql.param(ids)}::int[], ${sql.param(topics)}::text[]) as given (id, topics)
    where ${papers.id} = given.id`);
}

/** A stored paper with the topics that were imported with it. */
interface Stored extends About {
  id: number;
  topics: string[];
}

/**
 * Gives papers whose stored text differs from the imported one, as after a merge, their topics
 * again. Call inside the transaction that stored them.
 */
export async function topicsOfMerged(ctx: Context, stored: Stored[]): Promise<void> {
  const given = stored.map((paper) => ({
    id: paper.id,
    before: paper.topics,
    topics: topicsOf(paper),
  }));
  await storeTopics(
    ctx,
    given.filter(({ before, topics }) => before.join() !== topics.join()),
  );
}

/** The cached pages of editions that show a paper; its own page names no topics. */
const editionsWith = (paper: { slug: string; feedDate: string | null }) =>
  addressesOf(paper).slice(1);

const BATCH = 100;
/** Papers processed before yielding to other requests. */
const SLICE = 20;

/**
 * Gives a batch of the newest papers below this id topics by the current rules. Returns the id to
 * continue below, or null if none is left.
 */
export async function topicsBatch(ctx: Context, below: number): Promise<number | null> {
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    const outdated = await tx.db
      .select({ id: papers.id, slug: papers.slug, feedDate: submissions.feedDate, ...aboutColumns })
      .from(papers)
      .leftJoin(submissions, eq(submissions.paperId, papers.id))
      .where(and(lt(papers.id, below), lt(papers.topicsVersion, TOPICS_VERSION)))
      .orderBy(desc(papers.id))
      .limit(BATCH);
    const given: { id: number; topics: string[] }[] = [];
    for (const paper of outdated) {
      given.push({ id: paper.id, topics: topicsOf(paper) });
      if (given.length % SLICE === 0) await setImmediate();
    }
    await storeTopics(tx, given);
    await invalidate(tx, [...new Set(outdated.flatMap(editionsWith))]);
    return outdated.length < BATCH ? null : (outdated.at(-1)?.id ?? null);
  });
}

const GIVEN = "topics_version";

/** Whether all papers have topics by the current rules. */
export async function haveAllTopics(ctx: Context): Promise<boolean> {
  const [made] = await ctx.db.select().from(installation).where(eq(installation.key, GIVEN));
  return made?.value === String(TOPICS_VERSION);
}

/** Records that all papers have topics by the current rules. */
export async function finishTopics(ctx: Context): Promise<void> {
  await ctx.db
    .insert(installation)
    .values({ key: GIVEN, value: String(TOPICS_VERSION) })
    .onConflictDoUpdate({ target: installation.key, set: { value: String(TOPICS_VERSION) } });
}
