import { and, asc, count, desc, eq, inArray, isNull, max, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { standings } from "@/db/schema/editions";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { mayOnList, roleOnCollection } from "../access/policy";
import { inItsTeam, listAs, namedOnIt, type OpenList, readableListIds } from "../access/service";
import { shownToAll } from "../audiences/service";
import type { UserContext } from "../context";
import { entriesOf } from "../papers/reading";
import type { indexInput, listInput, rowsInput } from "./schema";
import { live } from "./writing";

/** What stands on one list, as a lateral subquery: how much, and when the last of it was added. */
export const standing = (ctx: UserContext) =>
  ctx.db
    .select({
      papers: count(listItems.paperId).as("papers"),
      last: max(listItems.addedAt).as("last"),
    })
    .from(listItems)
    .where(and(eq(listItems.listId, lists.id), isNull(listItems.deletedAt)))
    .as("standing");

/**
 * Every list that the reader may read: their own reading lists, then the collections of each team;
 * the last used first. One statement, however many there are.
 */
export async function allLists(ctx: UserContext) {
  const me = ctx.actor.userId;
  const items = standing(ctx);
  const rows = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      description: lists.description,
      papers: items.papers,
      ownerUserId: lists.ownerUserId,
      visibility: lists.visibility,
      memberRole: lists.memberRole,
      team: { id: teams.id, slug: teams.slug, name: teams.name },
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .leftJoin(teamMembers, inItsTeam(me))
    .leftJoin(listMembers, namedOnIt(me))
    .leftJoinLateral(items, sql`true`)
    .where(sql`${lists.id} in ${readableListIds(me)}`)
    .orderBy(
      sql`${teams.name} nulls first`,
      teams.id,
      desc(sql`greatest(${lists.updatedAt}, ${items.last})`),
      asc(lists.id),
    );
  return rows.flatMap(({ id, name, description, papers, team, ...given }) => {
    const role = team ? roleOnCollection(given) : "manager";
    if (!role) return [];
    return [
      { id, name, description, papers: papers ?? 0, team, role, mayAdd: mayOnList(role, "add") },
    ];
  });
}

/** What the reader may do on a list, for the page to offer that and nothing else. */
const allowed = ({ role }: OpenList) => ({
  mayAnnotate: mayOnList(role, "annotate"),
  mayAdd: mayOnList(role, "add"),
  mayArrange: mayOnList(role, "arrange"),
  mayManage: mayOnList(role, "manage"),
});

/** A list, whose it is and what the reader is there; what stands on it comes by index and rows. */
export async function readList(ctx: UserContext, input: z.output<typeof listInput>) {
  const open = await listAs(ctx, input.listId, "read");
  const { id, name, description, updatedAt, revision, visibility, memberRole } = open.list;
  const [held] = await ctx.db.select({ papers: count() }).from(listItems).where(live(id));
  return {
    list: {
      id,
      name,
      description,
      updatedAt: updatedAt.toISOString(),
      revision,
      papers: held?.papers ?? 0,
      visibility,
      memberRole,
      isPublic: open.list.publicToken !== null,
    },
    team: open.team,
    /** Whether the reader is in the team; who is not is a guest. */
    inTeam: open.teamRole !== null,
    role: open.role,
    me: ctx.actor.userId,
    ...allowed(open),
  };
}

/** A list as its page shows it. */
export type ListPage = Awaited<ReturnType<typeof readList>>;

const { position, addedAt } = listItems;

const SORTED: Record<z.output<typeof indexInput>["sort"], SQL[]> = {
  hand: [asc(position)],
  added: [desc(addedAt), asc(position)],
  published: [sql`${papers.publishedAt} desc nulls last`, asc(position)],
  votes: [sql`${standings.votes} desc nulls last`, asc(position)],
};

const eachPaper = sql`(select ${papers.publishedAt} from ${papers}
  where ${eq(papers.id, listItems.paperId)} offset 0) as papers`;

const eachStanding = sql`(select ${standings.votes} from ${standings}
  where ${eq(standings.paperId, listItems.paperId)} offset 0) as standings`;

/**
 * Which papers stand on a list, in the order asked for, each with the revision at which its item
 * last changed; and a revision of the whole that is no newer than what it tells of.
 */
export async function listIndex(ctx: UserContext, input: z.output<typeof indexInput>) {
  const { list } = await listAs(ctx, input.listId, "read");
  const query = ctx.db
    .select({ paperId: listItems.paperId, revision: listItems.revision })
    .from(listItems)
    .where(live(list.id))
    .orderBy(...SORTED[input.sort])
    .$dynamic();
  // item by item (`offset 0`): it costs what stands on the list, however many papers there are
  if (input.sort === "published") query.crossJoinLateral(eachPaper);
  if (input.sort === "votes") query.leftJoinLateral(eachStanding, sql`true`);
  const items = await query;
  return {
    revision: list.revision,
    items: items.map(({ paperId, revision }): [number, number] => [paperId, revision]),
  };
}

/** How many notes on each paper were written for this collection, or for its team if the reader is in it. */
async function discussions(ctx: UserContext, { list, team, teamRole }: OpenList, ids: number[]) {
  const rows = await ctx.db
    .select({ paperId: annotations.paperId, notes: count() })
    .from(annotations)
    .where(
      and(
        inArray(annotations.paperId, ids),
        or(
          eq(annotations.audienceListId, list.id),
          team && teamRole ? eq(annotations.audienceTeamId, team.id) : undefined,
        ),
        isNull(annotations.deletedAt),
        shownToAll,
      ),
    )
    .groupBy(annotations.paperId);
  return new Map(rows.map((row) => [row.paperId, row.notes]));
}

/** Some papers of a list as its page shows them, with who put them there, when and why. */
export async function listRows(ctx: UserContext, input: z.output<typeof rowsInput>) {
  const open = await listAs(ctx, input.listId, "read");
  const adder = alias(users, "adder");
  const noter = alias(users, "noter");
  const items = await ctx.db
    .select({
      paperId: listItems.paperId,
      revision: listItems.revision,
      note: listItems.note,
      noteBy: noter.name,
      addedBy: adder.name,
      addedById: listItems.addedBy,
      addedAt: listItems.addedAt,
    })
    .from(listItems)
    .leftJoin(adder, eq(adder.id, listItems.addedBy))
    .leftJoin(noter, eq(noter.id, listItems.noteBy))
    .where(and(live(open.list.id), inArray(listItems.paperId, input.paperIds)));
  const byPaper = new Map(items.map((item) => [item.paperId, item]));
  const ids = input.paperIds.filter((id) => byPaper.has(id));
  if (ids.length === 0) return [];
  const [entries, notes] = await Promise.all([entriesOf(ctx, ids), discussions(ctx, open, ids)]);
  return entries.flatMap((paper) => {
    const item = byPaper.get(paper.id);
    if (!item) return [];
    const { paperId: _, addedById, addedAt, ...rest } = item;
    return [
      {
        id: paper.id,
        paper,
        ...rest,
        addedAt: addedAt.toISOString(),
        /** Whether the reader put it there, and may so take it off again. */
        mine: addedById === ctx.actor.userId,
        discussed: notes.get(paper.id) ?? 0,
      },
    ];
  });
}

/** A paper where it stands on a list. */
export type ListRow = Awaited<ReturnType<typeof listRows>>[number];
