import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import type { ListVerb, TeamVerb } from "../../access/policy";
import { listIdsFor, readableListIds } from "../../access/readers";
import { teamIdsOf } from "../../access/require-team";
import type { Context } from "../../platform/context";

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
