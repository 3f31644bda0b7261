import { and, asc, eq, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { listMembers } from "@/db/schema/lists";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { mayInTeam, mayOnList, roleOnCollection } from "../../access/policy";
import { requireList } from "../../access/require-list";
import type { UserContext } from "../../platform/context";
import type { membersInput } from "./schema";

/**
 * The roles on a list and where each comes from: the role in the team, the members' role, or being
 * named. Every reader of a collection sees the others; managers in the team also see which members
 * they could name. Guests, whatever their role, see nobody else.
 */
export async function membersOf(ctx: UserContext, input: z.output<typeof membersInput>) {
  const { list, team, teamRole: own, role } = await requireList(ctx, input.listId, "read");
  const mayManage = mayOnList(role, "manage");
  const { visibility, memberRole } = list;
  const settings = {
    list: { id: list.id, name: list.name },
    team,
    visibility,
    memberRole,
    mayManage,
  };
  if (!team) return { ...settings, people: [], others: [] };
  const involved = union(
    ctx.db
      .select({ userId: teamMembers.userId })
      .from(teamMembers)
      .where(eq(teamMembers.teamId, team.id)),
    ctx.db
      .select({ userId: listMembers.userId })
      .from(listMembers)
      .where(eq(listMembers.listId, list.id)),
  ).as("involved");
  const rows = await ctx.db
    .select({
      userId: users.id,
      name: users.name,
      hue: users.hue,
      teamRole: teamMembers.role,
      namedRole: listMembers.role,
    })
    .from(involved)
    .innerJoin(users, eq(users.id, involved.userId))
    .leftJoin(teamMembers, and(eq(teamMembers.userId, users.id), eq(teamMembers.teamId, team.id)))
    .leftJoin(listMembers, and(eq(listMembers.userId, users.id), eq(listMembers.listId, list.id)))
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  const people = rows.flatMap(({ userId, name, hue, teamRole, namedRole }) => {
    const effective = roleOnCollection({ teamRole, namedRole, visibility, memberRole });
    if (!effective) return [];
    const runs = teamRole !== null && mayInTeam(teamRole, "manage");
    return [
      {
        userId,
        name,
        hue,
        role: effective,
        namedRole,
        isMe: userId === ctx.actor.userId,
        from: runs
          ? (teamRole as "admin" | "owner")
          : !teamRole
            ? "guest"
            : namedRole === effective
              ? "named"
              : "team",
      } as const,
    ];
  });
  const found = new Set(people.map((person) => person.userId));
  return {
    ...settings,
    people,
    others:
      mayManage && own
        ? rows.filter((row) => !found.has(row.userId)).map(({ userId, name }) => ({ userId, name }))
        : [],
  };
}

export type ListMembers = Awaited<ReturnType<typeof membersOf>>;
