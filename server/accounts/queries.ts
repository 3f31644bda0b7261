import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { userPapers } from "@/db/schema/library";
import { lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import type { Context, UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { MAX_MEMBERS } from "../platform/limits";

/** The order in which members inherit a team without an owner: admins first, then by seniority. */
const inheriting = [
  sql`${teamMembers.role} = 'admin' desc`,
  sql`${teamMembers.joinedAt} asc`,
  sql`${teamMembers.userId} asc`,
];

/** The teams, dissolved or not, whose only owner is this user. */
export function ownedAlone(ctx: Context, userId: string) {
  return ctx.db
    .select({ id: teams.id, name: teams.name, dissolvedAt: teams.dissolvedAt })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(
      and(
        eq(teamMembers.userId, userId),
        eq(teamMembers.role, "owner"),
        sql`not exists (select from ${teamMembers} other where other.team_id = ${teams.id}
          and other.role = 'owner' and other.user_id <> ${userId})`,
      ),
    )
    .orderBy(sql`lower(${teams.name})`, teams.id);
}

/** The other members of a team, in order of inheritance. */
export const possibleSuccessors = (
  ctx: Context,
  teamId: string,
  userId: string,
  most = MAX_MEMBERS,
) =>
  ctx.db
    .select({ userId: teamMembers.userId, name: users.name })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(and(eq(teamMembers.teamId, teamId), ne(teamMembers.userId, userId)))
    .orderBy(...inheriting)
    .limit(most);

/** At most this many members are offered as the next owner. */
const MAX_OFFERED = 50;

/** What would be deleted and what kept if the reader deleted their account now. */
export const deletionPreview = async (ctx: UserContext) => ({
  ...(await deletionPreviewOf(ctx, ctx.actor.userId)),
  onlyAdministrator:
    ctx.actor.role === "administrator" && (await isOnlyAdministrator(ctx, ctx.actor.userId)),
});

/** Whether there are other accounts, but no other administrator who can sign in. */
export async function isOnlyAdministrator(ctx: Context, userId: string): Promise<boolean> {
  const [row] = await ctx.db.execute<{ only: boolean }>(sql`select
    exists (select from ${users} where ${users.id} <> ${userId}) and not exists (
      select from ${users} where ${users.id} <> ${userId}
        and ${users.role} = 'administrator' and ${users.blockedAt} is null) as only`);
  return row?.only ?? false;
}

/** What would be deleted and what kept with an account. */
export async function deletionPreviewOf(ctx: Context, me: string) {
  const own = eq(annotations.authorId, me);
  const [[account], [library], [reading], [written], [cast], owned] = await Promise.all([
    ctx.db.select().from(users).where(eq(users.id, me)),
    ctx.db.select({ papers: count() }).from(userPapers).where(eq(userPapers.userId, me)),
    ctx.db
      .select({ lists: count() })
      .from(lists)
      .where(and(eq(lists.ownerUserId, me), isNull(lists.deletedAt))),
    ctx.db
      .select({
        mine: sql<number>`count(*) filter (where ${annotations.audience} = 'me')::int`,
        others: sql<number>`count(*) filter (where ${annotations.audience} <> 'me')::int`,
      })
      .from(annotations)
      .where(and(own, isNull(annotations.deletedAt))),
    ctx.db.select({ votes: count() }).from(votes).where(eq(votes.userId, me)),
    ownedAlone(ctx, me),
  ]);
  const current = owned.filter((team) => !team.dissolvedAt);
  return {
    email: account?.email ?? "",
    papers: library?.papers ?? 0,
    lists: reading?.lists ?? 0,
    privateNotes: written?.mine ?? 0,
    notes: written?.others ?? 0,
    votes: cast?.votes ?? 0,
    /** The teams that need another owner, and who can be it; by default, the first in the list. */
    teams: await Promise.all(
      current.map(async ({ id, name }) => ({
        id,
        name,
        successors: await possibleSuccessors(ctx, id, me, MAX_OFFERED),
      })),
    ),
  };
}

export type DeletionPreview = Awaited<ReturnType<typeof deletionPreview>>;

/** What the reader's settings show of their account. */
export async function profile(ctx: UserContext) {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  if (!user) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return {
    name: user.name,
    email: user.email,
    emailVerified: user.emailVerified !== null,
    hasPassword: user.passwordHash !== null,
    role: user.role,
    hidesVotes: user.hidesVotes,
    createdAt: user.createdAt,
  };
}
