import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { paperAliases } from "@/db/schema/aliases";
import { papers } from "@/db/schema/papers";
import { proposalSupports, teamProposals } from "@/db/schema/proposals";
import { teamMembers } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { requireTeam } from "../../access/require-team";
import { typedArxivId } from "../../papers/arxiv-id";
import { readableText } from "../../papers/readable";
import { referenceOf } from "../../papers/reference";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import type { proposalsInput } from "./schema";

const PAGE = 60;

const proposer = alias(users, "proposer");
const vetoer = alias(users, "vetoer");

const supporting = sql`from ${proposalSupports}
  join ${teamMembers} on ${teamMembers.userId} = ${proposalSupports.userId}
    and ${teamMembers.teamId} = ${teamProposals.teamId}
  where ${proposalSupports.proposalId} = ${teamProposals.id}`;

/** The newest proposals of a team, with who of its members supports them and what came of them. */
export async function proposals(ctx: UserContext, { slug }: z.output<typeof proposalsInput>) {
  const { team, role } = await requireTeam(ctx, { slug }, "read");
  const me = ctx.actor.userId;
  const rows = await ctx.db
    .select({
      id: teamProposals.id,
      slug: papers.slug,
      title: papers.title,
      createdAt: teamProposals.createdAt,
      proposer: proposer.name,
      isMine: sql<boolean>`${teamProposals.proposedBy} is not distinct from ${me}::uuid`,
      printedOn: teamProposals.printedOn,
      vetoedAt: teamProposals.vetoedAt,
      vetoer: vetoer.name,
      reason: teamProposals.vetoReason,
      supporters: sql<number>`(select count(*)::int ${supporting})`,
      iSupport: sql<boolean>`exists (select from ${proposalSupports}
        where ${proposalSupports.proposalId} = ${teamProposals.id}
          and ${proposalSupports.userId} = ${me}::uuid)`,
    })
    .from(teamProposals)
    .innerJoin(papers, eq(papers.id, teamProposals.paperId))
    .leftJoin(proposer, eq(proposer.id, teamProposals.proposedBy))
    .leftJoin(vetoer, eq(vetoer.id, teamProposals.vetoedBy))
    .where(eq(teamProposals.teamId, team.id))
    .orderBy(desc(teamProposals.createdAt), desc(teamProposals.id))
    .limit(PAGE);
  return {
    teamId: team.id,
    threshold: team.proposalThreshold,
    mayVeto: role !== "member",
    proposals: rows.map((row) => ({ ...row, title: readableText(row.title) })),
  };
}

export type Proposals = Awaited<ReturnType<typeof proposals>>;
export type Proposal = Proposals["proposals"][number];

/** What somebody may paste for a paper that is here, as the addresses it could have or have had. */
function slugsIn(text: string): string[] {
  const reference = referenceOf(text);
  const arxiv = reference?.of === "arxiv" ? reference.id : typedArxivId(text)?.id;
  const inAddress = /\/papers\/([^?#\s]+)/.exec(text)?.[1];
  return [...new Set([arxiv, inAddress, text].flatMap((slug) => slug ?? []))];
}

/** A paper by what else it is known by: an earlier address, a DOI, an id on OpenReview. */
async function aliasedPaper(ctx: Context, text: string): Promise<number | null> {
  const reference = referenceOf(text);
  const [found] = await ctx.db
    .select({ id: paperAliases.paperId })
    .from(paperAliases)
    .where(
      or(
        and(eq(paperAliases.kind, "slug"), inArray(paperAliases.value, slugsIn(text))),
        reference && reference.of !== "arxiv"
          ? and(eq(paperAliases.kind, reference.of), eq(paperAliases.value, reference.id))
          : undefined,
      ),
    )
    .limit(1);
  return found?.id ?? null;
}

/** A paper that is here, by an id or an address. */
export async function requirePaper(ctx: Context, text: string): Promise<number> {
  const [found] = await ctx.db
    .select({ id: papers.id })
    .from(papers)
    .where(inArray(papers.slug, slugsIn(text)))
    .limit(1);
  if (found) return found.id;
  const aliased = await aliasedPaper(ctx, text);
  if (aliased) return aliased;
  throw new AppError(
    "NOT_FOUND",
    "This paper is not here yet: submit it first, then propose it.",
    "paper",
  );
}
