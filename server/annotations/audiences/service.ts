import { and, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { listItems, lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import type { ListVerb, TeamVerb } from "../../access/policy";
import {
  listIdsFor,
  lockLists,
  noList,
  readableListIds,
  requireList,
  requireTeam,
  teamIdsOf,
} from "../../access/service";
import { collectionsWith } from "../../live/service";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import type { Audience } from "../schema";

type Row = typeof annotations.$inferSelect;

/** The columns of a note that say who sees it. */
export type Held = Pick<Row, "audience" | "audienceListId" | "audienceTeamId">;

export function columnsOf(audience: Audience): Held {
  if (typeof audience === "string") {
    return { audience, audienceListId: null, audienceTeamId: null };
  }
  return "listId" in audience
    ? { audience: "list", audienceListId: audience.listId, audienceTeamId: null }
    : { audience: "team", audienceListId: null, audienceTeamId: audience.teamId };
}

export const isSame = (a: Held, b: Held) =>
  a.audience === b.audience &&
  a.audienceListId === b.audienceListId &&
  a.audienceTeamId === b.audienceTeamId;

/** The notes of this audience, as a condition. */
export const isFor = (audience: Audience): SQL | undefined => {
  const columns = columnsOf(audience);
  return and(
    eq(annotations.audience, columns.audience),
    columns.audienceListId ? eq(annotations.audienceListId, columns.audienceListId) : undefined,
    columns.audienceTeamId ? eq(annotations.audienceTeamId, columns.audienceTeamId) : undefined,
  );
};

/** Whether the note is for a collection or a team where the reader may do this. */
const forGroupWhere = (userId: string, list: ListVerb, team: TeamVerb): SQL => sql`coalesce(
  ${annotations.audienceListId} in ${listIdsFor(userId, list)}
  or ${annotations.audienceTeamId} in ${teamIdsOf(userId, team)}, false)`;

const parent = alias(annotations, "hidden_parent");

/** Whether no manager has hidden the note, nor the one that it replies to; but for this author's. */
const isShown = (
  author: string | null,
): SQL => sql`(${annotations.hiddenAt} is null and not exists (
  select from ${annotations} as ${sql.identifier("hidden_parent")}
  where ${parent.id} = ${annotations.parentId} and ${parent.hiddenAt} is not null
    and ${author ? sql`${parent.authorId} is distinct from ${author}` : sql`true`}))`;

/** Notes that are hidden from nobody who reads the collection or is in the team. */
export const shownToAll = isShown(null);

/**
 * Which notes the actor may know of: those for everyone, their own, and those for the collections
 * they may read and the teams they are in. What a manager has hidden, and the replies to it, only its
 * author and the managers there see. The one place that decides it.
 */
export function visible({ actor }: Context): SQL | undefined {
  const open = eq(annotations.audience, "everyone");
  if (actor.kind !== "user") return open;
  const me = actor.userId;
  return or(
    open,
    eq(annotations.authorId, me),
    and(isShown(me), forGroupWhere(me, "read", "read")),
    forGroupWhere(me, "manage", "manage"),
  );
}

/** What a reader is told of a note's audience, and what they may do with it there. */
export function toldOf({ actor }: Context) {
  const open = sql`${annotations.audience} = 'everyone'`;
  if (actor.kind !== "user") {
    return {
      group: sql<string | null>`null`,
      mayReply: sql<boolean>`${open}`,
      mayHide: sql<boolean>`false`,
    };
  }
  const me = actor.userId;
  return {
    /** The name of the collection or team; null to an author who is no longer there. */
    group: sql<string | null>`coalesce(
      (select ${lists.name} from ${lists}
        where ${lists.id} = ${annotations.audienceListId} and ${lists.id} in ${readableListIds(me)}),
      (select ${teams.name} from ${teams}
        where ${teams.id} = ${annotations.audienceTeamId} and ${teams.id} in ${teamIdsOf(me)}))`,
    mayReply: sql<boolean>`(${annotations.audience} in ('me', 'everyone')
      or ${forGroupWhere(me, "annotate", "read")})`,
    mayHide: sql<boolean>`${forGroupWhere(me, "manage", "manage")}`,
  };
}

/**
 * Inside a transaction, before the note itself is locked: puts in line all that a note on this paper
 * for any of these audiences changes, which is the collections that hear of it.
 */
export async function lockAudiences(tx: UserContext, audiences: Held[], paperId: number) {
  const teamIds = audiences.flatMap(({ audienceTeamId }) => audienceTeamId ?? []);
  const named = audiences.flatMap(({ audienceListId }) => audienceListId ?? []);
  if (named.length + teamIds.length === 0) return;
  const told = await Promise.all(teamIds.map((id) => collectionsWith(tx, id, paperId)));
  await lockLists(tx, { listIds: [...named, ...told.flat()], teamIds });
}

/**
 * Inside a transaction, once that is put in line: makes sure that the actor may do this where a note
 * is for, and holds their role there.
 */
export async function requireAudience(
  tx: UserContext,
  held: Held,
  verbs: { list: ListVerb | null; team: TeamVerb | null },
): Promise<void> {
  const { audienceListId: listId, audienceTeamId: teamId } = held;
  if (listId && verbs.list) {
    const { team } = await requireList(tx, listId, verbs.list, { lock: true });
    // a reading list has one reader: notes for it would be notes for oneself
    if (!team) throw noList();
  }
  if (teamId && verbs.team) await requireTeam(tx, { teamId }, verbs.team, { hold: true });
}

/** Refuses to write about a paper for a collection on which it does not stand. */
export async function mustStandThere(ctx: UserContext, held: Held, paperId: number): Promise<void> {
  if (!held.audienceListId) return;
  const [item] = await ctx.db
    .select({ paperId: listItems.paperId })
    .from(listItems)
    .where(
      and(
        eq(listItems.listId, held.audienceListId),
        eq(listItems.paperId, paperId),
        isNull(listItems.deletedAt),
      ),
    );
  if (!item) {
    throw new AppError(
      "BAD_REQUEST",
      "This paper is not in that collection. Add it there first, or choose another audience.",
      "audience",
    );
  }
}

/** So many collections and so many teams are offered as audiences. */
const MAX_GROUPS = 500;

/** For whom the reader may write about a paper, besides themselves and everyone. */
export async function audiences(ctx: UserContext, { paperId }: { paperId: number }) {
  const me = ctx.actor.userId;
  const [ofTeams, ofLists] = await Promise.all([
    ctx.db
      .select({ id: teams.id, name: teams.name })
      .from(teams)
      .where(sql`${teams.id} in ${teamIdsOf(me)}`)
      .orderBy(asc(teams.name), asc(teams.id))
      .limit(MAX_GROUPS),
    ctx.db
      .select({ id: lists.id, name: lists.name, team: teams.name })
      .from(listItems)
      .innerJoin(lists, eq(lists.id, listItems.listId))
      .innerJoin(teams, eq(teams.id, lists.ownerTeamId))
      .where(
        and(
          eq(listItems.paperId, paperId),
          isNull(listItems.deletedAt),
          sql`${lists.id} in ${listIdsFor(me, "annotate")}`,
        ),
      )
      .orderBy(asc(lists.name), asc(lists.id))
      .limit(MAX_GROUPS),
  ]);
  return { teams: ofTeams, lists: ofLists };
}

/** The collections and teams for which the reader has written, and where they still are. */
export async function writtenFor(ctx: UserContext) {
  const me = ctx.actor.userId;
  const mine = and(eq(annotations.authorId, me), isNull(annotations.deletedAt));
  const [ofTeams, ofLists] = await Promise.all([
    ctx.db
      .selectDistinct({ id: teams.id, name: teams.name })
      .from(annotations)
      .innerJoin(teams, eq(teams.id, annotations.audienceTeamId))
      .where(and(mine, sql`${teams.id} in ${teamIdsOf(me)}`))
      .orderBy(asc(teams.name), asc(teams.id))
      .limit(MAX_GROUPS),
    ctx.db
      .selectDistinct({ id: lists.id, name: lists.name })
      .from(annotations)
      .innerJoin(lists, eq(lists.id, annotations.audienceListId))
      .where(and(mine, sql`${lists.id} in ${readableListIds(me)}`))
      .orderBy(asc(lists.name), asc(lists.id))
      .limit(MAX_GROUPS),
  ]);
  return { teams: ofTeams, lists: ofLists };
}
