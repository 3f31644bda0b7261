import type postgres from "postgres";

/** The user with a session's cookie: the first query of every reader's request. */
const whoami = (sql: postgres.Sql, hash: string) => sql`
  select users.id, users.name, users.role, sessions.id as session
  from sessions join users on users.id = sessions.user_id
  where sessions.session_token = ${hash} and sessions.expires > now()`;

/** The viewer's call in as few queries as possible. */
export async function mine(sql: postgres.Sql, hash: string, papers: number[]) {
  const [reader] = await whoami(sql, hash);
  const id: string = reader?.id;
  return Promise.all([
    sql`select paper_id from votes where user_id = ${id} and paper_id = any(${papers})`,
    sql`select paper_id, status from user_papers where user_id = ${id} and paper_id = any(${papers})`,
    sql`select teams.id, slug, name from teams join team_members on team_id = teams.id
        where user_id = ${id} and dissolved_at is null`,
    sql`select list_items.paper_id, lists.id, lists.name
        from list_items join lists on lists.id = list_items.list_id
        where list_items.paper_id = any(${papers}) and list_items.deleted_at is null
          and lists.deleted_at is null and (
            lists.owner_user_id = ${id}
            or lists.id in (select list_id from list_members where user_id = ${id})
            or lists.owner_team_id in (
              select team_id from team_members where user_id = ${id}
                and (lists.visibility = 'team' or role <> 'member')))`,
    sql`select distinct votes.paper_id, users.id, users.name
        from team_members as mine join team_members as mate on mate.team_id = mine.team_id
          join votes on votes.user_id = mate.user_id join users on users.id = mate.user_id
        where mine.user_id = ${id} and mate.user_id <> ${id} and votes.paper_id = any(${papers})`,
  ]);
}

/** A vote in as few queries as possible: counted once, notified, and on disk. */
export async function vote(sql: postgres.Sql, hash: string, paper: number, voted: boolean) {
  const [reader] = await whoami(sql, hash);
  const id: string = reader?.id;
  return sql.begin(async (tx) => {
    await tx`select votes from paper_stats where paper_id = ${paper} for update`;
    const changed = voted
      ? await tx`insert into votes (user_id, paper_id) values (${id}, ${paper}) on conflict do nothing`
      : await tx`delete from votes where user_id = ${id} and paper_id = ${paper}`;
    if (changed.count === 0) return;
    await tx`update paper_stats set votes = votes + ${voted ? 1 : -1} where paper_id = ${paper}`;
    await tx`select pg_notify('bench', ${String(paper)})`;
  });
}
