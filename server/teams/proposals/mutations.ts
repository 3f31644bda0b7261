import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { proposalSupports, teamProposals } from "@/db/schema/proposals";
import { teamMembers, teams } from "@/db/schema/teams";
import type { TeamVerb } from "../../access/policy";
import { requireTeam } from "../../access/require-team";
import { editionDayOf } from "../../editions/edition-day";
import type { UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { transaction } from "../../platform/transaction";
import { requirePaper } from "./queries";
import type { liftInput, proposeInput, supportInput, thresholdInput, vetoInput } from "./schema";

// Each act locks the team (FOR SHARE), then the proposal: of two at the same moment, the second sees
// what the first has done. So a proposal is printed once, and never both printed and vetoed.

type Row = typeof teamProposals.$inferSelect;

const noProposal = () =>
  new AppError("NOT_FOUND", "There is no such proposal, or it is another team’s.", "id");

/** A proposal to a team in which the actor may do `verb`, locked. */
async function requireProposal(tx: UserContext, id: string, verb: TeamVerb) {
  const [found] = await tx.db
    .select({ teamId: teamProposals.teamId })
    .from(teamProposals)
    .where(eq(teamProposals.id, id));
  if (!found) throw noProposal();
  const { team } = await requireTeam(tx, { teamId: found.teamId }, verb, { hold: true }).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.code === "NOT_FOUND" ? noProposal() : error;
    },
  );
  return { team, proposal: await lockProposal(tx, eq(teamProposals.id, id)) };
}

async function lockProposal(tx: UserContext, which: ReturnType<typeof eq> | undefined) {
  const [row] = await tx.db.select().from(teamProposals).where(which).for("update");
  if (!row) throw noProposal();
  return row;
}

function mustBeOpen({ vetoedAt, vetoReason }: Row) {
  if (!vetoedAt) return;
  throw new AppError("CONFLICT", `This proposal was vetoed: ${vetoReason}`);
}

/** Prints a locked proposal once enough of the team's members support it. */
async function printIfAgreed(tx: UserContext, row: Row, threshold: number): Promise<Row> {
  if (row.printedOn || row.vetoedAt) return row;
  const [held] = await tx.db
    .select({ members: sql<number>`count(*)::int` })
    .from(proposalSupports)
    .innerJoin(
      teamMembers,
      and(eq(teamMembers.userId, proposalSupports.userId), eq(teamMembers.teamId, row.teamId)),
    )
    .where(eq(proposalSupports.proposalId, row.id));
  if ((held?.members ?? 0) < threshold) return row;
  const printed = { printedOn: editionDayOf(tx), printedAt: tx.now() };
  await tx.db.update(teamProposals).set(printed).where(eq(teamProposals.id, row.id));
  return { ...row, ...printed };
}

const answer = ({ id, printedOn }: Row) => ({ id, printedOn });

async function addSupport(tx: UserContext, proposalId: string) {
  await tx.db
    .insert(proposalSupports)
    .values({ proposalId, userId: tx.actor.userId, createdAt: tx.now() })
    .onConflictDoNothing();
}

/** Proposes a paper to a team. If another member has already, the two agree. Safe to repeat. */
export async function propose(ctx: UserContext, { teamId, paper }: z.output<typeof proposeInput>) {
  return transaction(ctx, async (tx) => {
    const { team } = await requireTeam(tx, { teamId }, "read", { hold: true });
    const paperId = await requirePaper(tx, paper);
    await tx.db
      .insert(teamProposals)
      .values({ teamId: team.id, paperId, proposedBy: tx.actor.userId, createdAt: tx.now() })
      .onConflictDoNothing();
    const row = await lockProposal(
      tx,
      and(eq(teamProposals.teamId, team.id), eq(teamProposals.paperId, paperId)),
    );
    mustBeOpen(row);
    await addSupport(tx, row.id);
    return answer(await printIfAgreed(tx, row, team.proposalThreshold));
  });
}

/** Supports a proposal, or no longer does; one that is printed stays so. Safe to repeat. */
export async function support(ctx: UserContext, { id, supports }: z.output<typeof supportInput>) {
  return transaction(ctx, async (tx) => {
    const { team, proposal } = await requireProposal(tx, id, "read");
    mustBeOpen(proposal);
    if (!supports) {
      await tx.db
        .delete(proposalSupports)
        .where(
          and(eq(proposalSupports.proposalId, id), eq(proposalSupports.userId, tx.actor.userId)),
        );
      return answer(proposal);
    }
    await addSupport(tx, id);
    return answer(await printIfAgreed(tx, proposal, team.proposalThreshold));
  });
}

/** Keeps a paper out of the team's edition, or takes it out, with a reason that the team reads. */
export async function veto(ctx: UserContext, { id, reason }: z.output<typeof vetoInput>) {
  await transaction(ctx, async (tx) => {
    const { proposal } = await requireProposal(tx, id, "manage");
    mustBeOpen(proposal);
    await tx.db
      .update(teamProposals)
      .set({
        vetoedAt: tx.now(),
        vetoedBy: tx.actor.userId,
        vetoReason: reason,
        printedOn: null,
        printedAt: null,
      })
      .where(eq(teamProposals.id, id));
  });
}

/** Lifts a veto: the members who supported the proposal still do. Safe to repeat. */
export async function liftVeto(ctx: UserContext, { id }: z.output<typeof liftInput>) {
  return transaction(ctx, async (tx) => {
    const { team, proposal } = await requireProposal(tx, id, "manage");
    if (!proposal.vetoedAt) return answer(proposal);
    const open = { vetoedAt: null, vetoedBy: null, vetoReason: null };
    await tx.db.update(teamProposals).set(open).where(eq(teamProposals.id, id));
    return answer(await printIfAgreed(tx, { ...proposal, ...open }, team.proposalThreshold));
  });
}

/** Sets how many members must agree from now on; what is open is looked at when the next one does. */
export async function setThreshold(
  ctx: UserContext,
  { teamId, threshold }: z.output<typeof thresholdInput>,
) {
  await transaction(ctx, async (tx) => {
    const { team } = await requireTeam(tx, { teamId }, "manage", { lock: true });
    await tx.db.update(teams).set({ proposalThreshold: threshold }).where(eq(teams.id, team.id));
  });
}
