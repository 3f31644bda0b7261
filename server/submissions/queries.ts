import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import { type DraftLine, submissionDrafts } from "@/db/schema/drafts";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { votes } from "@/db/schema/votes";
import { editionDayOf } from "../editions/edition-day";
import { identityOf } from "../ingest/identity";
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

/** What is known of the papers with these slugs. */
async function knownBy(ctx: Context, slugs: string[]): Promise<Map<string, Known>> {
  if (slugs.length === 0) return new Map();
  const me = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const rows = await ctx.db
    .select({
      slug: papers.slug,
      paperId: papers.id,
      title: papers.title,
      feedDate: submissions.feedDate,
      removedFor: removedPapers.reason,
      vote: votes.paperId,
    })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .leftJoin(removedPapers, eq(removedPapers.paperId, papers.id))
    .leftJoin(
      votes,
      and(eq(votes.paperId, papers.id), me ? eq(votes.userId, me) : isNull(votes.userId)),
    )
    .where(inArray(papers.slug, slugs));
  return new Map(rows.map(({ slug, vote, ...row }) => [slug, { ...row, voted: vote !== null }]));
}

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
    const slug = paper ? identityOf(paper).slug : line.ask?.of === "arxiv" ? line.ask.id : null;
    return { ...line, paper, slug };
  });
  const slugs = [...new Set(read.flatMap(({ slug }) => slug ?? []))];
  const [known, queued] = await Promise.all([knownBy(ctx, slugs), queuedAmong(ctx, slugs)]);
  const seen = new Set<string>();
  return read.flatMap(({ text, ask, problem, paper, slug }) => {
    if (slug && seen.has(slug)) return [];
    if (slug) seen.add(slug);
    const here = slug ? known.get(slug) : undefined;
    const state: LineState = here
      ? here.removedFor !== null
        ? "removed"
        : here.feedDate
          ? "here"
          : slug && queued.has(slug)
            ? "queued"
            : "known"
      : problem !== null
        ? "unreadable"
        : slug && queued.has(slug)
          ? "queued"
          : paper
            ? "new"
            : ask
              ? "waiting"
              : "unreadable";
    const title = here?.title ?? paper?.title ?? null;
    return [
      {
        text,
        state,
        slug,
        title: title && readableText(title),
        authors: paper?.authors.slice(0, 20) ?? [],
        paperId: here?.paperId ?? null,
        feedDate: here?.feedDate ?? null,
        voted: here?.voted ?? false,
        reason: state === "removed" ? (here?.removedFor ?? null) : problem,
        paper,
      },
    ];
  });
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

/** Whether what this reader submits waits for a curator. */
export const waitsForCurator = ({ actor }: UserContext) =>
  env().EDITION === "curated" && actor.role === "reader";

/** What somebody is about to submit, and which edition it would be in. */
export async function preview(ctx: UserContext, { id }: z.output<typeof draftInput>) {
  const draft = await requireDraft(ctx, id);
  const lines = await resolvedLines(ctx, draft.lines);
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
