import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { finishIndexing, indexBatch } from "@/server/papers/search/mutations";
import { TOPIC_RULES } from "@/server/papers/topics/rules";
import { hashToken } from "@/server/platform/token";
import { systemContext } from "../database";

// Everything that can be listed, as much as allowed, written by a few bulk statements.

export const FEED_DATE = "2025-03-13";
const PAPERS = 300;

/** The id of a draft of submissions. */
export const DRAFT = "00000000-0000-4000-8000-000000000050";

/** The token of a pending second step. */
export const OWED = "owed";

/** Besides the long papers there are `$small` short ones, only to reach the counts. */
const SETUP = `
  insert into users (name, email)
    select lpad('Reader ' || n, 100, '–'), 'full' || n || '@example.org' from generate_series(1, 499) n;
  insert into audit_log (at, act, actor_id, actor_name, subject_id, subject_name, detail)
    select now(), 'account.block', $me, repeat('–', 100), $me, repeat('–', 100), repeat('–', 1000)
    from generate_series(1, 60) n;
  select (graphile_worker.add_job('purge', max_attempts => 1)).id from generate_series(1, 60);
  update graphile_worker._private_jobs set attempts = max_attempts, last_error = repeat('–', 600);
  insert into source_days (source, day, tried_at, error, skipped, reasons)
    select source, current_date - n, now(), repeat('–', 500), 20,
      (select jsonb_agg(jsonb_build_object('line', r, 'id', repeat('–', 100), 'reason', repeat('–', 300)))
        from generate_series(1, 10) r)
    from generate_series(0, 40) n, unnest(array['hugging-face', 'arxiv', 'arxiv-changes']) source;
  insert into kept_mail (id, at, sealed)
    select gen_random_uuid(), now(), '–' from generate_series(1, 120) n;
  insert into moderation_log (at, act, reason)
    select now(), 'warn', repeat('–', 300) from generate_series(1, 60) n;
  insert into warnings (user_id, reason, created_at)
    select $me, repeat('–', 300), now() from generate_series(1, 60) n;
  insert into reports (reporter_id, subject_id, reason, created_at)
    select users.id, $me, repeat('–', 500), now() from users where email like 'full%' limit 60;
  insert into followed_topics (user_id, topic)
    select $me, unnest(array['${TOPIC_RULES.map(({ slug }) => slug).join("','")}']);
  insert into teams (slug, name, description, created_by)
    select 'full-' || n, lpad('Team ' || n, 120, '–'), repeat('–', 2000), $me
    from generate_series(1, 100) n;
  insert into team_members (team_id, user_id, role)
    select id, $me, 'owner' from teams where slug like 'full-%';
  insert into team_members (team_id, user_id, role)
    select teams.id, users.id, 'member' from teams, users
    where teams.slug = 'full-1' and users.email like 'full%';
  insert into teams (slug, name, created_by, dissolved_at)
    select 'dissolved-' || n, lpad('Team ' || n, 120, '–'), $me, now() from generate_series(1, 300) n;
  insert into team_members (team_id, user_id, role)
    select id, $me, 'owner' from teams where slug like 'dissolved-%';

  insert into papers (slug, title_key, title, abstract, authors, categories)
    select 'full-' || n, 'full ' || n, 'Attention ' || repeat('–', 990), repeat('– ', 2500),
      array(select repeat('–', 299) || a from generate_series(1, 20) a), '{cs.CL}'
    from generate_series(1, ${PAPERS}) n;
  insert into papers (slug, title_key, title, abstract)
    select 'small-' || n, 'small ' || n, 'Small', '' from generate_series(1, $small) n;
  insert into paper_versions (paper_id, version, title, abstract, abstract_hash)
    select id, 1, title, abstract, repeat('0', 64) from papers where title_key ~ '^(full|small) ';
  insert into paper_versions (paper_id, version, title, abstract, abstract_hash)
    select id, n, title, '', repeat('0', 64) from papers, generate_series(2, 300) n where slug = 'full-1';
  insert into editions (feed_date, curators)
    select '${FEED_DATE}', array(select lpad('Curator ' || n, 100, '–') from generate_series(1, 300) n)
    on conflict (feed_date) do update set curators = excluded.curators;
  insert into submissions (paper_id, feed_date, submitted_by)
    select papers.id, '${FEED_DATE}', $me from papers where slug like 'full-%';
  insert into removed_papers (paper_id, feed_date, reason, removed_at)
    select id, '${FEED_DATE}', repeat('–', 300), now() from papers where slug like 'small-%' limit 60;
  insert into waiting_submissions (slug, row, title, submitted_by, submitted_at)
    select 'waiting-' || n, jsonb_build_object('title', repeat('– ', 500), 'abstract', repeat('– ', 5000),
      'authors', array(select repeat('–', 299) || a from generate_series(1, 9) a)), repeat('– ', 500), $me, now()
    from generate_series(1, 60) n;
  insert into submission_drafts (id, user_id, lines)
    select '${DRAFT}', $me, jsonb_agg(jsonb_build_object('text', repeat('–', 200), 'ask', null, 'problem', null,
      'row', jsonb_build_object('title', n || repeat('–', 990), 'abstract', repeat('– ', 5000),
        'authors', array(select repeat('–', 299) || a from generate_series(1, 9) a))))
    from generate_series(1, 50) n;
  insert into team_proposals (team_id, paper_id, proposed_by, vetoed_at, vetoed_by, veto_reason)
    select teams.id, papers.id, $me, now(), $me, repeat('–', 300) from teams, papers
    where teams.slug = 'full-1' and papers.slug in (select 'full-' || n from generate_series(1, 70) n);
  insert into paper_stats (paper_id, trending)
    select id, case when slug like 'full-%' then 1 end from papers where title_key ~ '^(full|small) ';
  insert into votes (user_id, paper_id)
    select user_id, papers.id from team_members, papers
    where team_members.team_id = (select id from teams where slug = 'full-1')
      and papers.slug in (select 'full-' || n from generate_series(1, 30) n);

  insert into lists (owner_user_id, created_by, name, description)
    select $me, $me, lpad('List ' || n, 120, '–'), repeat('–', 2000) from generate_series(1, 500) n;
  insert into lists (owner_team_id, created_by, name, description, visibility)
    select id, $me, lpad('Collection ' || n, 120, '–'), repeat('–', 2000), 'team'
    from teams, generate_series(1, 500) n where slug = 'full-1' or (slug = 'full-2' and n <= 100);
  insert into followed_collections (user_id, list_id)
    select $me, lists.id from lists join teams on teams.id = owner_team_id where slug = 'full-2';
  insert into lists (owner_user_id, created_by, name, deleted_at, deleted_by)
    select $me, $me, lpad('Deleted ' || n, 120, '–'), now(), $me from generate_series(1, 200) n;
  insert into lists (owner_team_id, created_by, name, visibility, deleted_at, deleted_by)
    select id, $me, lpad('Deleted ' || n, 120, '–'), 'team', now(), $me
    from teams, generate_series(1, 200) n where slug = 'full-1';
  insert into list_items (list_id, paper_id, position, added_by, note, note_by)
    select lists.id, papers.id, 'a' || lpad(papers.id::text, 8, '0'), $me,
      case when papers.slug like 'full-%' then repeat('–', 2000) else '' end, $me
    from lists, (select id, slug from papers order by id limit 10000) papers
    where lists.deleted_at is null and (lists.owner_user_id is not null and lists.name like '%List 1' or papers.slug = 'full-1');
  insert into list_items (list_id, paper_id, position, added_by, note, deleted_at, deleted_by)
    select lists.id, papers.id, 'a' || lpad(papers.id::text, 8, '0'), $me, repeat('–', 2000), now(), $me
    from lists, papers
    where lists.deleted_at is null and lists.name like '%List 2' and papers.slug like 'full-%'
      and papers.slug <> 'full-1';
  insert into users (name, email)
    select lpad('Guest ' || n, 100, '–'), 'guest' || n || '@example.org' from generate_series(1, 500) n;
  insert into list_members (list_id, user_id, role)
    select lists.id, users.id, 'viewer' from lists, users, teams
    where teams.slug = 'full-1' and owner_team_id = teams.id and lists.name like '%Collection 1'
      and users.email like 'guest%';
  update lists set public_token = repeat('t', 43), public_notes = true
    where owner_user_id = $me and name like '%List 1';

  insert into user_papers (user_id, paper_id, status, tags, deleted_at)
    select $me, id, 'to_read',
      case when slug like 'full-%' then array(select lpad('tag ' || t, 60, '–') from generate_series(1, 50) t)
        else '{}' end,
      case when slug in (select 'full-' || n from generate_series(201, 300) n) then now() end
    from papers;

  insert into annotations (paper_id, version, author_id, audience, body)
    select papers.id, 1, $me, 'me', '**' || repeat('x', 9996) || '**'
    from papers, generate_series(1, 500) n
    where slug in (select 'full-' || p from generate_series(2, 21) p);
  insert into annotations (paper_id, version, author_id, audience, body, start, "end", exact, prefix, suffix, text_hash)
    select papers.id, 1, users.id, 'everyone', '**' || repeat('x', 9996) || '**', 0, 1000, repeat('– ', 500), '', '', repeat('0', 64)
    from papers, users, generate_series(1, 250) n
    where slug = 'full-1' and users.email in (select 'full' || u || '@example.org' from generate_series(1, 10) u);
  insert into annotations (paper_id, version, author_id, audience, body)
    select papers.id, 1, users.id, 'everyone', '**' || repeat('x', 9996) || '**'
    from papers, users, generate_series(1, 250) n
    where slug = 'full-1' and users.email in (select 'full' || u || '@example.org' from generate_series(1, 10) u);
  insert into annotations (paper_id, version, author_id, audience, body, parent_id)
    select thread.paper_id, 1, $me, 'everyone', '**' || repeat('x', 9996) || '**', thread.id
    from (select id, paper_id from annotations where audience = 'everyone' and exact is null and parent_id is null
      order by created_at, id limit 60) thread, generate_series(1, 10) n;
  insert into annotations (paper_id, version, author_id, audience, body)
    select id, 1, $me, 'everyone', 'brief' from papers, generate_series(1, 60) n where slug = 'full-61';
  insert into annotations (paper_id, version, author_id, audience, body, parent_id)
    select thread.paper_id, 1, $me, 'everyone', 'brief', thread.id
    from annotations thread, generate_series(1, 60) n where thread.body = 'brief' and thread.parent_id is null;
  insert into annotations (paper_id, version, author_id, audience, body, start, "end", exact, prefix, suffix, text_hash)
    select id, 1, $me, 'everyone', 'brief', 0, 1, '–', '', '', repeat('0', 64)
    from papers, generate_series(1, 60) n where slug = 'full-61';
  insert into annotations (paper_id, version, author_id, audience, audience_team_id, body)
    select papers.id, 1, users.id, 'team', teams.id, '**' || repeat('x', 9996) || '**'
    from papers, users, teams, generate_series(1, 2) n
    where papers.slug in (select 'full-' || p from generate_series(31, 60) p) and teams.slug = 'full-1'
      and users.email in (select 'full' || u || '@example.org' from generate_series(1, 10) u);

  insert into annotations (paper_id, version, author_id, audience, body, hidden_at, hidden_reason)
    select id, 1, $me, 'everyone', repeat('–', 5000), now(), repeat('–', 300)
    from papers, generate_series(1, 60) n where slug = 'full-63';
  update papers set abstract = repeat('A https://example.org/1 ', 600) where slug = 'full-62';
  insert into accounts (user_id, type, provider, provider_account_id)
    select $me, 'oidc', 'provider-' || n, 'full' from generate_series(1, 10) n;
  insert into sign_ins (user_id, at, way, browser)
    select $me, now(), 'password', repeat('–', 100) from generate_series(1, 300) n;
  insert into second_steps (token_hash, user_id, way, expires)
    select '${hashToken(OWED)}', $me, 'password', now() + interval '1 day';
  insert into sessions (session_token, user_id, expires, user_agent)
    select 'full ' || n, $me, now() + interval '1 day', repeat('x', 300) from generate_series(1, 300) n;
  insert into passkeys (user_id, credential_id, public_key, rp_id, name)
    select $me, 'full-' || n, repeat('x', 200), 'localhost', repeat('–', 100) from generate_series(1, 20) n;
  insert into invitations (token_hash, email, team_id, team_role, created_by, expires)
    select 'team ' || n, lpad('@example.org', 254, 'x'), teams.id, 'member', $me, now() + interval '1 day'
    from teams, generate_series(1, 300) n where slug = 'full-1';
  insert into invitations (token_hash, email, list_id, list_role, created_by, expires)
    select 'list ' || n, lpad('@example.org', 254, 'x'), lists.id, 'viewer', $me, now() + interval '1 day'
    from lists, generate_series(1, 300) n where owner_team_id is not null and lists.name like '%Collection 1'
      and owner_team_id = (select id from teams where slug = 'full-1');
  insert into invitations (token_hash, email, created_by, expires)
    select 'app ' || n, lpad('@example.org', 254, 'x'), $me, now() + interval '1 day' from generate_series(1, 300) n;
`;

/** Inputs for queries of the filled database. */
export interface Filled {
  paper: number;
  noted: number;
  team: string;
  /** Another account. */
  reader: string;
  list: string;
  collection: string;
  emptied: string;
  note: string;
  /** The last reply to that note. */
  reply: string;
  /** A paper with many notes of a few letters, and one of the notes. */
  briefly: number;
  brief: string;
  /** A paper whose abstract consists of links. */
  linked: number;
  papers: number[];
}

/**
 * Fills the database for this administrator, who owns and saves all of it, and indexes it for
 * search.
 */
export async function fillUp(db: Database, userId: string, small: number): Promise<Filled> {
  await db.transaction(async (tx) => {
    const setup = SETUP.replaceAll("$me", `'${userId}'::uuid`).replaceAll("$small", String(small));
    for (const statement of setup.split(";")) await tx.execute(sql.raw(statement));
  });
  await db.execute(sql`analyze`);
  const ctx = systemContext(db);
  for (let below: number | null = 2_147_483_647; below !== null; ) {
    below = await indexBatch(ctx, below);
  }
  await finishIndexing(ctx);
  const [ids] = await db.execute<Filled & Record<string, unknown>>(sql`select
    (select id from papers where slug = 'full-1') as paper,
    (select id from papers where slug = 'full-2') as noted,
    (select id from teams where slug = 'full-1') as team,
    (select id from users where email = 'full1@example.org') as reader,
    (select id from lists where owner_user_id = ${userId} and name like '%List 1') as list,
    (select lists.id from lists join teams on teams.id = owner_team_id
      where slug = 'full-1' and lists.name like '%Collection 1') as collection,
    (select id from lists where owner_user_id = ${userId} and name like '%List 2') as emptied,
    thread.parent_id as note,
    thread.id as reply,
    (select id from papers where slug = 'full-61') as briefly,
    (select parent_id from annotations where parent_id is not null and body = 'brief' limit 1) as brief,
    (select id from papers where slug = 'full-62') as linked,
    array(select id from papers where slug like 'full-%' order by id limit 200) as papers
    from annotations thread where thread.parent_id is not null and body <> 'brief'
    order by thread.parent_id, created_at desc, id desc limit 1`);
  if (!ids) throw new Error("nothing was filled up");
  return ids;
}
