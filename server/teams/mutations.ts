import { and, count, eq, isNull, like, ne, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { requireTeam } from "../access/require-team";
import { notifyAccess } from "../live/notify";
import { changedAt, mustBeLatest } from "../platform/conflict";
import type { Context, UserContext } from "../platform/context";
import { AppError, violatedConstraint } from "../platform/errors";
import { MAX_MEMBERS, MAX_TEAMS } from "../platform/limits";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/spend";
import { transaction } from "../platform/transaction";
import { trashBegins } from "../trash/days";
import { HUES, hueOf } from "./hue";
import type { createInput, editInput, teamInput } from "./schema";
import { freeSlug, slugFrom } from "./slug";

/**
 * Throws if the user is in the maximum number of teams, and locks that until the transaction ends.
 */
export async function mustHaveRoom(ctx: Context, userId: string): Promise<void> {
  await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  const [held] = await ctx.db
    .select({ teams: count() })
    .from(teamMembers)
    .where(eq(teamMembers.userId, userId));
  if ((held?.teams ?? 0) >= MAX_TEAMS) {
    throw new AppError(
      "CONFLICT",
      `One account can be in at most ${MAX_TEAMS} teams. Leave one of them first.`,
    );
  }
}

/** Throws if a team is full. The caller has locked the team's row. */
export async function mustHaveSeat(ctx: Context, teamId: string): Promise<void> {
  const [held] = await ctx.db
    .select({ members: count() })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId));
  if ((held?.members ?? 0) >= MAX_MEMBERS) {
    throw new AppError("CONFLICT", `This team is full: it has ${MAX_MEMBERS} members.`);
  }
}

/**
 * Gives a new member's face, for good, a color that none or the fewest of the team have; of those the
 * one that their name has already, if it is one. The caller has locked the team's row.
 */
export async function giveHue(
  ctx: Context,
  teamId: string,
  { id, name }: Pick<typeof users.$inferSelect, "id" | "name">,
): Promise<void> {
  const rarest = sql`(
    select each.hue from generate_series(0, ${HUES - 1}::int) as each(hue) left join (
      select mate.hue from ${teamMembers} join ${users} mate on mate.id = ${teamMembers.userId}
      where ${teamMembers.teamId} = ${teamId}) taken on taken.hue = each.hue
    group by each.hue order by count(taken.hue), each.hue <> ${hueOf(name)}::int, each.hue limit 1)`;
  await ctx.db
    .update(users)
    .set({ hue: rarest })
    .where(and(eq(users.id, id), isNull(users.hue)));
}

/** The first free address similar to the wanted one. */
async function freeAddress(ctx: UserContext, wanted: string): Promise<string> {
  const stem = wanted.replace(/-\d+$/, "");
  const taken = await ctx.db
    .select({ slug: teams.slug })
    .from(teams)
    .where(or(eq(teams.slug, wanted), like(teams.slug, `${stem.slice(0, 30)}%`)));
  return freeSlug(
    wanted,
    taken.map((team) => team.slug),
  );
}

async function taken(ctx: UserContext, wanted: string): Promise<AppError> {
  const free = await freeAddress(ctx, wanted);
  return new AppError(
    "CONFLICT",
    `The address “${wanted}” is taken. “${free}” is free, for instance.`,
    "slug",
  );
}

/** Creates a team with the caller as its owner. Safe to repeat with the same id. */
export async function createTeam(ctx: UserContext, input: z.output<typeof createInput>) {
  const { id, name, description } = input;
  await spend(ctx, limits.createTeam, ctx.actor.userId);
  return transaction(ctx, async (tx) => {
    await mustHaveRoom(tx, ctx.actor.userId);
    const slug = input.slug ?? (await freeAddress(tx, slugFrom(name)));
    const now = ctx.now();
    const times = { createdAt: now, updatedAt: now };
    const made = await tx.db
      .insert(teams)
      .values({ id, slug, name, description, createdBy: ctx.actor.userId, ...times })
      .onConflictDoNothing()
      .returning({ id: teams.id });
    if (made.length === 0) return sameTeam(tx, id, slug);
    await giveHue(tx, id, { id: ctx.actor.userId, name: ctx.actor.name });
    await tx.db
      .insert(teamMembers)
      .values({ teamId: id, userId: ctx.actor.userId, role: "owner", joinedAt: now });
    await notifyAccess(tx, { userId: ctx.actor.userId, teamId: id });
    return { id, slug };
  });
}

/** The team that an earlier call with this id created; throws if its address is another team's. */
async function sameTeam(ctx: UserContext, id: string, slug: string) {
  const [own] = await ctx.db
    .select({ id: teams.id, slug: teams.slug })
    .from(teams)
    .innerJoin(teamMembers, eq(teamMembers.teamId, teams.id))
    .where(and(eq(teams.id, id), eq(teamMembers.userId, ctx.actor.userId)));
  if (own) return own;
  throw await taken(ctx, slug);
}

/**
 * Renames and describes a team, or changes its address, which frees the old one. If the team has
 * changed since the reader saw it, throws `CONFLICT` with its current state. Safe to repeat.
 */
export async function editTeam(ctx: UserContext, input: z.output<typeof editInput>) {
  const { name, slug, description } = input;
  try {
    return await transaction(ctx, async (tx) => {
      const { team } = await requireTeam(tx, { teamId: input.teamId }, "manage", { lock: true });
      if (name === team.name && slug === team.slug && description === team.description) {
        return { slug, updatedAt: team.updatedAt.toISOString() };
      }
      mustBeLatest("team", input.updatedAt, team.updatedAt, {
        name: team.name,
        slug: team.slug,
        description: team.description,
      });
      const [other] = await tx.db
        .select({ id: teams.id })
        .from(teams)
        .where(and(eq(teams.slug, slug), ne(teams.id, team.id)));
      if (other) throw await taken(tx, slug);
      const updatedAt = changedAt(ctx.now(), team.updatedAt);
      await tx.db
        .update(teams)
        .set({ name, slug, description, updatedAt })
        .where(eq(teams.id, team.id));
      return { slug, updatedAt: updatedAt.toISOString() };
    });
  } catch (error) {
    if (violatedConstraint(error) !== "teams_slug_unique") throw error;
    throw await taken(ctx, slug);
  }
}

/** Dissolves a team: it and its collections disappear for everyone at once. */
export const dissolveTeam = (ctx: UserContext, { teamId }: z.output<typeof teamInput>) =>
  transaction(ctx, async (tx) => {
    const { team } = await requireTeam(tx, { teamId }, "own", { lock: true });
    await tx.db.update(teams).set({ dissolvedAt: ctx.now() }).where(eq(teams.id, team.id));
    await notifyAccess(tx, { teamId });
    return { id: team.id, name: team.name };
  });

/** Restores a dissolved team within the grace period, as it was. */
export const restoreTeam = (ctx: UserContext, { teamId }: z.output<typeof teamInput>) =>
  transaction(ctx, async (tx) => {
    const by = { teamId };
    const { team } = await requireTeam(tx, by, "own", { lock: true, deleted: true });
    if (!team.dissolvedAt || team.dissolvedAt <= trashBegins(ctx.now())) {
      throw new AppError("NOT_FOUND", "It is too late to restore this team.");
    }
    await tx.db.update(teams).set({ dissolvedAt: null }).where(eq(teams.id, team.id));
    await notifyAccess(tx, by);
    return { id: team.id, slug: team.slug };
  });
