import { setImmediate } from "node:timers/promises";
import { and, desc, lt, sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { papers } from "@/db/schema/papers";
import { record } from "../../installation/mutations";
import { isRecorded } from "../../installation/queries";
import { EVERYTHING, invalidate } from "../../page-cache/invalidate";
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

/** A stored paper, and the text that was imported. */
interface Merge {
  after: About & { id: number };
  incoming: About;
}

const textOf = ({ title, abstract, keywords, categories }: About) =>
  JSON.stringify([title, abstract, keywords, categories]);

/**
 * Gives papers whose stored text differs from the imported one, as after a merge, their topics
 * again. Call inside the transaction that stored them.
 */
export async function topicsOfMerged(ctx: Context, merges: Merge[]): Promise<void> {
  const merged = merges.filter(({ after, incoming }) => textOf(after) !== textOf(incoming));
  await storeTopics(
    ctx,
    merged.map(({ after }) => ({ id: after.id, topics: topicsOf(after) })),
  );
}

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
      .select({ id: papers.id, ...aboutColumns })
      .from(papers)
      .where(and(lt(papers.id, below), lt(papers.topicsVersion, TOPICS_VERSION)))
      .orderBy(desc(papers.id))
      .limit(BATCH);
    const given: { id: number; topics: string[] }[] = [];
    for (const paper of outdated) {
      given.push({ id: paper.id, topics: topicsOf(paper) });
      if (given.length % SLICE === 0) await setImmediate();
    }
    await storeTopics(tx, given);
    if (given.length > 0) await invalidate(tx, [EVERYTHING]);
    return outdated.length < BATCH ? null : (outdated.at(-1)?.id ?? null);
  });
}

const GIVEN = "topics_version";

/** Whether all papers have topics by the current rules. */
export const haveAllTopics = (ctx: Context) => isRecorded(ctx, GIVEN, TOPICS_VERSION);

/** Records that all papers have topics by the current rules. */
export const finishTopics = (ctx: Context) => record(ctx, GIVEN, TOPICS_VERSION);
