import { and, eq, gt, inArray } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "@/db/schema/auth";
import { listRemovals, lists } from "@/db/schema/lists";
import { teamRemovals } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { requireList } from "../../access/require-list";
import { requireTeam } from "../../access/require-team";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { hashToken } from "../../platform/token";
import { GONE, type Invitation, inTheirPlace, mustBeTheirs, offerOf } from "../queries";
import type { tokenInput } from "../schema";

/** The page an invitation redirects to if the user already has access; null otherwise. */
async function wayIn(ctx: UserContext, { teamId, listId }: Invitation): Promise<string | null> {
  const onList = listId && (await requireList(ctx, listId, "read").catch(onlyRefused));
  if (teamId) {
    const inTeam = await requireTeam(ctx, { teamId }, "read").catch(onlyRefused);
    if (!inTeam) return null;
    return onList ? `/lists/${listId}` : `/teams/${inTeam.team.slug}`;
  }
  return onList ? `/lists/${listId}` : null;
}

const onlyRefused = (error: unknown) => {
  if (error instanceof AppError) return null;
  throw error;
};

/**
 * Whether the user was removed or demoted, there or in its team, since this invitation was made.
 */
export async function wasTakenSince(
  ctx: Context,
  { teamId, listId, createdAt }: Invitation,
  userId: string,
): Promise<boolean> {
  const from = (removed: typeof listRemovals | typeof teamRemovals) =>
    and(eq(removed.userId, userId), gt(removed.removedAt, createdAt));
  const itsTeam = ctx.db
    .select({ id: lists.ownerTeamId })
    .from(lists)
    .where(eq(lists.id, listId ?? ""));
  const ofTeam = teamId ? eq(teamRemovals.teamId, teamId) : inArray(teamRemovals.teamId, itsTeam);
  const [team, list] = await Promise.all([
    ctx.db
      .select({ at: teamRemovals.removedAt })
      .from(teamRemovals)
      .where(and(ofTeam, from(teamRemovals))),
    teamId || !listId
      ? []
      : ctx.db
          .select({ at: listRemovals.removedAt })
          .from(listRemovals)
          .where(and(eq(listRemovals.listId, listId), from(listRemovals))),
  ]);
  return team.length + list.length > 0;
}

export const TAKEN_SINCE =
  "You were removed, or given a lower role, after this invitation was made, so it no longer works. Ask for a new one.";

/** The page to open after accepting an invitation. */
export const landing = async (ctx: Context, invitation: Invitation, userId: string) =>
  (await wayIn(inTheirPlace(ctx, userId), invitation)) ?? "/teams";

/**
 * What the holder of a link is told: who invites them, to what, and in which role. A user who has
 * accepted it already gets the page to open, even once it is used up.
 */
export async function openInvitation(ctx: Context, { token }: z.output<typeof tokenInput>) {
  const [row] = await ctx.db
    .select({ invitation: invitations, inviter: users.name })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.tokenHash, hashToken(token)));
  const { invitation } = row ?? {};
  if (!invitation || (!invitation.teamId && !invitation.listId)) throw gone();
  const { actor } = ctx;
  const joined = actor.kind === "user" ? await wayIn({ ...ctx, actor }, invitation) : null;
  const open = invitation.uses < invitation.mostUses && invitation.expires > ctx.now();
  const offer = open ? await offerOf(ctx, invitation) : null;
  if (!offer && !joined) throw gone();
  return {
    joined,
    inviter: row?.inviter ?? "",
    team: offer?.team?.name ?? "",
    teamRole: invitation.teamRole,
    list: offer?.list?.name ?? null,
    listRole: invitation.listRole,
    refusal: actor.kind === "user" && !joined ? await refusalFor(ctx, invitation, actor) : null,
  };
}

const gone = () => new AppError("NOT_FOUND", GONE, "token");

async function refusalFor(ctx: Context, invitation: Invitation, { userId }: { userId: string }) {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw gone();
  try {
    mustBeTheirs(invitation, user);
    return (await wasTakenSince(ctx, invitation, userId)) ? TAKEN_SINCE : null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
