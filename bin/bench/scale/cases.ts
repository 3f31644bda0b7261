import type postgres from "postgres";
import type { createCaller } from "@/server/api/root";
import type { UserActor } from "@/server/platform/context";
import { MEASURED, type Size } from "./size";

type Caller = ReturnType<typeof createCaller>;

/** The actors and inputs of one installation. */
export interface Given {
  sql: postgres.Sql;
  size: Size;
}

/** Searches of each kind. */
const SOUGHT = 20;

/** Rows that a page is rendered with. */
const PRINTED = 20;

const LIST_SORTS = ["hand", "added", "published", "votes"] as const;
const LIBRARY_SORTS = ["added", "published", "votes", "title"] as const;

export interface Case {
  name: string;
  /** The actor of the nth call. */
  actor: (turn: number) => number;
  ask: (caller: Caller, turn: number) => Promise<unknown>;
}

/** The measured team's members are the first readers; 101 to 110 have the large libraries. */
const members = MEASURED.team.members;

/** What readers search for, always the same of the same sample, the nth asked at the nth call. */
async function searchCases({ sql }: Given): Promise<[name: string, q: string[]][]> {
  const isWord = sql`word ~ '^[a-z]{6,12}$'`;
  const words = async (order: ReturnType<typeof sql>) =>
    (
      await sql<{ word: string }[]>`select word from search_words where ${isWord} and papers > 0
        order by ${order}, word limit ${SOUGHT}`
    ).map(({ word }) => word);
  const rare = await words(sql`papers`);
  const common = await words(sql`papers desc`);
  const names = await sql<{ name: string }[]>`
    select distinct authors[1] as name from papers where id <= ${SOUGHT} order by 1`;
  return [
    ["a search for a rare word", rare],
    ["for a common word", common],
    ["for several words", common.map((word, at) => `${word} ${common[(at + 3) % SOUGHT]} model`)],
    ["for a word with a typo", common.map((word) => `${word.slice(0, 2)}q${word.slice(3)}`)],
    ["for a prefix", common.map((word) => word.slice(0, 3))],
    ["for an author", names.map(({ name }) => `author:"${name.replaceAll('"', " ")}"`)],
  ];
}

export async function casesFor(given: Given): Promise<Case[]> {
  const { sql, size } = given;
  const { papers } = size;
  const { editionPapers, libraries } = MEASURED;
  const edition = (ago: number) =>
    Array.from(
      { length: editionPapers },
      (_, index) => papers - (ago + 1) * editionPapers + 1 + index,
    );
  const member = (turn: number) => 1 + ((turn * 37) % members);
  const collections = await sql<{ id: string }[]>`
    select id from lists where owner_team_id = (select id from teams where slug = 'team-1')
      and visibility = 'team' order by id`;
  const collection = (turn: number) => collections[turn % collections.length]?.id ?? "";
  const days = (
    await sql<
      { day: string }[]
    >`select feed_date::text as day from editions order by 1 desc limit 14`
  ).map(({ day }) => day);
  const searches = await searchCases(given);
  return [
    ...searches.map(([name, q]) => ({
      name,
      actor: member,
      ask: (caller: Caller, turn: number) => caller.search.papers({ q: q[turn % q.length] ?? "" }),
    })),
    {
      name: "the viewer's call for an edition",
      actor: member,
      ask: (caller, turn) => caller.viewer.state({ paperIds: edition(turn % 14) }),
    },
    {
      name: "an edition as the team's",
      actor: member,
      ask: (caller, turn) =>
        caller.editions.teamDaily({ feedDate: days[turn % 14] ?? "latest", team: "team-1" }),
    },
    {
      name: "what my team read",
      actor: member,
      ask: (caller, turn) => caller.viewer.teamRead({ paperId: turn + 1, team: "team-1" }),
    },
    {
      name: "a month as the team's",
      actor: member,
      ask: (caller, turn) =>
        caller.editions.teamMonthly({ month: days[turn % 14]?.slice(0, 7) ?? "", team: "team-1" }),
    },
    {
      name: "a month's papers on a topic",
      actor: member,
      ask: (caller, turn) =>
        caller.editions.monthly({ month: days[turn % 14]?.slice(0, 7) ?? "", topic: "agents" }),
    },
    {
      name: "a collection of 1,000",
      actor: member,
      ask: async (caller, turn) => {
        const listId = collection(turn);
        const [, { items }] = await Promise.all([
          caller.lists.read({ listId }),
          caller.lists.index({ listId, sort: LIST_SORTS[turn % LIST_SORTS.length] }),
          caller.listMembers.list({ listId }),
        ]);
        await caller.lists.rows({
          listId,
          paperIds: items.slice(0, PRINTED).map(([paperId]) => paperId),
        });
      },
    },
    {
      name: "this week in the team",
      actor: member,
      ask: (caller) => caller.activity.week({ slug: "team-1" }),
    },
    {
      name: "the team's activity",
      actor: member,
      ask: (caller) => caller.activity.latest({ slug: "team-1" }),
    },
    {
      name: "the library of 10,000",
      actor: (turn) => 101 + (turn % libraries),
      ask: async (caller, turn) => {
        const sort = LIBRARY_SORTS[turn % LIBRARY_SORTS.length];
        const [{ ids }] = await Promise.all([
          caller.library.index({ sort }),
          caller.library.facets(),
        ]);
        await caller.library.rows({ paperIds: ids.slice(0, PRINTED) });
      },
    },
  ];
}

/** The reader with this number, as a request's session would name them. */
export async function actorOf(sql: postgres.Sql, number: number): Promise<UserActor> {
  const [user] =
    await sql`select id, name from users where email = ${`reader${number}@example.org`}`;
  if (!user) throw new Error(`There is no reader ${number}.`);
  return {
    kind: "user",
    userId: user.id,
    name: user.name,
    role: "reader",
    sessionId: user.id,
    hue: null,
  };
}
