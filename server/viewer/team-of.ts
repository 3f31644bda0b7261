import { desc, inArray, sql } from "drizzle-orm";
import { teams } from "@/db/schema/teams";
import { teamIdsOf } from "../access/require-team";
import type { UserContext } from "../platform/context";

/** The team asked for if it is the reader's, otherwise their first by name; null without a team. */
export async function teamOf(ctx: UserContext, asked: string | undefined) {
  const [team] = await ctx.db
    .select({ id: teams.id, slug: teams.slug, name: teams.name })
    .from(teams)
    .where(inArray(teams.id, teamIdsOf(ctx.actor.userId)))
    .orderBy(desc(sql`${teams.slug} = ${asked ?? ""}`), teams.name, teams.slug)
    .limit(1);
  return team ?? null;
}
