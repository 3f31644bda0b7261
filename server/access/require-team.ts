import { and, eq, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import { teamMembers, teams } from "@/db/schema/teams";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { mustInTeam, rolesInTeamThatMay, type TeamRole, type TeamVerb } from "./policy";
import { literals } from "./readers";
import type { Options, TeamRow } from "./require-list";

const noTeam = () =>
  new AppError("NOT_FOUND", "There is no such team, or you are not in it.", "teamId");

/** A team that the actor is in, and their role. */
export interface OpenTeam {
  team: TeamRow;
  role: TeamRole;
}

/** Loads a team by id or slug. Throws `NOT_FOUND` if the actor is not in it. */
export async function requireTeam(
  ctx: UserContext,
  by: { teamId: string } | { slug: string },
  verb: TeamVerb,
  { lock = false, hold = false, deleted: dissolved = false }: Options = {},
): Promise<OpenTeam> {
  const query = ctx.db
    .select({ team: teams, role: teamMembers.role })
    .from(teams)
    .innerJoin(teamMembers, eq(teamMembers.teamId, teams.id))
    .where(
      and(
        "slug" in by ? eq(teams.slug, by.slug) : eq(teams.id, by.teamId),
        eq(teamMembers.userId, ctx.actor.userId),
        dissolved ? sql`${teams.dissolvedAt} is not null` : isNull(teams.dissolvedAt),
      ),
    );
  const [found] = lock
    ? await query.for("no key update")
    : await (hold ? query.for("share") : query);
  if (!found) throw noTeam();
  mustInTeam(found.role, verb);
  return found;
}

/** The ids of the reader's teams in which they may do `verb`. A subquery, for use after `in`. */
export function teamIdsOf(userId: string | Placeholder, verb: TeamVerb = "read"): SQL {
  const may =
    verb === "read" ? sql`true` : sql`${teamMembers.role} in ${literals(rolesInTeamThatMay(verb))}`;
  return sql`(
    select ${teamMembers.teamId} from ${teamMembers}
      join ${teams} on ${teams.id} = ${teamMembers.teamId} and ${teams.dissolvedAt} is null
      where ${teamMembers.userId} = ${userId} and ${may})`;
}
