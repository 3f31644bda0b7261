import { and, desc, eq, lt, notInArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { locks } from "@/db/locks";
import { waitingSubmissions } from "@/db/schema/curation";
import { type DraftLine, submissionDrafts } from "@/db/schema/drafts";
import { editionDayOf } from "../editions/edition-day";
import { pagesOf } from "../ingest/changed-pages";
import { identityOf } from "../ingest/identity";
import { storeRows } from "../ingest/import-file";
import { storeSubmissions } from "../ingest/mutations";
import type { Row } from "../ingest/rows";
import { samePapers } from "../ingest/same-paper";
import type { ImportedPaper } from "../ingest/schema";
import { invalidate } from "../page-cache/invalidate";
import { referenceOf } from "../papers/reference";
import type { Context, UserContext } from "../platform/context";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { FetchError } from "../platform/fetch/fetch-error";
import { fetcher } from "../platform/fetch/fetcher";
import { enqueueJob } from "../platform/jobs/enqueue";
import { log } from "../platform/log";
import * as limits from "../platform/rate-limits/limits";
import { refund, spend } from "../platform/rate-limits/spend";
import { transaction } from "../platform/transaction";
import { rescore } from "../votes/paper-stats/mutations";
import { type AskOptions, askArxiv, askDoi, askOpenReview } from "./ask/ask";
import {
  linesOf,
  type ResolvedLine,
  requireDraft,
  resolvedLines,
  waitsForCurator,
} from "./queries";
import { asRow, refused, type Told, told } from "./row";
import type { draftInput, pasteInput, writtenInput } from "./schema";

/** Drafts of one reader; older ones are deleted. */
const MAX_DRAFTS = 5;

/** Keeps a draft of these lines, and has their sources asked. Nothing else is written. */
async function makeDraft(ctx: UserContext, lines: DraftLine[]) {
  return transaction(ctx, async (tx) => {
    const { userId } = tx.actor;
    const [draft] = await tx.db
      .insert(submissionDrafts)
      .values({ userId, lines, createdAt: tx.now() })
      .returning({ id: submissionDrafts.id });
    if (!draft) throw new AppError("CONFLICT", "The draft could not be kept.");
    const newest = tx.db
      .select({ id: submissionDrafts.id })
      .from(submissionDrafts)
      .where(eq(submissionDrafts.userId, userId))
      .orderBy(desc(submissionDrafts.createdAt))
      .limit(MAX_DRAFTS);
    await tx.db
      .delete(submissionDrafts)
      .where(and(eq(submissionDrafts.userId, userId), notInArray(submissionDrafts.id, newest)));
    const resolved = await resolvedLines(tx, lines);
    if (resolved.some(({ state }) => state === "waiting")) {
      await enqueueJob(tx, "read-submission", { id: draft.id }, { subject: userId });
    }
    return { id: draft.id };
  });
}

const UNASKED =
  "It is not here, and this installation asks no other site. Submit it by hand instead.";

/** Begins to submit what was pasted. */
export async function paste(ctx: UserContext, { papers }: z.output<typeof pasteInput>) {
  const asks = env().SOURCES === "on";
  return makeDraft(
    ctx,
    papers.map(({ text, reference }) => ({
      text,
      ask: reference,
      row: null,
      problem: !reference
        ? "This is no arXiv id, DOI or OpenReview address."
        : asks
          ? null
          : UNASKED,
    })),
  );
}

/** Begins to submit a paper that was written by hand. One with an arXiv address is arXiv's. */
export async function write(ctx: UserContext, input: z.output<typeof writtenInput>) {
  const { title, abstract, authors, link } = input;
  const reference = link ? referenceOf(link) : null;
  const arxiv = reference?.of === "arxiv" ? reference : null;
  if (arxiv && env().SOURCES === "on") {
    return makeDraft(ctx, [{ text: link, ask: arxiv, row: null, problem: null }]);
  }
  const { row, problem } = told({
    title,
    abstract,
    authors,
    arxivId: arxiv?.id ?? null,
    projectUrl: link || null,
  });
  return makeDraft(ctx, [{ text: title, ask: null, row, problem }]);
}

const UNREAD = refused("It could not be read. Try it again later, or submit it by hand.");

/** So many time-outs in a row, and nobody else is asked for a draft. */
const MAX_TIME_OUTS = 3;

/** How long one job asks for a draft. What is left then waits its turn behind what others wait for. */
const TURN_MS = 20_000;

/** A fetcher that counts how many of its last answers did not come in time. */
function timing(get: NonNullable<AskOptions["get"]>, before: number) {
  let timeOuts = before;
  const counted: typeof get = async (...given) => {
    try {
      const answer = await get(...given);
      timeOuts = 0;
      return answer;
    } catch (error) {
      timeOuts = error instanceof FetchError && error.reason === "timed-out" ? timeOuts + 1 : 0;
      throw error;
    }
  };
  return { get: counted, timeOuts: () => timeOuts };
}

interface ReadOptions extends AskOptions {
  /** The time-outs in a row of the turn before. */
  timeOuts?: number;
}

/**
 * Asks for the papers of a draft that nobody has been asked for. What is answered is kept at once, so
 * that the page shows how far it is, and a repetition asks for the rest. What fails is so for its own
 * lines only. Returns how many it read.
 */
export async function readDraft(ctx: Context, id: string, options: ReadOptions = {}) {
  const [draft] = await ctx.db.select().from(submissionDrafts).where(eq(submissionDrafts.id, id));
  if (!draft || draft.sentAt) return { asked: 0 };
  const lines = [...draft.lines];
  const resolved = await resolvedLines(ctx, lines);
  const waiting = new Set(
    resolved.filter(({ state }) => state === "waiting").map(({ text }) => text),
  );
  const open = lines.flatMap(({ text, ask, row, problem }, at) =>
    ask && !row && problem === null && waiting.has(text) ? [{ at, ask }] : [],
  );
  const keep = async (said: [number, Told][]) => {
    for (const [at, each] of said) {
      const line = lines[at];
      if (line) lines[at] = { ...line, ...each };
    }
    await ctx.db.update(submissionDrafts).set({ lines }).where(eq(submissionDrafts.id, id));
  };
  const ask = async (some: typeof open, asking: () => Promise<[number, Told][]>) => {
    options.signal?.throwIfAborted();
    try {
      await keep(await asking());
    } catch (err) {
      options.signal?.throwIfAborted();
      log().error({ err }, "a submission could not be read");
      await keep(some.map(({ at }) => [at, UNREAD]));
    }
  };
  const ofArxiv = open.filter(({ ask }) => ask.of === "arxiv");
  if (ofArxiv.length > 0) {
    await ask(ofArxiv, async () => {
      const ids = ofArxiv.map(({ ask }) => ask.id);
      const said = await askArxiv(ctx, ids, options);
      return ofArxiv.map(({ at, ask }) => [
        at,
        said.get(ask.id) ?? refused("arXiv did not answer."),
      ]);
    });
  }
  const startedAt = ctx.now().getTime();
  const { get, timeOuts } = timing(options.get ?? fetcher().get, options.timeOuts ?? 0);
  const others = open.filter(({ ask }) => ask.of !== "arxiv");
  for (const [index, one] of others.entries()) {
    if (timeOuts() >= MAX_TIME_OUTS) {
      await keep(others.slice(index).map(({ at }) => [at, UNREAD]));
      break;
    }
    if (ctx.now().getTime() - startedAt >= TURN_MS) {
      const next = { id, timeOuts: timeOuts() };
      await enqueueJob(ctx, "read-submission", next, { subject: draft.userId });
      return { asked: open.length - others.length + index };
    }
    const askOne = one.ask.of === "doi" ? askDoi : askOpenReview;
    await ask([one], async () => [[one.at, await askOne(one.ask.id, { ...options, get })]]);
  }
  return { asked: open.length };
}

/** Waits until nothing else puts papers into editions, until the transaction ends. */
export const takeEditionTurn = (tx: Context) =>
  tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);

/** A paper that is to be in an edition: its id if it is here, else its text. */
export interface Accepted {
  paperId: number | null;
  paper: ImportedPaper | null;
}

/** The ids of these papers once all are stored. What is here already keeps its text. */
async function stored(tx: Context, accepted: Accepted[]): Promise<number[]> {
  const fresh = new Map(
    accepted.flatMap(({ paperId, paper }) =>
      paperId === null && paper ? [[identityOf(paper).slug, paper]] : [],
    ),
  );
  const before = await samePapers(tx, fresh);
  async function* rows(): AsyncGenerator<Row> {
    for (const [slug, paper] of fresh) {
      if (!before.get(slug)?.length) yield { line: 1, paper };
    }
  }
  await storeRows(tx, rows(), { edition: null, curators: [], source: null });
  const made = await samePapers(tx, fresh);
  const ids = [...made.values()].flatMap(([first]) => first?.id ?? []);
  return [...new Set([...accepted.flatMap(({ paperId }) => paperId ?? []), ...ids])];
}

/**
 * Puts papers into an edition, as an import does, in the caller's transaction, which has taken its
 * turn. A paper runs once.
 */
export async function printPapers(
  tx: Context,
  accepted: Accepted[],
  { feedDate, submittedBy }: { feedDate: string; submittedBy: string | null },
): Promise<number[]> {
  const submittedAt = tx.now();
  const { ids, fresh } = await storeSubmissions(
    tx,
    (await stored(tx, accepted)).map((id) => ({
      id,
      paper: { feedDate: null, submittedAt, index: null },
    })),
    { edition: feedDate, ...(submittedBy && { submittedBy }) },
  );
  await rescore(tx, ids);
  await invalidate(tx, await pagesOf(tx, { papers: ids, fresh, credited: [feedDate] }));
  return ids;
}

/**
 * Submits the papers of a draft: those that can be read and are in no edition join the day's, or wait
 * for a curator. Safe to repeat.
 */
export async function send(ctx: UserContext, { id }: z.output<typeof draftInput>) {
  const draft = await requireDraft(ctx, id);
  if (draft.sentAt) return { submitted: 0 };
  const before = await resolvedLines(ctx, linesOf(ctx, draft));
  if (before.some(({ state }) => state === "waiting")) {
    throw new AppError("CONFLICT", "Not all of them have been read yet. Please wait a moment.");
  }
  const many = before.filter(({ state }) => state === "new" || state === "known").length;
  if (many === 0) throw new AppError("CONFLICT", "There is nothing here to submit.");
  let submitted = 0;
  try {
    await spend(ctx, limits.submit, ctx.actor.userId, many);
    submitted = await submit(ctx, id);
  } finally {
    // only what is submitted counts
    if (submitted < many) await refund(ctx, limits.submit, ctx.actor.userId, many - submitted);
  }
  return { submitted };
}

/** Submits what a draft has of papers that can be. Returns how many. */
const submit = (ctx: UserContext, id: string) =>
  transaction(ctx, async (tx) => {
    await takeEditionTurn(tx);
    const draft = await requireDraft(tx, id, { lock: true });
    if (draft.sentAt) return 0;
    await tx.db
      .update(submissionDrafts)
      .set({ sentAt: tx.now() })
      .where(eq(submissionDrafts.id, id));
    const accepted = (await resolvedLines(tx, linesOf(tx, draft))).filter(
      ({ state }) => state === "new" || state === "known",
    );
    if (waitsForCurator(tx)) return queue(tx, accepted);
    const printed = await printPapers(tx, accepted, {
      feedDate: editionDayOf(tx),
      submittedBy: tx.actor.userId,
    });
    return printed.length;
  });

/** Has papers wait for a curator, each once. */
async function queue(tx: UserContext, accepted: ResolvedLine[]) {
  const values = accepted.flatMap(({ slug, paper, title }) =>
    slug
      ? [
          {
            slug,
            title: title ?? slug,
            row: paper ? asRow(paper) : {},
            submittedBy: tx.actor.userId,
            submittedAt: tx.now(),
          },
        ]
      : [],
  );
  if (values.length === 0) return 0;
  const made = await tx.db
    .insert(waitingSubmissions)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: waitingSubmissions.id });
  return made.length;
}

const KEPT_MS = 7 * 86_400_000;

/** Deletes drafts of more than a week ago. Returns how many. */
export async function purgeDrafts(ctx: Context): Promise<number> {
  const gone = await ctx.db
    .delete(submissionDrafts)
    .where(lt(submissionDrafts.createdAt, new Date(ctx.now().getTime() - KEPT_MS)))
    .returning({ id: submissionDrafts.id });
  return gone.length;
}
