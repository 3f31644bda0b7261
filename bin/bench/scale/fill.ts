import { Readable } from "node:stream";
import { generateNKeysBetween } from "fractional-indexing";
import type postgres from "postgres";
import { connect } from "@/db/client";
import { importFile } from "@/server/ingest/import-file";
import { systemContext } from "../../database";
import { say } from "../../setup.mjs";
import { manyRows } from "../data";
import { MEASURED, type Size } from "./size";

/** The number of papers in the sample; every generated paper has the text of one of them. */
const SAMPLE = 598;
const TAU_DAYS = 2;
const VOTE_WEIGHT = 10;
const { team, tenthTeam } = MEASURED;

/**
 * Fills a fresh database. Hashes of running numbers decide everything, so that two runs create the
 * same installation except for its last day. All in bulk statements inside Postgres.
 */
export async function fill(url: string, size: Size): Promise<void> {
  const { db, end } = connect(url, { max: 2, name: "scale sample" });
  await importFile(systemContext(db), Readable.from([await manyRows(SAMPLE)]), {
    edition: null,
    curators: [],
    source: "Hugging Face",
  });
  await end();
  // one connection, because of temporary tables
  const { pool: sql, end: close } = connect(url, { max: 1, name: "scale fill" });
  for (const [what, statement] of statements(sql, size)) {
    const began = performance.now();
    await statement();
    say(`  ${what.padEnd(12)} ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }
  await close();
}

type Step = [what: string, run: () => Promise<unknown>];

function statements(sql: postgres.Sql, size: Size): Step[] {
  const { papers, users, votes, teams, largeTeams } = size;
  const { editionPapers, collectionPapers, libraries, libraryPapers, libraryNotes } = MEASURED;
  const days = papers / editionPapers;
  const keys = generateNKeysBetween(null, null, collectionPapers);
  const measured = [team, tenthTeam];
  return [
    [
      "sample",
      () =>
        sql
          .unsafe(
            `
        -- bulk loading: what foreign keys and the embedded server's disk would check is made right
        set session_replication_role = replica;
        set synchronous_commit = off;
        set maintenance_work_mem = '512MB';
        set work_mem = '128MB';
        -- a number below most, decided by n and its use
        create function pg_temp.pick(n bigint, salt int, most bigint) returns int
          immutable language sql return ((hashint8extended(n, salt) & 9223372036854775807) % most)::int;
        -- a number from 0 to 1, likewise
        create function pg_temp.chance(n bigint, salt int) returns float8
          immutable language sql return (hashint8extended(n, salt) & 1073741823)::float8 / 1073741824;
        create function pg_temp.named(kind text, n bigint) returns uuid
          immutable language sql return
            overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid;
        create temp table sample as
          select row_number() over (order by p.id) - 1 as i, p.title, p.abstract, p.authors, p.categories,
            p.keywords, p.organization, p.github_url, p.github_stars, p.search, p.search_version, p.topics, p.topics_version, v.abstract_hash, s.source_upvotes
          from papers p join paper_versions v on v.paper_id = p.id join paper_stats s on s.paper_id = p.id;
        truncate papers, editions cascade;
        update search_words set papers = least(${papers}, papers * (${papers} / ${SAMPLE}));
        create temp table search_index as
          select indexdef as made from pg_indexes where indexname = 'papers_search';
        drop index papers_search`,
          )
          .simple(),
    ],
    [
      "users",
      () => sql`
        insert into users (id, name, email, hides_votes, created_at)
        select pg_temp.named('user', n), coalesce(authors[1], 'Reader ' || n), 'reader' || n || '@example.org',
          pg_temp.chance(n, 1) < 0.05, now() - interval '2 years'
        from generate_series(1, ${users}::int) n join sample on i = pg_temp.pick(n, 2, ${SAMPLE})`,
    ],
    [
      "papers",
      () => sql`
        insert into papers (id, slug, arxiv_id, title, abstract, authors, categories, keywords,
          published_at, published_precision, latest_version, organization, github_url, github_stars, search, search_version, topics, topics_version, created_at)
        overriding system value
        select n, arxiv, arxiv, title || ' (' || n || ')', abstract, authors, categories, keywords,
          day, 'day', 1, organization, github_url, github_stars, search, search_version, topics, topics_version, day
        from (
          select n, (1501 + n / 90000) || '.' || (10000 + n % 90000) as arxiv,
            (current_date - ${days}::int + 1 + (n - 1) / ${editionPapers})::timestamptz as day
          from generate_series(1, ${papers}::int) n) numbered
        join sample on i = pg_temp.pick(n, 3, ${SAMPLE})`,
    ],
    ["search", () => sql.unsafe("do $$ begin execute (select made from search_index); end $$")],
    [
      "editions",
      () =>
        sql
          .unsafe(
            `
        insert into editions (feed_date) select distinct created_at::date from papers;
        insert into submissions (paper_id, feed_date, submitted_at, position)
          select id, created_at::date, created_at + interval '6 hours', (id - 1) % ${editionPapers} from papers;
        insert into paper_versions (paper_id, version, title, abstract, abstract_hash)
          select p.id, 1, p.title, p.abstract, s.abstract_hash
          from papers p join sample s on s.i = pg_temp.pick(p.id, 3, ${SAMPLE})`,
          )
          .simple(),
    ],
    [
      "votes",
      // most go to the first papers of a day
      () => sql`
        insert into votes (user_id, paper_id, created_at)
        select pg_temp.named('user', u), paper, current_date - ${days}::int + 1 + day + interval '1 minute' * pg_temp.pick(n, 4, 1440)
        from (
          select distinct on (u, paper) n, u, day, paper
          from (
            select n, 1 + pg_temp.pick(n, 5, ${users}) as u, day,
              1 + day * ${editionPapers} + floor(${editionPapers} * power(pg_temp.chance(n, 6), 3))::int as paper
            from (
              select n, pg_temp.pick(n, 7, ${days}) as day from generate_series(1, ${Math.ceil(votes * 1.25)}::int) n
            ) cast_on) picked
          limit ${votes}) once
        on conflict do nothing`,
    ],
    [
      "teams",
      () =>
        sql
          .unsafe(
            `
        insert into teams (id, slug, name, description, created_by, created_at)
          select pg_temp.named('team', t), 'team-' || t, 'Team ' || t, '', pg_temp.named('user', t), now() - interval '2 years'
          from generate_series(1, ${teams} + 2) t;
        -- the measured ones: the first readers are in the first, some of them in the second
        insert into team_members (team_id, user_id, role, joined_at)
          select pg_temp.named('team', t), pg_temp.named('user', m),
            case when m = 1 then 'owner' when m <= 5 then 'admin' else 'member' end,
            now() - interval '1 hour' * pg_temp.pick(m, 8, 17520)
          from (values ${measured.map(({ members }, index) => `(${index + 1}, ${members})`).join()}) sized (t, members),
            generate_series(1, members) m;
        insert into team_members (team_id, user_id, role, joined_at)
          select pg_temp.named('team', t), pg_temp.named('user', u), case when min(m) = 0 then 'owner' else 'member' end,
            now() - interval '1 hour' * pg_temp.pick(t * 1000 + u, 9, 17520)
          from (
            select t, m, 1 + pg_temp.pick(t * 1000 + m, 10, ${users}) as u
            from generate_series(3, ${teams} + 2) t,
              generate_series(0, case when t < 3 + ${largeTeams} then ${team.members - 1} else 4 + pg_temp.pick(t, 11, 45) end) m
          ) members
          group by t, u`,
          )
          .simple(),
    ],
    [
      "team votes",
      // the measured teams are equally busy in every installation: three votes per member and day
      // in the last two weeks
      () => sql`
        insert into votes (user_id, paper_id, created_at)
        select distinct on (m, paper) pg_temp.named('user', m), paper, current_date - ago + interval '1 minute' * pg_temp.pick(m * 100 + ago, 12, 1440)
        from (
          select m, ago, ${papers} - ago * ${editionPapers} - floor(${editionPapers} * power(pg_temp.chance(m * 1000 + ago * 10 + v, 13), 2))::int as paper
          from generate_series(1, ${team.members}) m, generate_series(0, 13) ago, generate_series(1, 3) v) busy
        on conflict do nothing`,
    ],
    [
      "paper_stats",
      () => sql`
        insert into paper_stats (paper_id, votes, source, source_upvotes, trending)
        select p.id, coalesce(voters, 0), 'Hugging Face', s.source_upvotes,
          log(greatest(1, ${VOTE_WEIGHT}::int * coalesce(voters, 0) + s.source_upvotes)) + (p.created_at::date - date '1970-01-01')::float8 / ${TAU_DAYS}::int
        from papers p
        join sample s on s.i = pg_temp.pick(p.id, 3, ${SAMPLE})
        left join (select paper_id, count(*)::int as voters from votes group by paper_id) v on v.paper_id = p.id`,
    ],
    [
      "lists",
      () =>
        sql
          .unsafe(
            `
        -- collections of the measured teams; one in ten is seen by named people only
        insert into lists (id, owner_team_id, created_by, name, visibility, created_at)
          select pg_temp.named('collection', t * 1000 + c), pg_temp.named('team', t), pg_temp.named('user', 1 + c % 40),
            'Collection ' || c, case when c % 10 = 0 then 'people' else 'team' end, now() - interval '2 years'
          from (values ${measured.map(({ collections }, index) => `(${index + 1}, ${collections})`).join()}) sized (t, collections),
            generate_series(1, collections) c;
        insert into list_members (list_id, user_id, role)
          select id, created_by, 'manager' from lists;
        insert into list_members (list_id, user_id, role)
          select id, pg_temp.named('user', m), 'editor' from lists, generate_series(6, 45, 4) m where visibility = 'people'
          on conflict do nothing;
        -- five collections of the other teams
        insert into lists (id, owner_team_id, created_by, name, visibility, created_at)
          select pg_temp.named('collection', t * 1000 + c), pg_temp.named('team', t), pg_temp.named('user', t), 'Collection ' || c, 'team', now() - interval '1 year'
          from generate_series(3, ${teams} + 2) t, generate_series(1, 5) c;
        -- and three reading lists of every reader
        insert into lists (id, owner_user_id, created_by, name, created_at)
          select pg_temp.named('list', u * 10 + l), pg_temp.named('user', u), pg_temp.named('user', u), 'List ' || l, now() - interval '1 year'
          from generate_series(1, ${users}) u, generate_series(1, 3) l`,
          )
          .simple(),
    ],
    [
      "collected",
      // newest papers, so that those of an edition are in as many collections in every installation
      () => sql`
        insert into list_items (list_id, paper_id, position, added_by, added_at, note, note_by)
        select pg_temp.named('collection', id), ${papers} - (k - 1) * 20 - pg_temp.pick(id * 10000 + k, 14, 20), key, adder,
          now() - interval '1 minute' * pg_temp.pick(id * 10000 + k, 15, 1051200),
          case when k % 5 = 0 then 'Why this one matters to us' else '' end, case when k % 5 = 0 then adder end
        from (
          select id, k, key, pg_temp.named('user', 1 + pg_temp.pick(id * 10000 + k, 16, members)) as adder
          from (values ${sql.unsafe(measured.map(({ members, collections }, index) => `(${index + 1}, ${members}, ${collections})`).join())}) sized (t, members, collections),
            generate_series(1, collections) c, lateral (select t * 1000 + c as id) named,
            unnest(${keys}::text[]) with ordinality ordered (key, k)) collected`,
    ],
    [
      "listed",
      () => sql`
        insert into list_items (list_id, paper_id, position, added_by, added_at)
        select list, 1 + pg_temp.pick(n * 100 + k, 17, ${papers} / 100) + (k - 1) * (${papers} / 100), key, adder,
          now() - interval '1 minute' * pg_temp.pick(n * 100 + k, 18, 525600)
        from (
          select pg_temp.named('collection', t * 1000 + c) as list, t * 1000 + c as n, pg_temp.named('user', t) as adder, 50 as items
            from generate_series(3, ${teams} + 2) t, generate_series(1, 5) c
          union all
          select pg_temp.named('list', u * 10 + l), 1000000 + u * 10 + l, pg_temp.named('user', u), 5
            from generate_series(1, ${users}) u, generate_series(1, 3) l) owned
        join unnest(${keys.slice(0, 50)}::text[]) with ordinality ordered (key, k) on k <= items`,
    ],
    [
      "libraries",
      () => sql`
        insert into user_papers (user_id, paper_id, status, favorite, tags, saved_at, updated_at)
        select pg_temp.named('user', u), paper, (array['to_read', 'reading', 'read'])[1 + pg_temp.pick(n, 19, 3)], n % 17 = 0,
          case when n % 3 = 0 then array['tag ' || pg_temp.pick(n, 20, 40), 'topic ' || pg_temp.pick(n, 21, 20)]
               when n % 3 = 1 then array['tag ' || pg_temp.pick(n, 20, 40)] else '{}' end,
          saved, saved
        from (
          select u, n, paper, now() - interval '1 minute' * pg_temp.pick(n, 22, 1051200) as saved
          from (
            -- the large ones, of the readers after the measured team's first
            select 100 + l as u, l * 1000000 + k as n, 1 + (k - 1) * (${papers} / ${libraryPapers}::int) + pg_temp.pick(l * 1000000 + k, 23, ${papers} / ${libraryPapers}::int) as paper
              from generate_series(1, ${libraries}) l, generate_series(1, ${libraryPapers}::int) k
            union all
            select u, 100000000 + u * 100 + k, 1 + (k - 1) * (${papers} / 20) + pg_temp.pick(u * 100 + k, 24, ${papers} / 20)
              from generate_series(1, ${users}) u, generate_series(1, 20) k where u not between 101 and 100 + ${libraries}::int
          ) kept) dated`,
    ],
    [
      "notes",
      () =>
        sql
          .unsafe(
            `
        insert into annotations (paper_id, version, author_id, audience, body, created_at, updated_at)
          select 1 + pg_temp.pick(n, 25, ${papers}), 1, pg_temp.named('user', 1 + pg_temp.pick(n, 26, ${users})), 'everyone', 'What to make of this', made, made
          from (select n, now() - interval '1 minute' * pg_temp.pick(n, 27, 525600) as made from generate_series(1, ${papers} / 4) n) dated;
        insert into annotations (paper_id, version, author_id, audience, body, created_at, updated_at)
          select paper_id, 1, user_id, 'me', 'For later', saved_at, saved_at
          from (select *, row_number() over (partition by user_id order by paper_id) as k from user_papers
                where user_id in (select pg_temp.named('user', 100 + l) from generate_series(1, ${libraries}) l)) large
          where k % ${libraryPapers / libraryNotes} = 0;
        insert into annotations (paper_id, version, author_id, audience, audience_list_id, body, created_at, updated_at)
          select paper_id, 1, added_by, 'list', list_id, 'What we said about it', added_at, added_at
          from list_items join lists on lists.id = list_items.list_id
          where owner_team_id in (pg_temp.named('team', 1), pg_temp.named('team', 2)) and hashtext(list_id::text || paper_id) % 10 = 0;
        insert into annotations (paper_id, version, author_id, audience, audience_team_id, body, created_at, updated_at)
          select ${papers} - pg_temp.pick(n, 28, 700), 1, pg_temp.named('user', 1 + pg_temp.pick(n, 29, 50)), 'team', pg_temp.named('team', 1 + n % 2), 'Read this one', made, made
          from (select n, now() - interval '1 minute' * pg_temp.pick(n, 30, 43200) as made from generate_series(1, 4000) n) dated`,
          )
          .simple(),
    ],
    ["statistics", () => sql`vacuum analyze`],
  ];
}
