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

/** A condition that selects the notes of this audience. */
export const isFor = (audience: Audience): SQL | undefined => {
  const columns = columnsOf(audience);
  return and(
    eq(annotations.audience, columns.audience),
    columns.audienceListId ? eq(annotations.audienceListId, columns.audienceListId) : undefined,
    columns.audienceTeamId ? eq(annotations.audienceTeamId, columns.audienceTeamId) : undefined,
  );
};

/**
 * Locks the collections that are notified of a note on this paper for any of these audiences, and
 * the teams. Call inside a transaction, before locking the note itself.
 */
export async function lockAudiences(tx: UserContext, audiences: Held[], paperId: number) {
  const teamIds = audiences.flatMap(({ audienceTeamId }) => audienceTeamId ?? []);
  const named = audiences.flatMap(({ audienceListId }) => audienceListId ?? []);
  if (named.length + teamIds.length === 0) return;
  const told = await Promise.all(teamIds.map((id) => collectionsWith(tx, id, paperId)));
  await lockLists(tx, { listIds: [...named, ...told.flat()], teamIds });
}

/**
 * Checks that the actor may do this in the note's collection or team, and locks their role there.
 * Call inside a transaction, after `lockAudiences`.
 */
export async function requireAudience(
  tx: UserContext,
  held: Held,
  verbs: { list: ListVerb | null; team: TeamVerb | null },
): Promise<void> {
  const { audienceListId: listId, audienceTeamId: teamId } = held;
  if (listId && verbs.list) {
    const { team } = await requireList(tx, listId, verbs.list, { lock: true });
    // a reading list has one reader, who can write private notes instead
    if (!team) throw noList();
  }
  if (teamId && verbs.team) await requireTeam(tx, { teamId }, verbs.team, { hold: true });
}

/** Throws `BAD_REQUEST` if the paper is not on the collection that the note is for. */
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
