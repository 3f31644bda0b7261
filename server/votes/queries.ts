import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import type { Context } from "../platform/context";
import type { votersInput } from "./schema";

const MAX_NAMED = 200;

/**
 * The names of those who upvoted a paper, the first first, 200 at most. Who shows their votes to their
 * teams only is counted and not named: teammates see them beside the cached page (`viewer.state`).
 */
export async function voters(ctx: Context, input: z.output<typeof votersInput>) {
  const rows = await ctx.db
    .select({ name: users.name })
    .from(votes)
    .innerJoin(users, eq(users.id, votes.userId))
    .where(and(eq(votes.paperId, input.paperId), eq(users.hidesVotes, false)))
    .orderBy(asc(votes.createdAt), asc(votes.userId))
    .limit(MAX_NAMED);
  return rows.map((row) => row.name);
}
