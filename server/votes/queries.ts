import { and, asc, eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import type { Context } from "../platform/context";
import type { votersInput } from "./schema";

const MAX_NAMED = 200;

/**
 * The names of the first readers who upvoted a paper, at most 200. Readers who show their votes
 * only to their teams are counted but not named: teammates see them next to the cached page
 * (`viewer.state`).
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
