import { eq, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { digestSubscriptions } from "@/db/schema/digest";
import { paperStats } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { statement } from "@/db/statement";
import { waitingReports } from "../moderation/queries";
import type { Context } from "../platform/context";
import type { stateInput } from "./schema";
import { teammatesWhoVoted, teamsOf, whereItStands } from "./statements";

type Status = (typeof userPapers.$inferSelect)["status"];

/** The rows of a query as one JSON array, so that several queries can form one statement. */
const gathered = <T>(query: SQL) =>
  sql<T[]>`(select coalesce(json_agg(q.value), '[]'::json) from (${query}) q)`;

/** A list that the reader may read, and which papers of the page are on it. */
type Listed = [listId: string, name: string, paperIds: number[]];

/**
 * How many teammates voted for a paper, the first names, the one team that they share, if any, and the
 * colors of those named.
 */
type Mates = [
  paperId: number,
  count: number,
  names: string[],
  team: string | null,
  hues: (number | null)[],
];

/** A team of the reader's. */
type Team = [id: string, slug: string, name: string];

const findState = statement(["me", "paperIds"], (db, { me, paperIds }) => {
  const ids = sql`any(${paperIds}::int[])`;
  return db
    .select({
      teams: gathered<Team>(teamsOf(me)),
      counts: gathered<[paperId: number, votes: number]>(
        sql`select json_build_array(${paperStats.paperId}, ${paperStats.votes}) as value
            from ${paperStats} where ${paperStats.paperId} = ${ids}`,
      ),
      voted: gathered<number>(
        sql`select ${votes.paperId} as value
            from ${votes} where ${votes.userId} = ${me} and ${votes.paperId} = ${ids}`,
      ),
      statuses: gathered<[paperId: number, status: Status]>(
        sql`select json_build_array(${userPapers.paperId}, ${userPapers.status}) as value
            from ${userPapers} where ${userPapers.userId} = ${me} and ${userPapers.paperId} = ${ids}
              and ${userPapers.deletedAt} is null`,
      ),
      getsDigest: sql<boolean>`exists (select from ${digestSubscriptions}
        where ${digestSubscriptions.userId} = ${me} and ${digestSubscriptions.state} = 'active')`,
      listed: gathered<Listed>(whereItStands(me, ids)),
      mates: gathered<Mates>(teammatesWhoVoted(me, ids)),
    })
    .from(users)
    .where(eq(users.id, me))
    .prepare("viewer_state");
});

/**
 * The reader's own state for the papers of a page, to lay over the cached page: who they are and
 * their teams; for each paper their vote, reading status and lists, which teammates voted, and the
 * current count. One statement per page, never one per row. Null for a stranger.
 */
export async function state(ctx: Context, input: z.output<typeof stateInput>) {
  const { actor, db } = ctx;
  if (actor.kind !== "user") return null;
  const reports =
    actor.role === "administrator" ? await waitingReports({ ...ctx, actor }) : undefined;
  const readerWho = (getsDigest: boolean) => ({
    id: actor.userId,
    name: actor.name,
    hue: actor.hue,
    administrator: actor.role === "administrator",
    ...(actor.role === "curator" && { curator: true }),
    ...(actor.isWarned && { isWarned: true }),
    /** How many wait, for administrators. */
    ...(reports && { reports }),
    /** What they open is then noted (`digest.noteOpened`). */
    ...(getsDigest && { getsDigest }),
  });
  if (input.paperIds.length === 0) {
    const reader = readerWho(false);
    return { reader, teams: null, counts: [], voted: [], statuses: [], listed: [], mates: [] };
  }
  const [row] = await findState(db, {
    me: actor.userId,
    paperIds: `{${input.paperIds.join()}}`,
  });
  if (!row) return null;
  const { getsDigest, ...rest } = row;
  return { reader: readerWho(getsDigest), ...rest };
}

export type ViewerState = NonNullable<Awaited<ReturnType<typeof state>>>;
