import { and, eq, isNull, type SQL } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { listItems } from "@/db/schema/lists";
import type { ListVerb, TeamVerb } from "../../access/policy";
import { lockLists, noList, requireList } from "../../access/require-list";
import { requireTeam } from "../../access/require-team";
import { collectionsWith } from "../../live/notify";
import type { UserContext } from "../../platform/context";
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

/** Refuses to write about a paper for a collection that it is not on. */
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
