import { and, eq, isNull, type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { annotations } from "@/db/schema/annotations";
import { paperStats } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teams } from "@/db/schema/teams";
import { statement } from "@/db/statement";
import { readableListIds } from "../access/readers";
import { points } from "../editions/ranking";
import { entriesOf } from "../papers/entries";
import { matching } from "../papers/search/queries";
import type { UserContext } from "../platform/context";
import { MAX_LIBRARY } from "../platform/limits";
import { type rowsInput, type Shown, type Status, statuses } from "./schema";

/** The papers in the reader's library, without its trash. */
export const heldBy = (userId: string | Placeholder) =>
  and(eq(userPapers.userId, userId), isNull(userPapers.deletedAt));

/**
 * The library's papers that match the filters, whatever their status. Filtered paper by paper
 * (`lateral … offset 0`): the cost depends only on the size of the library.
 */
async function asked(ctx: UserContext, input: Shown): Promise<SQL> {
  const me = ctx.actor.userId;
  const search = input.q ? await matching(ctx, input.q) : null;
  const found =
    search && sql`${userPapers.paperId} in (select ${papers.id} from ${papers} where ${search})`;
  const eachPaper = sql`cross join lateral (
    select ${papers.publishedAt}, ${papers.categories} from ${papers}
    where ${eq(papers.id, userPapers.paperId)} offset 0) as papers`;
  return held(
    me,
    input.category || input.year ? eachPaper : sql``,
    and(...conditions(me, input), found ?? undefined),
  );
}

const held = (me: string | Placeholder, beside = sql``, matches?: SQL) =>
  sql`select ${userPapers.paperId}, ${userPapers.status}, ${userPapers.savedAt}
    from ${userPapers} ${beside} where ${and(heldBy(me), matches)}`;

const listed = (id: SQLWrapper, order: SQL) =>
  sql`array_to_string((array_agg(${id} order by ${order}, ${id} desc))[1:${sql.raw(String(MAX_LIBRARY))}], ',')`;

/** Forces a single scan of the index on `id`. */
const isChosen = (id: SQLWrapper) => sql`${id} = any(array(select paper_id from chosen))`;

type Sort = Shown["sort"];

/**
 * Sorts the chosen ids: by date saved, date published or points, highest first; titles
 * alphabetically. Each reads only the columns that it sorts by.
 */
const sorted = (): Record<Sort, SQL> => ({
  added: sql`select ${listed(sql`paper_id`, sql`saved_at desc`)} from chosen`,
  published: sql`select ${listed(papers.id, sql`${papers.publishedAt} desc nulls last`)}
    from ${papers} where ${isChosen(papers.id)}`,
  votes: sql`select ${listed(
    paperStats.paperId,
    sql`${points()} desc`,
  )} from ${paperStats} where ${isChosen(paperStats.paperId)}`,
  title: sql`select ${listed(papers.id, sql`${papers.sortTitle} collate "C"`)}
    from ${papers} where ${isChosen(papers.id)}`,
});

/** How many of the matching papers have each status. */
const counted = sql`select json_build_object(${sql.join(
  statuses.map((status) => sql`${status}::text, count(*) filter (where status = ${status})`),
  sql`, `,
)}) from mine`;

const none = { to_read: 0, reading: 0, read: 0 };

/**
 * One statement, which reads the library once: `mine` is what matches the filters, and `chosen` the
 * part of it with the status, if one is given.
 */
const indexOf = (db: Database, mine: SQL, status: Status | null | Placeholder, sort: Sort) =>
  db
    .with(
      db.$with("mine", {}).as(mine),
      db.$with("chosen", {}).as(sql`select * from mine
        where ${status}::text is null or status = ${status}`),
    )
    .select({
      counts: sql<Record<Status, number>>`(${counted})`,
      ids: sql<string | null>`(${sorted()[sort]})`,
    })
    .from(sql`(select) as one`);

const findWhole = (sort: Sort) =>
  statement(["me", "status"], (db, { me, status }) =>
    indexOf(db, held(me), status, sort).prepare(`library_${sort}`),
  );

/** The index without filters. */
const wholeBy: Record<Sort, ReturnType<typeof findWhole>> = {
  added: findWhole("added"),
  published: findWhole("published"),
  votes: findWhole("votes"),
  title: findWhole("title"),
};

/**
 * The ids of the library's papers that match, in order, and how many have each status, including
 * the statuses not chosen.
 */
export async function index(ctx: UserContext, input: Shown) {
  const { sort, status = null, ...filters } = input;
  const isNarrowed = Object.values(filters).some((filter) => filter !== undefined);
  const [row] = isNarrowed
    ? await indexOf(ctx.db, await asked(ctx, input), status, sort)
    : await wholeBy[sort](ctx.db, { me: ctx.actor.userId, status });
  return { ids: row?.ids ? row.ids.split(",").map(Number) : [], counts: row?.counts ?? none };
}

/** How many of the matching papers have each status. */
export async function counts(ctx: UserContext, input: Shown) {
  const [row] = await ctx.db.execute<{ counts: Record<Status, number> }>(sql`
    with mine as (${await asked(ctx, input)}) select (${counted}) as counts`);
  return row?.counts ?? none;
}

/** All filters except the search and the status, as counts include every status. */
function conditions(me: string, input: Shown): (SQL | undefined)[] {
  const { favorite, tag, list, category, year, notes } = input;
  return [
    favorite && eq(userPapers.favorite, true),
    tag && holdsTag(tag),
    list &&
      sql`${userPapers.paperId} in (select ${listItems.paperId} from ${listItems}
        where ${listItems.listId} = ${list} and ${listItems.deletedAt} is null
          and ${listItems.listId} in ${readableListIds(me)})`,
    category && sql`${papers.categories} @> array[${category}]`,
    year &&
      sql`${papers.publishedAt} >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'UTC')
        and ${papers.publishedAt} < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'UTC')`,
    notes &&
      sql`${userPapers.paperId} in (select ${annotations.paperId} from ${annotations}
        where ${annotations.authorId} = ${me} and ${annotations.deletedAt} is null)`,
  ].map((condition) => condition || undefined);
}

/** Whether a paper has this tag, ignoring case. */
export const holdsTag = (tag: string) =>
  sql`lower(${tag}) in (select lower(tag) from unnest(${userPapers.tags}) as tag)`;

const findHeld = statement(["me", "paperIds"], (db, { me, paperIds }) =>
  db
    .select({
      id: userPapers.paperId,
      status: userPapers.status,
      favorite: userPapers.favorite,
      tags: userPapers.tags,
    })
    .from(userPapers)
    .where(and(heldBy(me), sql`${userPapers.paperId} = any(${paperIds}::int[])`))
    .prepare("library_rows"),
);

/** Some papers of the library as its rows. Papers that are not in it are left out. */
export async function rows(ctx: UserContext, { paperIds }: z.output<typeof rowsInput>) {
  const held = await findHeld(ctx.db, { me: ctx.actor.userId, paperIds });
  const byId = new Map(held.map((row) => [row.id, row]));
  const mine = [...new Set(paperIds)].filter((id) => byId.has(id));
  return (await entriesOf(ctx, mine)).flatMap((entry) => {
    const own = byId.get(entry.id);
    return own ? [{ ...entry, ...own }] : [];
  });
}

/** A paper as the library shows it. */
export type LibraryRow = Awaited<ReturnType<typeof rows>>[number];

const MAX_NAMED = 50;

/**
 * The filters of the library: the most used tags, categories and years, and the newest lists. Reads
 * only the `papers_library` index, in a single scan (`= any(array(…))`).
 */
export async function facets(ctx: UserContext) {
  const me = ctx.actor.userId;
  const most = (what: SQL, from: SQL, order: SQL) => sql`
    (select coalesce(json_agg(json_build_array(name, papers) order by ${order}), '[]') from (
      select ${what} as name, sum(papers)::int as papers from ${from}
      group by 1 order by 2 desc, 1 limit ${MAX_NAMED}) as each
      where name is not null)`;
  const [row] = await ctx.db.execute<{
    tags: [name: string, papers: number][];
    categories: [name: string, papers: number][];
    years: [year: number, papers: number][];
    lists: { id: string; name: string; team: string | null }[];
  }>(sql`
    with tagged as (
      select ${userPapers.tags}, count(*) as papers from ${userPapers} where ${heldBy(me)} group by 1
    ), published as materialized (
      select ${papers.categories},
        extract(year from ${papers.publishedAt} at time zone 'UTC')::int as year, count(*) as papers
      from ${papers} where ${papers.id} = any(array(
        select ${userPapers.paperId} from ${userPapers} where ${heldBy(me)}))
      group by 1, 2
    )
    select
      ${most(sql`tag`, sql`tagged cross join unnest(tags) as tag`, sql`lower(name)`)} as tags,
      ${most(sql`category`, sql`published cross join unnest(categories) as category`, sql`papers desc, name`)} as categories,
      ${most(sql`year`, sql`published`, sql`name desc`)} as years,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'team', team)
          order by team nulls first, lower(name)), '[]')
        from (select ${lists.id}, ${lists.name}, ${teams.name} as team
          from ${lists} left join ${teams} on ${teams.id} = ${lists.ownerTeamId}
          where ${lists.id} in ${readableListIds(me)}
          order by ${lists.updatedAt} desc limit ${MAX_NAMED}) as newest) as lists`);
  return row ?? { tags: [], categories: [], years: [], lists: [] };
}
