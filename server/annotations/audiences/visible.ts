import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import type { ListVerb, TeamVerb } from "../../access/policy";
import { listIdsFor, readableListIds } from "../../access/readers";
import { teamIdsOf } from "../../access/require-team";
import type { Context } from "../../platform/context";

/** Whether the reader may do this in the note's collection or team. */
const forGroupWhere = (userId: string, list: ListVerb, team: TeamVerb): SQL => sql`coalesce(
  ${annotations.audienceListId} in ${listIdsFor(userId, list)}
  or ${annotations.audienceTeamId} in ${teamIdsOf(userId, team)}, false)`;

const parent = alias(annotations, "hidden_parent");

/**
 * Whether neither the note nor its parent is hidden. A note hidden by a manager stays visible to
 * `author`.
 */
const isShown = (
  author: string | null,
): SQL => sql`(${annotations.hiddenAt} is null and not exists (
  select from ${annotations} as ${sql.identifier("hidden_parent")}
  where ${parent.id} = ${annotations.parentId} and ${parent.hiddenAt} is not null
    and ${author ? sql`${parent.authorId} is distinct from ${author}` : sql`true`}))`;

/** Notes that are hidden from nobody in the collection or team. */
export const shownToAll = isShown(null);

/**
 * Which notes the actor may see: notes for everyone, their own, and those for collections they may
 * read and teams they are in. A note hidden by a manager, and its replies, are visible only to its
 * author and the managers there; one hidden by an administrator only to its author. All reads go
 * through this condition.
 */
export function visible({ actor }: Context): SQL | undefined {
  const open = eq(annotations.audience, "everyone");
  if (actor.kind !== "user") return and(open, isShown(null));
  const me = actor.userId;
  return or(
    and(open, isShown(me)),
    eq(annotations.authorId, me),
    and(isShown(me), forGroupWhere(me, "read", "read")),
    forGroupWhere(me, "manage", "manage"),
  );
}

/** The columns that tell a reader a note's audience and what they may do with the note. */
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
    /** The name of the collection or team; null if its reader has lost access to it. */
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
