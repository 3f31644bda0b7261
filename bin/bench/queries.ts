import type postgres from "postgres";

/** The user with a session's cookie: the first query of every reader's request. */
const whoami = (sql: postgres.Sql, hash: string) => sql`
  select users.id, users.name, users.role, sessions.id as session
  from sessions join users on users.id = sessions.user_id
  where sessions.session_token = ${hash} and sessions.expires > now()`;

/** A vote in as few queries as the app's: counted once, notified, and on disk. */
export async function vote(sql: postgres.Sql, hash: string, paper: number, voted: boolean) {
  const [reader] = await whoami(sql, hash);
  const id: string = reader?.id;
  return sql.begin(async (tx) => {
    await tx`select votes from paper_stats where paper_id = ${paper} for update`;
    const changing = voted
      ? tx`insert into votes (user_id, paper_id) values (${id}, ${paper})
          on conflict do nothing returning paper_id`
      : tx`delete from votes where user_id = ${id} and paper_id = ${paper} returning paper_id`;
    await tx`with changed as (${changing}), counted as (
        update paper_stats set votes = votes + ${voted ? 1 : -1}
        where paper_id = ${paper} and exists (select from changed))
      select pg_notify('bench', ${String(paper)}) from changed`;
  });
}
