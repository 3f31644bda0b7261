import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { trendingScore } from "@/server/editions/ranking";
import type { Reader } from "../bench/readers";
import { itemKey, noteKey, noteValue, type Subject, saveKey, voteKey } from "./writers";

/** The database state of the writers' changes, by the keys of their ledger. */
async function written(db: Database, { listId }: Subject, readers: Reader[]) {
  const found = new Map<string, string>();
  const ids = sql.join(
    readers.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const votes = await db.execute<{ user: string; paper: number }>(
    sql`select user_id as user, paper_id as paper from votes where user_id in (${ids})`,
  );
  for (const { user, paper } of votes) found.set(voteKey(user, paper), "voted");
  const saves = await db.execute<{ user: string; paper: number; status: string }>(
    sql`select user_id as user, paper_id as paper, status from user_papers where user_id in (${ids})`,
  );
  for (const { user, paper, status } of saves) found.set(saveKey(user, paper), status);
  const items = await db.execute<{ paper: number }>(
    sql`select paper_id as paper from list_items where list_id = ${listId} and deleted_at is null`,
  );
  for (const { paper } of items) found.set(itemKey(paper), "on the list");
  const notes = await db.execute<{
    id: string;
    paperId: number;
    audience: string;
    parentId: string | null;
    body: string;
  }>(
    sql`select id, paper_id as "paperId", audience, parent_id as "parentId", body from annotations
      where author_id in (${ids})`,
  );
  for (const note of notes) found.set(noteKey(note.id), noteValue(note));
  const counted = `found: ${votes.length} votes, ${saves.length} saved papers, ${items.length} papers on the shared collection, ${notes.length} notes and replies`;
  return { found, counted };
}

/** Queries that must return no row. */
const checks = ({ listId }: Subject) => ({
  "a paper's count of votes is not the number of its voters": sql`
    select paper_stats.paper_id from paper_stats left join votes using (paper_id)
    group by paper_stats.paper_id, paper_stats.votes having paper_stats.votes <> count(votes.user_id)`,
  "the collection's revision is not the number of its changes": sql`
    select lists.id from lists left join list_items on list_id = lists.id
    where lists.id = ${listId} group by lists.id
    having lists.revision <> count(*) or count(distinct list_items.revision) <> count(*)`,
  "the team's revision is not the number of its notes": sql`
    select lists.id from lists where lists.id = ${listId} and team_revision <>
      (select count(*) from annotations where audience_team_id = owner_team_id)`,
  "two papers are in one place": sql`
    select position from list_items where list_id = ${listId} group by position having count(*) > 1`,
  "a note is there twice": sql`select body from annotations group by body having count(*) > 1`,
});

/** Papers whose trending score does not match their votes. */
async function misplaced(db: Database): Promise<number> {
  const rows = await db.execute<{
    votes: number;
    sourceUpvotes: number;
    trending: number;
    feedDate: string;
  }>(sql`
    select votes, source_upvotes as "sourceUpvotes", trending, feed_date::text as "feedDate"
    from paper_stats join submissions using (paper_id) where trending is not null`);
  return rows.filter((row) => Math.abs(trendingScore(row) - row.trending) > 1e-9).length;
}

/** Compares the database with the acknowledged writes. */
export async function findings(db: Database, subject: Subject, readers: Reader[]) {
  const { found, counted } = await written(db, subject, readers);
  const wrong = [...subject.refused, ...subject.ledger.compare(found)];
  const asked = checks(subject);
  for (const [what, query] of Object.entries(asked)) {
    const rows = await db.execute(query);
    if (rows.length > 0) wrong.push(`${what} (${rows.length})`);
  }
  const trending = await misplaced(db);
  if (trending > 0) wrong.push(`trending does not follow from the votes (${trending})`);
  return {
    wrong,
    counted: [
      counted,
      `counts of votes, trending, revisions and places compared with their rows: ${Object.keys(asked).length + 1} checks`,
    ],
  };
}
