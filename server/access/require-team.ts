import { and, eq, isNotNull, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { teamMembers, teams } from "@/db/schema/teams";
import { statement } from "@/db/statement";
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

const withRole = (db: Database, by: SQL, me: string | Placeholder, dissolved = false) =>
  db
    .select({ team: teams, role: teamMembers.role })
    .from(teams)
    .innerJoin(teamMembers, eq(teamMembers.teamId, teams.id))
    .where(
      and(by, eq(teamMembers.userId, me), (dissolved ? isNotNull : isNull)(teams.dissolvedAt)),
    );

const findById = statement(["id", "me"], (db, { id, me }) =>
  withRole(db, eq(teams.id, id), me).prepare("open_team"),
);
const findBySlug = statement(["slug", "me"], (db, { slug, me }) =>
  withRole(db, eq(teams.slug, slug), me).prepare("open_team_at"),
);

/** Loads a team by id or slug. Throws `NOT_FOUND` if the actor is not in it. */
export async function requireTeam(
  ctx: UserContext,
  by: { teamId: string } | { slug: string },
  verb: TeamVerb,
  { lock = false, hold = false, deleted: dissolved = false }: Options = {},
): Promise<OpenTeam> {
  const me = ctx.actor.userId;
  const built = () =>
    withRole(
      ctx.db,
      "slug" in by ? eq(teams.slug, by.slug) : eq(teams.id, by.teamId),
      me,
      dissolved,
    );
  const found = async () => {
    if (lock) return built().for("no key update");
    if (hold) return built().for("share");
    if (dissolved) return built();
    return "slug" in by
      ? findBySlug(ctx.db, { slug: by.slug, me })
      : findById(ctx.db, { id: by.teamId, me });
  };
  const [open] = await found();
  if (!open) throw noTeam();
  mustInTeam(open.role, verb);
  return open;
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
