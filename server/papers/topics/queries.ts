import { between, eq, sql } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import type { Span } from "../../platform/calendar";
import type { Context } from "../../platform/context";
import { type TopicCount, topicName } from "./schema";

/** The topics of the papers of some days, most papers first. Reads each paper by key. */
export async function topicsOfDays({ db }: Context, days: Span): Promise<TopicCount[]> {
  const rows = await db.execute<{ topic: string; papers: number }>(sql`
    select given.topic, count(*)::int as papers from ${submissions} cross join lateral (
      select unnest(${papers.topics}) as topic from ${papers}
      where ${eq(papers.id, submissions.paperId)} offset 0) as given
    where ${between(submissions.feedDate, days.from, days.to)}
    group by given.topic order by papers desc, given.topic`);
  return rows.flatMap(({ topic, papers }) => {
    const name = topicName(topic);
    return name ? [{ slug: topic, name, papers }] : [];
  });
}

/** For each submission, a row if its paper is about the topic; for use in a lateral join. */
export const isAbout = (topic: string) => sql`(
  select from ${papers} where ${eq(papers.id, submissions.paperId)}
    and ${papers.topics} @> array[${topic}::text] offset 0) as about`;
