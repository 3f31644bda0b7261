import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { paperAliases } from "@/db/schema/aliases";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import { type DraftLine, submissionDrafts } from "@/db/schema/drafts";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { votes } from "@/db/schema/votes";
import { editionDayOf } from "../editions/edition-day";
import { identityOf } from "../ingest/identity";
import { samePapers } from "../ingest/same-paper";
import type { ImportedPaper } from "../ingest/schema";
import { readableText } from "../papers/readable";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { paperOf } from "./row";
import type { draftInput } from "./schema";

/** What is known here of a paper that somebody wants to submit. */
interface Known {
  paperId: number;
  slug: string;
  title: string;
  /** The edition that it is in, if any. */
  feedDate: string | null;
  /** Why a curator has removed it, if one has. */
  removedFor: string | null;
  voted: boolean;
}

export type LineState =
  /** Its source has not been asked yet. */
  | "waiting"
  /** It cannot be read, and why. */
  | "unreadable"
  /** It can be submitted; `known` if it is here and in no edition. */
  | "new"
  | "known"
  /** It is in an edition. */
  | "here"
  | "removed"
  /** It waits for a curator. */
  | "queued";

export interface ShownLine {
  text: string;
  state: LineState;
  slug: string | null;
  title: string | null;
  authors: string[];
  paperId: number | null;
  feedDate: string | null;
  voted: boolean;
  reason: string | null;
}

/** What is known of these papers. */
async function knownBy(ctx: Context, ids: number[]): Promise<Map<number, Known>> {
  if (ids.length === 0) return new Map();
  const me = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const rows = await ctx.db
    .select({
      paperId: papers.id,
      slug: papers.slug,
      title: papers.title,
      feedDate: submissions.feedDate,
      removedFor: removedPapers.reason,
      voted: sql<boolean>`exists (select from ${votes}
        where ${votes.paperId} = ${papers.id} and ${votes.userId} = ${me}::uuid)`,
    })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .leftJoin(removedPapers, eq(removedPapers.paperId, papers.id))
    .where(inArray(papers.id, ids));
  return new Map(rows.map((row) => [row.paperId, row]));
}

const nameOf = ({ of, id }: NonNullable<DraftLine["ask"]>) => ({
  kind: of === "arxiv" ? ("slug" as const) : of,
  value: id,
});

/** The papers that are here under these ids, as `KIND VALUE`. */
async function namedHere(ctx: Context, asks: NonNullable<DraftLine["ask"]>[]) {
  if (asks.length === 0) return new Map<string, number>();
  const names = asks.map(nameOf);
  const values = names.map(({ value }) => value);
  const [own, aliased] = await Promise.all([
    ctx.db
      .select({ id: papers.id, value: papers.slug })
      .from(papers)
      .where(inArray(papers.slug, values)),
    ctx.db
      .select({ id: paperAliases.paperId, kind: paperAliases.kind, value: paperAliases.value })
      .from(paperAliases)
      .where(and(inArray(paperAliases.kind, KINDS), inArray(paperAliases.value, values))),
  ]);
  return new Map([
    ...aliased.map(({ id, kind, value }) => [`${kind} ${value}`, id] as const),
    ...own.map(({ id, value }) => [`slug ${value}`, id] as const),
  ]);
}

const KINDS = ["slug" as const, "doi" as const, "openreview" as const];

/** Which of these papers wait for a curator. */
async function queuedAmong(ctx: Context, slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set();
  const rows = await ctx.db
    .select({ slug: waitingSubmissions.slug })
    .from(waitingSubmissions)
    .where(and(inArray(waitingSubmissions.slug, slugs), isNull(waitingSubmissions.outcome)));
  return new Set(rows.map(({ slug }) => slug));
}

/** A line with the paper that it stands for, as far as it is known yet. */
export interface ResolvedLine extends ShownLine {
  paper: ImportedPaper | null;
}

/** The lines with what is known of their papers at this moment; of two of one paper, the first. */
export async function resolvedLines(ctx: Context, lines: DraftLine[]): Promise<ResolvedLine[]> {
  const read = lines.map((line) => {
    const paper = line.row && paperOf(line.row);
    return { ...line, paper, slug: paper ? identityOf(paper).slug : null };
  });
  const rows = new Map(read.flatMap(({ slug, paper }) => (slug && paper ? [[slug, paper]] : [])));
  const [same, named] = await Promise.all([
    samePapers(ctx, rows),
    namedHere(
      ctx,
      read.flatMap(({ ask }) => ask ?? []),
    ),
  ]);
  const found = read.map((line) => {
    const name = line.ask && nameOf(line.ask);
    const byName = name ? named.get(`${name.kind} ${name.value}`) : undefined;
    const slug = line.slug ?? (line.ask?.of === "arxiv" ? line.ask.id : null);
    return { ...line, slug, id: (line.slug && same.get(line.slug)?.[0]?.id) || byName };
  });
  const [known, queued] = await Promise.all([
    knownBy(
      ctx,
      found.flatMap(({ id }) => id ?? []),
    ),
    queuedAmong(
      ctx,
      found.flatMap(({ slug }) => slug ?? []),
    ),
  ]);
  const seen = new Set<string>();
  return found.flatMap((line) => {
    const here = line.id ? known.get(line.id) : undefined;
    const key = here ? `paper ${here.paperId}` : line.slug;
    if (key && seen.has(key)) return [];
    if (key) seen.add(key);
    const state = stateOf(line, here, line.slug !== null && queued.has(line.slug));
    const title = here?.title ?? line.paper?.title ?? null;
    return [
      {
        text: line.text,
        state,
        slug: here?.slug ?? line.slug,
        title: title && readableText(title),
        authors: line.paper?.authors.slice(0, 20) ?? [],
        paperId: here?.paperId ?? null,
        feedDate: here?.feedDate ?? null,
        voted: here?.voted ?? false,
        reason: state === "removed" ? (here?.removedFor ?? null) : line.problem,
        paper: line.paper,
      },
    ];
  });
}

function stateOf(
  { ask, paper, problem }: Pick<DraftLine, "ask" | "problem"> & { paper: ImportedPaper | null },
  here: Known | undefined,
  isQueued: boolean,
): LineState {
  if (here?.removedFor) return "removed";
  if (here?.feedDate) return "here";
  if (isQueued) return "queued";
  if (here) return "known";
  if (paper) return "new";
  return ask && problem === null ? "waiting" : "unreadable";
}

/** A draft of the actor's own. */
export async function requireDraft(ctx: UserContext, id: string, { lock = false } = {}) {
  const query = ctx.db
    .select()
    .from(submissionDrafts)
    .where(and(eq(submissionDrafts.id, id), eq(submissionDrafts.userId, ctx.actor.userId)));
  const [draft] = lock ? await query.for("update") : await query;
  if (!draft) throw new AppError("NOT_FOUND", "There is no such draft. Please begin again.");
  return draft;
}

/** How long a line waits for its source. After that its job has been given up, or will be too late. */
const PATIENCE_MS = 10 * 60_000;
const TOO_LATE = "It was not read in time. Try it again, or submit it by hand.";

/** The lines of a draft; one that has waited too long cannot be read. */
export function linesOf(
  ctx: Context,
  { lines, createdAt }: Pick<typeof submissionDrafts.$inferSelect, "lines" | "createdAt">,
): DraftLine[] {
  if (ctx.now().getTime() - createdAt.getTime() < PATIENCE_MS) return lines;
  return lines.map((line) =>
    line.ask && !line.row && line.problem === null ? { ...line, problem: TOO_LATE } : line,
  );
}

/** Whether what this reader submits waits for a curator. */
export const waitsForCurator = ({ actor }: UserContext) =>
  env().EDITION === "curated" && actor.role === "reader";

/** What somebody is about to submit, and which edition it would be in. */
export async function preview(ctx: UserContext, { id }: z.output<typeof draftInput>) {
  const draft = await requireDraft(ctx, id);
  const lines = await resolvedLines(ctx, linesOf(ctx, draft));
  return {
    id,
    isSent: draft.sentAt !== null,
    day: editionDayOf(ctx),
    waits: waitsForCurator(ctx),
    lines: lines.map(({ paper: _, ...line }) => line),
  };
}

export type Preview = Awaited<ReturnType<typeof preview>>;

/** What the form for submitting depends on. */
export const submitting = async (ctx: UserContext) => ({
  day: editionDayOf(ctx),
  waits: waitsForCurator(ctx),
  asks: env().SOURCES === "on",
  mine: await mine(ctx),
});

const SHOWN = 20;

/** What the reader has submitted last, and what came of it. */
async function mine(ctx: UserContext) {
  const me = ctx.actor.userId;
  const [printed, removed, waiting] = await Promise.all([
    ctx.db
      .select({
        slug: papers.slug,
        title: papers.title,
        at: submissions.createdAt,
        feedDate: submissions.feedDate,
      })
      .from(submissions)
      .innerJoin(papers, eq(papers.id, submissions.paperId))
      .where(eq(submissions.submittedBy, me))
      .orderBy(desc(submissions.createdAt))
      .limit(SHOWN),
    ctx.db
      .select({
        slug: papers.slug,
        title: papers.title,
        at: removedPapers.removedAt,
        reason: removedPapers.reason,
      })
      .from(removedPapers)
      .innerJoin(papers, eq(papers.id, removedPapers.paperId))
      .where(eq(removedPapers.submittedBy, me))
      .orderBy(desc(removedPapers.removedAt))
      .limit(SHOWN),
    ctx.db
      .select({
        title: waitingSubmissions.title,
        at: waitingSubmissions.submittedAt,
        outcome: waitingSubmissions.outcome,
        reason: waitingSubmissions.reason,
      })
      .from(waitingSubmissions)
      .where(eq(waitingSubmissions.submittedBy, me))
      .orderBy(desc(waitingSubmissions.submittedAt))
      .limit(SHOWN),
  ]);
  return [
    ...printed.map((row) => ({ ...row, state: "printed" as const, reason: null })),
    ...removed.map((row) => ({ ...row, state: "removed" as const, feedDate: null })),
    // an accepted one is among those that are printed
    ...waiting
      .filter(({ outcome }) => outcome !== "accepted")
      .map(({ outcome, ...row }) => ({
        ...row,
        slug: null,
        feedDate: null,
        state: outcome === "declined" ? ("declined" as const) : ("waiting" as const),
      })),
  ]
    .map(({ title, ...row }) => ({ ...row, title: readableText(title) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, SHOWN);
}

export type Submitting = Awaited<ReturnType<typeof submitting>>;
