import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { requireTeam } from "../../access/require-team";
import { plainNote } from "../../annotations/markdown";
import type { UserContext } from "../../platform/context";
import type { latestInput } from "./schema";
import { openCollections, speaks } from "./week";

const PAGE = 30;
/** How much of a note is told: letters without its markup. */
const EXCERPT = 160;

/** An event in a team. */
export interface Happening {
  kind: "added" | "noted" | "joined";
  /** Unique within the team; breaks ties. */
  key: string;
  at: Date;
  /** Null for a reader whose account was deleted. */
  who: string | null;
  /** The color of their face; null before they are in a team. */
  hue: number | null;
  paper: { slug: string; title: string } | null;
  /** The collection; null for what was for the whole team. */
  list: { id: string; name: string } | null;
  noteId: string | null;
  /** The start of a note, without its markup. */
  words: string | null;
}

const micros = (at: SQL) => sql`(extract(epoch from ${at}) * 1000000)::bigint`;

/** Compared byte by byte, as pages continue after it. */
const named = (key: SQL) => sql`(${key}) collate "C"`;

const byKey = (at: SQL, key: SQL) => ({ at, key, order: sql`${at} desc nulls last, ${key} desc` });

const added = {
  at: sql`${listItems.addedAt}`,
  // the lowest paper first, as in the index
  key: named(
    sql`'a:' || ${listItems.listId} || ':' || lpad((2147483647 - ${listItems.paperId})::text, 10, '0')`,
  ),
  order: sql`${listItems.addedAt} desc nulls last, ${listItems.paperId}`,
};
const noted = byKey(sql`${annotations.createdAt}`, named(sql`'n:' || ${annotations.id}`));
const joined = byKey(sql`${teamMembers.joinedAt}`, named(sql`'j:' || ${teamMembers.userId}`));

/**
 * The latest events in the team: papers added to its collections, notes for it or one of its
 * collections, and new members. Derived from the rows themselves with the reader's current access:
 * what is deleted, hidden or not theirs to see does not appear. From each collection, only as many
 * rows are read as could fit on the page, and texts only for those shown.
 */
export async function latestOfTeam(
  ctx: UserContext,
  input: z.output<typeof latestInput>,
  size = PAGE,
) {
  const { team } = await requireTeam(ctx, { slug: input.slug }, "read");
  const [time, name] = input.after?.split(/\.(.*)/s) ?? [];
  // the indexes use the first comparison; the second is the whole key
  const latest = ({ at, key, order }: typeof added) => {
    const before =
      time && name
        ? sql`and ${at} < to_timestamp((${time}::bigint + 1) / 1000000.0)
          and (${micros(at)}, ${key}) < (${time}::bigint, ${name}::text)`
        : sql``;
    return sql`${before} order by ${order} limit ${size + 1}`;
  };
  const note = (list: SQL) => sql`
    select 'noted' as kind, ${noted.key} as key, ${noted.at} as at, ${annotations.paperId} as paper_id,
      ${list} as list_id, ${annotations.id} as id
    from ${annotations}`;
  const rows = await ctx.db.execute(sql`
    with seen as materialized (${openCollections(team.id, ctx.actor.userId)}),
    happening as (
      (select item.* from seen, lateral (
        select 'added' as kind, ${added.key} as key, ${added.at} as at, ${listItems.paperId} as paper_id,
          ${listItems.listId} as list_id, null::uuid as id
        from ${listItems} where ${listItems.listId} = seen.id and ${listItems.deletedAt} is null
        ${latest(added)}) item)
      union all
      (select note.* from seen, lateral (
        ${note(sql`seen.id`)} where ${annotations.audienceListId} = seen.id and ${speaks} ${latest(noted)}) note)
      union all
      (${note(sql`null::uuid`)} where ${annotations.audienceTeamId} = ${team.id} and ${speaks} ${latest(noted)})
      union all
      (select 'joined', ${joined.key} as key, ${joined.at} as at, null, null, ${teamMembers.userId}
        from ${teamMembers} where ${teamMembers.teamId} = ${team.id} ${latest(joined)})),
    page as materialized (select * from happening order by at desc, key desc limit ${size + 1})
    select page.kind, page.key, ${micros(sql`page.at`)}::text as micros, ${users.name} as who, ${users.hue} as hue,
      ${annotations.id} as "noteId", left(${annotations.body}, ${sql.raw(String(4 * EXCERPT))}) as words,
      case when ${papers.id} is null then null
        else json_build_object('slug', ${papers.slug}, 'title', ${papers.title}) end as paper,
      case when seen.id is null then null
        else json_build_object('id', seen.id, 'name', seen.name) end as list
    from page
      left join ${listItems} on page.kind = 'added'
        and ${listItems.listId} = page.list_id and ${listItems.paperId} = page.paper_id
      left join ${annotations} on page.kind = 'noted' and ${annotations.id} = page.id
      left join ${users} on ${users.id} = case page.kind when 'added' then ${listItems.addedBy}
        when 'noted' then ${annotations.authorId} else page.id end
      left join ${papers} on ${papers.id} = page.paper_id
      left join seen on seen.id = page.list_id
    order by page.at desc, page.key desc`);
  const found = [...rows] as unknown as (Omit<Happening, "at"> & { micros: string })[];
  const shown = found.slice(0, size);
  const end = found.length > size ? shown.at(-1) : undefined;
  return {
    happenings: shown.map(
      ({ micros: moment, words, ...each }): Happening => ({
        ...each,
        words: words === null ? null : [...plainNote(words)].slice(0, EXCERPT).join(""),
        at: new Date(Number(moment) / 1_000),
      }),
    ),
    more: end ? `${end.micros}.${end.key}` : null,
  };
}
