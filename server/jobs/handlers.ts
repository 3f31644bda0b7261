import { sendSignInLink } from "../auth/identities/mailed-link";
import { purgeSignIns } from "../auth/sign-ins/mutations";
import { showNewestDay } from "../curation/newest-day";
import { claimDue, claimFirstDue, sendIssues } from "../digest/issues/mutations";
import { purgeDigests } from "../digest/mutations";
import { fetchAnnounced } from "../ingest/sources/arxiv-announced";
import { readChanges } from "../ingest/sources/arxiv-changes";
import { HUGGING_FACE } from "../ingest/sources/known-sources";
import { fetchDay, fetchDue } from "../ingest/sources/mutations";
import { sourceSettings } from "../ingest/sources/settings/queries";
import { deliver, purgeKeptMail } from "../mail/mutations";
import { fetchPicture } from "../pictures/mutations";
import type { Context } from "../platform/context";
import { deliversMail, RefusedMailError, unqueued } from "../platform/email/send";
import type { Payload, TaskName } from "../platform/jobs/tasks";
import { purgeDrafts, readDraft } from "../submissions/mutations";
import { purgeTrash } from "../trash/mutations";
import { purgeJobs } from "./mutations";

/** How a job ended. What it says is shown to administrators and has no personal data. */
export interface Ending {
  outcome: "done" | "refused";
  said: string;
}

type Handlers = {
  [Name in TaskName]: (
    ctx: Context,
    payload: Payload<Name>,
    signal: AbortSignal,
  ) => Promise<Ending>;
};

const done = (said: string): Ending => ({ outcome: "done", said });

/** A message that is refused for good is not tried again. */
async function mail(sending: Promise<boolean>): Promise<Ending> {
  try {
    if (!(await sending)) return done("There was nothing to send.");
    return done(
      deliversMail() ? "The message was sent." : "The message was kept for administrators.",
    );
  } catch (error) {
    if (!(error instanceof RefusedMailError)) throw error;
    return { outcome: "refused", said: error.message };
  }
}

/** Sends or keeps what was queued. Returns whether there was something to send. */
export async function sendQueued(ctx: Context, payload: { sealed: string }): Promise<boolean> {
  const queued = unqueued(payload);
  if (queued) await deliver(ctx, queued);
  return queued !== null;
}

/** What each kind of job does. All may run twice: a job whose process is killed is run again. */
export const handlers: Handlers = {
  "send-mail": (ctx, payload) => mail(sendQueued(ctx, payload)),
  "mail-sign-in-link": (ctx, payload) => mail(sendSignInLink(ctx, payload)),
  purge: async (ctx) => {
    const deleted = {
      ...(await purgeTrash(ctx)),
      "old sign-ins": await purgeSignIns(ctx),
      "jobs that failed": await purgeJobs(ctx),
      "drafts of submissions": await purgeDrafts(ctx),
      "addresses of the digest": await purgeDigests(ctx),
      "messages that were kept": await purgeKeptMail(ctx),
    };
    const told = Object.entries(deleted)
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${what} ${count}`);
    return done(told.length > 0 ? `Deleted: ${told.join(", ")}.` : "There was nothing to delete.");
  },
  "fetch-hugging-face": async (ctx, _, signal) => {
    const fetched = await fetchDue(ctx, { signal });
    if (!fetched) return done("Hugging Face is turned off.");
    return done(`Days asked for: ${fetched.days}. ${papersOf(fetched)}`);
  },
  "fetch-arxiv": async (ctx, _, signal) => {
    const counts = await fetchAnnounced(ctx, { signal });
    return done(counts ? papersOf(counts) : "arXiv is not asked, or has nothing new to say.");
  },
  "read-arxiv-changes": async (ctx, _, signal) => {
    const read = await readChanges(ctx, { signal });
    if (!read) return done("arXiv is not asked.");
    const made = read.days.length > 0 ? ` Days made up for: ${read.days.length}.` : "";
    return done(`Records read: ${read.records}. ${papersOf(read.counts)}${made}`);
  },
  "fetch-picture": async (ctx, payload, signal) => {
    const said = {
      kept: "A picture was kept.",
      refused: "There was no picture that can be shown.",
      known: "The picture was here already.",
    };
    return done(said[await fetchPicture(ctx, payload, { signal })]);
  },
  "read-submission": async (ctx, { id, timeOuts = 0 }, signal) => {
    const { asked } = await readDraft(ctx, id, { signal, timeOuts });
    return done(`Papers asked for: ${asked}.`);
  },
  "begin-day": async (ctx) => {
    const day = await showNewestDay(ctx);
    return done(day ? `The edition of ${day} is the latest.` : "No edition has begun.");
  },
  "fetch-day": async (ctx, { day }, signal) => {
    const { isOn } = await sourceSettings(ctx, HUGGING_FACE.id);
    if (!isOn) return done("Hugging Face is turned off.");
    const { added, updated } = await fetchDay(ctx, day, { signal });
    return done(`${day}: papers new ${added}, changed ${updated}.`);
  },
  "claim-digests": async (ctx, { many }, signal) => {
    const claimed = many ? await claimDue(ctx, signal) : await claimFirstDue(ctx);
    return done(`Digests that were due: ${claimed}.`);
  },
  "send-digests": async (ctx, payload, signal) => {
    const { sent, empty, late, refused } = await sendIssues(ctx, payload, signal);
    const others = [
      empty > 0 && `without anything new ${empty}`,
      late > 0 && `too late ${late}`,
      refused > 0 && `refused by the mail server ${refused}`,
    ].filter(Boolean);
    return done([`Digests sent: ${sent}`, ...others].join(", ").concat("."));
  },
};

/** Does a job, whose payload has been checked. */
export function handle(
  ctx: Context,
  name: TaskName,
  payload: unknown,
  signal: AbortSignal,
): Promise<Ending> {
  const handler = handlers[name] as (
    ctx: Context,
    payload: unknown,
    signal: AbortSignal,
  ) => Promise<Ending>;
  return handler(ctx, payload, signal);
}

/** "Papers: new 3, changed 2, rows that could not be read 1." */
function papersOf({ added, updated, skipped }: Record<"added" | "updated" | "skipped", number>) {
  const rest = skipped > 0 ? `, rows that could not be read ${skipped}` : "";
  return `Papers: new ${added}, changed ${updated}${rest}.`;
}
