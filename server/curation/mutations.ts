import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { removedPapers, waitingSubmissions } from "@/db/schema/curation";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import type { moderationActs } from "@/db/schema/moderation";
import { papers } from "@/db/schema/papers";
import { logAct } from "../audit/mutations";
import { editionDayOf } from "../editions/edition-day";
import { HUGGING_FACE } from "../ingest/sources/known-sources";
import { sourceSettings } from "../ingest/sources/settings/queries";
import { tell } from "../moderation/tell";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import { addDays, newestDay } from "../platform/calendar";
import type { UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { enqueueJob } from "../platform/jobs/enqueue";
import { transaction } from "../platform/transaction";
import { type Accepted, printPapers, takeEditionTurn } from "../submissions/mutations";
import { resolvedLines } from "../submissions/queries";
import { rescore } from "../votes/paper-stats/mutations";
import type {
  acceptInput,
  declineInput,
  fetchInput,
  moveInput,
  placeInput,
  removeInput,
  restoreInput,
} from "./schema";

// Whatever puts papers into editions, or takes them out, takes turns: imports, submissions and these.

type CurationAct = Extract<
  (typeof moderationActs)[number],
  "arrange" | "move" | "remove" | "readmit" | "accept" | "decline" | "fetch"
>;

interface Recorded {
  act: CurationAct;
  paper?: { id: number; title: string };
  feedDate: string;
  reason?: string;
}

/** Writes an act to the public log, without names, and to that of administrators. */
async function record(tx: UserContext, { act, paper, feedDate, reason = "" }: Recorded) {
  await tell(tx, { act, paperId: paper?.id ?? null, feedDate, reason });
  const detail = [feedDate, paper?.title, reason].filter(Boolean).join(" · ");
  await logAct(tx, { act: `edition.${act}`, detail: detail.slice(0, 1_000) });
}

/** Curates in a transaction that has taken its turn; the pages are rendered again. */
const curate = <T>(ctx: UserContext, act: (tx: UserContext) => Promise<T>) =>
  transaction(ctx, async (tx) => {
    await takeEditionTurn(tx);
    const done = await act(tx);
    await invalidate(tx, [EVERYTHING]);
    return done;
  });

/** A paper that is in an edition. */
async function requireSubmission(tx: UserContext, paperId: number) {
  const [found] = await tx.db
    .select({ submission: submissions, paper: { id: papers.id, title: papers.title } })
    .from(submissions)
    .innerJoin(papers, eq(papers.id, submissions.paperId))
    .where(eq(submissions.paperId, paperId));
  if (!found) throw new AppError("NOT_FOUND", "This paper is in no edition.", "paperId");
  return found;
}

/** A day's edition exists if and only if it has papers. */
async function endEmptyEdition(tx: UserContext, feedDate: string) {
  await tx.db
    .delete(editions)
    .where(
      and(
        eq(editions.feedDate, feedDate),
        sql`not exists (select from ${submissions} where ${submissions.feedDate} = ${feedDate})`,
      ),
    );
}

/** Puts a paper first in its day, moves it among those that have a place, or takes its place away. */
export async function setPlace(
  ctx: UserContext,
  { paperId, to }: z.output<typeof placeInput>,
): Promise<{ feedDate: string }> {
  return curate(ctx, async (tx) => {
    const { submission, paper } = await requireSubmission(tx, paperId);
    const { feedDate } = submission;
    const placed = await tx.db
      .select({ id: submissions.paperId })
      .from(submissions)
      .where(and(eq(submissions.feedDate, feedDate), isNotNull(submissions.place)))
      .orderBy(asc(submissions.place), asc(submissions.paperId));
    const before = placed.map(({ id }) => id);
    const after = arranged(before, paperId, to);
    if (after.join() === before.join()) return { feedDate };
    await tx.db
      .update(submissions)
      .set({
        place: sql`array_position(${sql.param(after)}::int[], ${submissions.paperId})::smallint`,
      })
      .where(
        and(
          eq(submissions.feedDate, feedDate),
          sql`${submissions.paperId} = any(${sql.param([...new Set([...before, paperId])])}::int[])`,
        ),
      );
    await record(tx, { act: "arrange", paper, feedDate });
    return { feedDate };
  });
}

/** The papers with a place, in their order, once one of them is moved. */
function arranged(ids: number[], id: number, to: z.output<typeof placeInput>["to"]): number[] {
  const rest = ids.filter((each) => each !== id);
  if (to === "none") return rest;
  if (to === "top") return [id, ...rest];
  const at = ids.indexOf(id);
  if (at < 0) throw new AppError("CONFLICT", "This paper has no place yet: put it first.");
  return rest.toSpliced(to === "up" ? Math.max(0, at - 1) : at + 1, 0, id);
}

/** How far ahead a paper can be moved. */
const DAYS_AHEAD = 14;

/** Moves a paper to another day's edition, without a place there. */
export async function move(
  ctx: UserContext,
  { paperId, feedDate, reason }: z.output<typeof moveInput>,
) {
  const last = addDays(newestDay(ctx.now()), DAYS_AHEAD);
  if (feedDate > last) {
    throw new AppError("BAD_REQUEST", `A paper can be moved to ${last} at the latest.`, "feedDate");
  }
  return curate(ctx, async (tx) => {
    const { submission, paper } = await requireSubmission(tx, paperId);
    if (submission.feedDate === feedDate) return { from: feedDate };
    await tx.db.insert(editions).values({ feedDate }).onConflictDoNothing();
    await tx.db
      .update(submissions)
      .set({ feedDate, place: null })
      .where(eq(submissions.paperId, paperId));
    await endEmptyEdition(tx, submission.feedDate);
    await rescore(tx, [paperId]);
    await record(tx, { act: "move", paper, feedDate, reason });
    return { from: submission.feedDate };
  });
}

/** Removes a paper from its edition. It stays here, with its votes and notes, and can be restored. */
export async function remove(ctx: UserContext, { paperId, reason }: z.output<typeof removeInput>) {
  return curate(ctx, async (tx) => {
    const { submission, paper } = await requireSubmission(tx, paperId);
    const { createdAt: _, ...kept } = submission;
    await tx.db.insert(removedPapers).values({ ...kept, reason, removedAt: tx.now() });
    await tx.db.delete(submissions).where(eq(submissions.paperId, paperId));
    await tx.db.update(paperStats).set({ trending: null }).where(eq(paperStats.paperId, paperId));
    await endEmptyEdition(tx, submission.feedDate);
    await record(tx, { act: "remove", paper, feedDate: submission.feedDate, reason });
    return { feedDate: submission.feedDate };
  });
}

/** Puts a removed paper back into the edition that it was in, where it was. */
export async function restore(
  ctx: UserContext,
  { paperId, reason }: z.output<typeof restoreInput>,
) {
  return curate(ctx, async (tx) => {
    const [removed] = await tx.db
      .delete(removedPapers)
      .where(eq(removedPapers.paperId, paperId))
      .returning();
    if (!removed) throw new AppError("CONFLICT", "This paper is not removed.");
    const { reason: _, removedAt: __, ...kept } = removed;
    const [paper] = await tx.db
      .select({ id: papers.id, title: papers.title })
      .from(papers)
      .where(eq(papers.id, paperId));
    await tx.db.insert(editions).values({ feedDate: kept.feedDate }).onConflictDoNothing();
    await tx.db.insert(submissions).values({ ...kept, createdAt: tx.now() });
    await rescore(tx, [paperId]);
    await record(tx, {
      act: "readmit",
      ...(paper && { paper }),
      feedDate: kept.feedDate,
      reason,
    });
    return { feedDate: kept.feedDate };
  });
}

/** Has a day's papers fetched from Hugging Face again, as soon as a process is free. */
export async function fetchAgain(ctx: UserContext, { feedDate }: z.output<typeof fetchInput>) {
  if (env().SOURCES === "off") {
    throw new AppError("CONFLICT", "SOURCES is off here, so no other site is asked.");
  }
  if (feedDate > newestDay(ctx.now())) {
    throw new AppError("BAD_REQUEST", "This day is still to come.", "feedDate");
  }
  if (!(await sourceSettings(ctx, HUGGING_FACE.id)).isOn) {
    throw new AppError("CONFLICT", "Hugging Face is turned off here, so it is not asked.");
  }
  await transaction(ctx, async (tx) => {
    await enqueueJob(tx, "fetch-day", { day: feedDate }, { key: `fetch-day ${feedDate}` });
    await record(tx, { act: "fetch", feedDate });
  });
}

/** A submission that waits, locked. */
async function requireWaiting(tx: UserContext, id: string) {
  const [waiting] = await tx.db
    .select()
    .from(waitingSubmissions)
    .where(eq(waitingSubmissions.id, id))
    .for("update");
  if (!waiting) throw new AppError("NOT_FOUND", "There is no such submission.");
  if (waiting.outcome !== null) {
    throw new AppError("CONFLICT", "Another curator has already decided on this submission.");
  }
  return waiting;
}

const gone = () =>
  new AppError("CONFLICT", "This paper is no longer here. Please decline the submission.");

type Waiting = Pick<typeof waitingSubmissions.$inferSelect, "slug" | "title" | "row">;

/** The paper of a submission, by any name that it has by now, if it can be in an edition. */
async function printable(tx: UserContext, { slug, title, row }: Waiting): Promise<Accepted> {
  // what arXiv is asked for is named here as it is there
  const ask = { of: "arxiv" as const, id: slug };
  const [found] = await resolvedLines(tx, [{ text: title, ask, row, problem: null }]);
  if (found?.state === "here") {
    throw new AppError(
      "CONFLICT",
      `This paper is in the edition of ${found.feedDate} already. Please decline the submission.`,
    );
  }
  if (found?.state === "removed") {
    throw new AppError(
      "CONFLICT",
      `A curator removed this paper from its edition (“${found.reason}”). Please restore it instead, or decline the submission.`,
    );
  }
  if (!found || (found.paperId === null && found.paper === null)) throw gone();
  return found;
}

/** Puts a submission that waits into the edition of this moment, credited to who submitted it. */
export async function accept(ctx: UserContext, { id }: z.output<typeof acceptInput>) {
  return curate(ctx, async (tx) => {
    const { submittedBy, ...waiting } = await requireWaiting(tx, id);
    const feedDate = editionDayOf(tx);
    const [printed] = await printPapers(tx, [await printable(tx, waiting)], {
      feedDate,
      submittedBy,
    });
    if (printed === undefined) throw gone();
    await tx.db
      .update(waitingSubmissions)
      .set({ outcome: "accepted", decidedAt: tx.now() })
      .where(and(eq(waitingSubmissions.id, id), isNull(waitingSubmissions.outcome)));
    const [paper] = await tx.db
      .select({ id: papers.id, title: papers.title })
      .from(papers)
      .where(eq(papers.id, printed));
    await record(tx, { act: "accept", ...(paper && { paper }), feedDate });
    return { feedDate };
  });
}

/** Declines a submission that waits, with a reason that its submitter reads. */
export async function decline(ctx: UserContext, { id, reason }: z.output<typeof declineInput>) {
  await transaction(ctx, async (tx) => {
    await takeEditionTurn(tx);
    await requireWaiting(tx, id);
    await tx.db
      .update(waitingSubmissions)
      .set({ outcome: "declined", decidedAt: tx.now(), reason })
      .where(eq(waitingSubmissions.id, id));
    await record(tx, { act: "decline", feedDate: editionDayOf(tx), reason });
  });
}
