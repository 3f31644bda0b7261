import { between, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import type { Span } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import { type TopicCount, topicName } from "./schema";

/** The topics of some papers, most papers first. Reads each paper by key. */
async function topicsOf({ db }: Context, from: SQL, paperId: SQLWrapper): Promise<TopicCount[]> {
  const rows = await db.execute<{ topic: string; papers: number }>(sql`
    select given.topic, count(*)::int as papers from ${from} cross join lateral (
      select unnest(${papers.topics}) as topic from ${papers}
      where ${papers.id} = ${paperId} offset 0) as given
    group by given.topic order by papers desc, given.topic`);
  return rows.flatMap(({ topic, papers }) => {
    const name = topicName(topic);
    return name ? [{ slug: topic, name, papers }] : [];
  });
}

/** The topics of the papers of some days. */
export const topicsOfDays = (ctx: Context, days: Span) =>
  topicsOf(
    ctx,
    sql`(select ${submissions.paperId} from ${submissions}
      where ${between(submissions.feedDate, days.from, days.to)}) as ran`,
    sql`ran.paper_id`,
  );

/** The topics of the papers that a query finds, as its column `paper_id`. */
export const topicsOfThese = (ctx: Context, found: SQLWrapper) =>
  topicsOf(ctx, sql`(${found}) as found`, sql`found.paper_id`);

/** For each row, another one if its paper is about the topic; for use in a lateral join. */
export const isAbout = (topic: string, paperId: SQLWrapper) => sql`(
  select from ${papers} where ${eq(papers.id, paperId)}
    and ${papers.topics} @> array[${topic}::text] offset 0) as about`;
