import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { teamMembers, teams } from "@/db/schema/teams";
import { mayInTeam, mayOnList } from "../../access/policy";
import { requireList } from "../../access/require-list";
import type { UserContext } from "../../platform/context";
import { allLists } from "../queries";
import type { targetsInput } from "./schema";

/** Where the reader may move a list: lists to merge it into, teams to copy or transfer it to. */
export async function targetsOf(ctx: UserContext, input: z.output<typeof targetsInput>) {
  const { list, team, teamRole, role } = await requireList(ctx, input.listId, "read");
  const mayManage = mayOnList(role, "manage");
  const rows = await ctx.db
    .select({ id: teams.id, name: teams.name, role: teamMembers.role })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.id, teamMembers.teamId), isNull(teams.dissolvedAt)))
    .where(eq(teamMembers.userId, ctx.actor.userId))
    .orderBy(asc(sql`lower(${teams.name})`));
  const lists = mayManage ? await allLists(ctx) : [];
  const runs = team !== null && teamRole !== null && mayInTeam(teamRole, "manage");
  return {
    teams: rows
      .filter((each) => mayInTeam(each.role, "collect"))
      .map(({ id, name }) => ({ id, name })),
    transfer: rows
      .filter((each) => runs && each.id !== team.id && mayInTeam(each.role, "manage"))
      .map(({ id, name }) => ({ id, name })),
    merge: lists
      .filter(
        (each) =>
          each.id !== list.id &&
          mayOnList(each.role, "manage") &&
          (each.team === null) === (team === null),
      )
      .map(({ id, name, team: of }) => ({ id, name, team: of?.name ?? null })),
  };
}
