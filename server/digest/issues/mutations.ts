import { and, asc, eq, inArray, lte, type Placeholder, sql } from "drizzle-orm";
import { digestIssues, digestPapers, digestSubscriptions } from "@/db/schema/digest";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
import { nameOf } from "../../installation/queries";
import { deliver } from "../../mail/mutations";
import type { Context, UserContext } from "../../platform/context";
import {
  MAX_CONNECTIONS,
  RefusedMailError,
  siteUrl,
  UndeliveredMailError,
  withConnections,
} from "../../platform/email/send";
import { enqueueJobs } from "../../platform/jobs/enqueue";
import { pace } from "../../platform/jobs/pace";
import { transaction } from "../../platform/transaction";
import { dayIn, daysBack, dayToSend, nextDue } from "../due";
import { letterOf } from "../letter";
import { askAgain, noteBounce } from "../mutations";
import { nothingShared, picksFor, type Shared } from "../picks";
import { isAgreed, type Subscription, startOf } from "../queries";
import { type Content, isZone } from "../schema";
import { tokenFor } from "../token";
import { whenWords } from "../when-words";

/** How many subscriptions one transaction claims: few, so that readers are answered in between. */
const CLAIMED = 100;
/** How many digests one job sends. */
export const BATCH = 50;

const HOUR_MS = 3_600_000;
/** A digest is still sent some hours into the next day. */
const GRACE_HOURS = 6;
/** A digest that comes after a long pause looks back this many days at most. */
const MAX_DAYS = 8;
/** After this many faults of the mail server in a row, the rest of a batch waits. */
const MAX_FAULTS = 3;

interface Issue {
  subscriptionId: string;
  day: string;
}

type Through = Parameters<typeof deliver>[2];

/**
 * Claims the digests that are due, each once for a local day, and queues jobs that send them, in
 * batches. What was missed is made up for on the same local day. Returns how many were claimed.
 */
export async function claimDue(ctx: Context, signal?: AbortSignal): Promise<number> {
  let claimed = 0;
  for (;;) {
    if (signal?.aborted) return claimed;
    const { found, issues } = await transaction(ctx, claimSome);
    claimed += issues;
    if (found < CLAIMED) return claimed;
  }
}

/** The same, but only as many as one transaction claims; a job claims the others, if there are any. */
export async function claimFirstDue(ctx: Context): Promise<number> {
  return transaction(ctx, async (tx) => {
    const { found, issues } = await claimSome(tx);
    if (found === CLAIMED) await enqueueJobs(tx, "claim-digests", [{ many: true }]);
    return issues;
  });
}

async function claimSome(tx: Context): Promise<{ found: number; issues: number }> {
  const now = tx.now();
  const all = await tx.db
    .select({
      id: digestSubscriptions.id,
      weekdays: digestSubscriptions.weekdays,
      hour: digestSubscriptions.hour,
      zone: digestSubscriptions.zone,
      dueAt: digestSubscriptions.dueAt,
      email: digestSubscriptions.email,
      confirmedAt: digestSubscriptions.confirmedAt,
    })
    .from(digestSubscriptions)
    .where(lte(digestSubscriptions.dueAt, now))
    .orderBy(asc(digestSubscriptions.dueAt), asc(digestSubscriptions.id))
    .limit(CLAIMED)
    // another process claims others
    .for("update", { skipLocked: true });
  await askAgain(
    tx,
    all.filter((row) => !isAgreed(row)),
  );
  const due = all.filter(isAgreed);
  if (due.length === 0) return { found: all.length, issues: 0 };
  // most want it at the same times, and the calendar is slow
  const plans = new Map<string, ReturnType<typeof planOf>>();
  const planned = due.map(({ id, weekdays, hour, zone, dueAt }) => {
    const when = { weekdays, hour, zone, dueAt };
    const key = JSON.stringify(when);
    const plan = plans.get(key) ?? planOf(when, now);
    plans.set(key, plan);
    return { id, ...plan };
  });
  await tx.db.execute(sql`update ${digestSubscriptions} set due_at = next.due_at
    from unnest(
      ${sql.param(planned.map(({ id }) => id))}::uuid[],
      ${sql.param(planned.map(({ next }) => next.toISOString()))}::text[]::timestamptz[]
    ) as next (id, due_at) where ${digestSubscriptions.id} = next.id`);
  const wanted = planned.flatMap(({ id, day }) => (day ? [{ id, day }] : []));
  if (wanted.length === 0) return { found: all.length, issues: 0 };
  const issues = [
    ...(await tx.db.execute<{ subscriptionId: string; day: string }>(sql`
      insert into ${digestIssues} (subscription_id, day, created_at)
      select id, day, ${now.toISOString()}::timestamptz from unnest(
        ${sql.param(wanted.map(({ id }) => id))}::uuid[],
        ${sql.param(wanted.map(({ day }) => day))}::text[]::date[]
      ) as wanted (id, day)
      on conflict do nothing returning subscription_id as "subscriptionId", day::text as day`)),
  ];
  await enqueueJobs(tx, "send-digests", batchesOf(issues));
  return { found: all.length, issues: issues.length };
}

/** For which local day a digest that was due is sent now, if any, and when the next one is due. */
function planOf(row: Pick<Subscription, "weekdays" | "hour" | "zone" | "dueAt">, now: Date) {
  // a zone that a newer list of zones has dropped
  const zone = isZone(row.zone) ? row.zone : "UTC";
  const day = dayToSend({ zone }, row.dueAt ?? now, now);
  return { day, next: nextDue({ ...row, zone }, now) };
}

function batchesOf(issues: Issue[]): { issues: Issue[] }[] {
  const batches: { issues: Issue[] }[] = [];
  for (let at = 0; at < issues.length; at += BATCH) {
    batches.push({ issues: issues.slice(at, at + BATCH) });
  }
  return batches;
}

type Outcome = "sent" | "empty" | "late" | "refused" | "ended" | "none";

interface Refusal {
  issue: Issue;
  isOfAddress: boolean;
}

/**
 * Sends claimed digests, a few at once. Those that were sent before are passed over, so a job that is
 * run again sends the rest. One that fails does not stop the others. Throws at the end if one failed,
 * or if the mail server refused all of several: the fault is then not with the addresses.
 */
export async function sendIssues(
  ctx: Context,
  { issues }: { issues: Issue[] },
  signal?: AbortSignal,
): Promise<Record<Outcome, number>> {
  const counts = { sent: 0, empty: 0, late: 0, refused: 0, ended: 0, none: 0 };
  const waiting = [...issues];
  const shared = nothingShared();
  const refusals: Refusal[] = [];
  let fault: unknown;
  let faultsInRow = 0;
  const paced = pace();
  await withConnections(async (through) => {
    const name = await nameOf(ctx);
    const work = async () => {
      for (let issue = waiting.shift(); issue; issue = waiting.shift()) {
        if (faultsInRow >= MAX_FAULTS || signal?.aborted) return;
        try {
          const written = await paced(async () =>
            signal?.aborted ? "none" : write(ctx, issue, { name, shared }),
          );
          counts[typeof written === "string" ? written : await send(ctx, written, through)]++;
          faultsInRow = 0;
        } catch (error) {
          const isOfServer = error instanceof UndeliveredMailError && error.isOfServer;
          faultsInRow = isOfServer ? faultsInRow + 1 : 0;
          if (error instanceof RefusedMailError) {
            refusals.push({ issue, isOfAddress: error.isOfAddress });
          } else fault ??= error;
        }
      }
    };
    await Promise.all(Array.from({ length: MAX_CONNECTIONS }, work));
  });
  const areAll = refusals.length > 1 && counts.sent === 0 && !(await wasOneSent(ctx, issues));
  for (const refusal of refusals) {
    await transaction(ctx, (tx) => noteRefusal(tx, refusal, areAll));
  }
  if (!areAll) counts.refused = refusals.length;
  if (fault) throw fault;
  if (areAll) throw new UndeliveredMailError("The mail server refused each of several messages.");
  if (signal?.aborted) throw new UndeliveredMailError("It was stopped before all were sent.");
  return counts;
}

/** Whether an earlier run has sent some of these. */
async function wasOneSent(ctx: Context, issues: Issue[]): Promise<boolean> {
  const ids = issues.map(({ subscriptionId }) => subscriptionId);
  const days = [...new Set(issues.map(({ day }) => day))];
  const found = await ctx.db
    .select({ day: digestIssues.day })
    .from(digestIssues)
    .where(
      and(
        inArray(digestIssues.subscriptionId, ids),
        inArray(digestIssues.day, days),
        eq(digestIssues.state, "sent"),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/**
 * Notes that the mail server refused a digest for good: its papers may come another time. It ends,
 * and counts against the address, unless it is tried again.
 */
async function noteRefusal(
  tx: Context,
  { issue: { subscriptionId, day }, isOfAddress }: Refusal,
  isTriedAgain: boolean,
): Promise<void> {
  if (!isTriedAgain) {
    if (isOfAddress) await noteBounce(tx, subscriptionId);
    await tx.db
      .update(digestIssues)
      .set({ state: "refused", endedAt: tx.now() })
      .where(
        and(
          eq(digestIssues.subscriptionId, subscriptionId),
          eq(digestIssues.day, day),
          eq(digestIssues.state, "queued"),
        ),
      );
  }
  await tx.db
    .delete(digestPapers)
    .where(and(eq(digestPapers.subscriptionId, subscriptionId), eq(digestPapers.day, day)));
}

interface With {
  name: string;
  shared: Shared;
}

const isIssue = ({ subscriptionId, day }: Record<keyof Issue, Placeholder>) =>
  and(
    eq(digestIssues.subscriptionId, sql`${subscriptionId}::uuid`),
    eq(digestIssues.day, sql`${day}::date`),
  );

const updateState = statement(
  ["subscriptionId", "day", "state", "endedAt"],
  (db, { state, endedAt, ...issue }) =>
    db
      .update(digestIssues)
      .set({ state: sql`${state}`, endedAt: sql`${endedAt}::timestamptz` })
      .where(and(isIssue(issue), eq(digestIssues.state, "queued")))
      .prepare("digest_state"),
);

async function end(
  { db, now }: Context,
  issue: Issue,
  state: Exclude<Outcome, "none" | "refused">,
) {
  await updateState(db, { ...issue, state, endedAt: now().toISOString() });
  return state;
}

const findIssue = statement(["subscriptionId", "day"], (db, issue) =>
  db
    .select({
      issue: digestIssues,
      subscription: digestSubscriptions,
      user: {
        id: users.id,
        name: users.name,
        hue: users.hue,
        role: users.role,
        blockedAt: users.blockedAt,
      },
      before: sql<string | null>`(
        select max(earlier.created_at)::text from ${digestIssues} earlier
        where earlier.subscription_id = ${issue.subscriptionId}::uuid
          and earlier.day < ${issue.day}::date and earlier.state in ('sent', 'empty'))`,
    })
    .from(digestIssues)
    .innerJoin(digestSubscriptions, eq(digestSubscriptions.id, digestIssues.subscriptionId))
    .leftJoin(users, eq(users.id, digestSubscriptions.userId))
    .where(isIssue(issue))
    .prepare("digest_issue"),
);

/** A digest that is ready to be sent. */
interface Written {
  issue: Issue;
  mail: ReturnType<typeof mailOf>;
  bounces: number;
}

/** Writes a digest as its reader may see it now. Returns what became of it if there is none to send. */
async function write(ctx: Context, issue: Issue, given: With): Promise<Written | Outcome> {
  const [found] = await findIssue(ctx.db, { ...issue });
  if (found?.issue.state !== "queued") return "none";
  const { subscription, user } = found;
  if (subscription.state !== "active" || !isAgreed(subscription) || user?.blockedAt)
    return end(ctx, issue, "ended");
  const zone = isZone(subscription.zone) ? subscription.zone : "UTC";
  const now = ctx.now();
  const lately = new Date(now.getTime() - GRACE_HOURS * HOUR_MS);
  if (![dayIn(now, zone), dayIn(lately, zone)].includes(issue.day)) return end(ctx, issue, "late");

  // the rights are those of this moment
  const reader: UserContext | null = user && {
    ...ctx,
    actor: {
      kind: "user",
      userId: user.id,
      name: user.name,
      hue: user.hue,
      role: user.role,
      sessionId: subscription.id,
    },
  };
  const days = daysBack(subscription, issue.day);
  const earliest = startOf(now, MAX_DAYS);
  const since = found.before ? new Date(found.before) : startOf(now, days + 1);
  const noted = await papersOf(ctx, issue);
  const picks = await picksFor(
    ctx,
    {
      subscriptionId: subscription.id,
      reader,
      contents: reader ? (subscription.contents as Content[]) : ["edition"],
      length: subscription.length,
      day: issue.day,
      days,
      since: since < earliest ? earliest : since,
      until: found.issue.createdAt,
      noted,
    },
    given.shared,
  );
  if (!picks) return end(ctx, issue, "empty");
  if (noted.length === 0) {
    await notePapers(
      ctx,
      issue,
      picks.picks.map(({ id }) => id),
    );
  }
  const mail = mailOf(subscription, found.issue, letter(subscription, issue, picks, given));
  return { issue, mail, bounces: subscription.bounces };
}

async function send(
  ctx: Context,
  { issue, mail, bounces }: Written,
  through: Through,
): Promise<Outcome> {
  await deliver(ctx, mail, through);
  if (bounces === 0) return end(ctx, issue, "sent");
  // a repetition does not come here, so both or neither
  return transaction(ctx, async (tx) => {
    await tx.db
      .update(digestSubscriptions)
      .set({ bounces: 0 })
      .where(eq(digestSubscriptions.id, issue.subscriptionId));
    return end(tx, issue, "sent");
  });
}

const findPapers = statement(["subscriptionId", "day"], (db, { subscriptionId, day }) =>
  db
    .select({ id: digestPapers.paperId })
    .from(digestPapers)
    .where(
      and(
        eq(digestPapers.subscriptionId, sql`${subscriptionId}::uuid`),
        eq(digestPapers.day, sql`${day}::date`),
      ),
    )
    .prepare("digest_papers_of"),
);

/** The papers that a first attempt has noted: it may have been delivered, so that a second has them too. */
async function papersOf(ctx: Context, issue: Issue): Promise<number[]> {
  return (await findPapers(ctx.db, { ...issue })).map(({ id }) => id);
}

/** Notes which papers a digest has, before it is sent: none comes again, whatever happens then. */
async function notePapers(ctx: Context, { subscriptionId, day }: Issue, ids: number[]) {
  const these = sql`${`{${ids.join()}}`}::int[]`;
  await ctx.db.execute(sql`
    insert into ${digestPapers} (subscription_id, paper_id, day)
    select ${subscriptionId}::uuid, id, ${day}::date from unnest(${these}) as id
    on conflict do nothing`);
}

function letter(
  subscription: Subscription,
  { day }: Issue,
  picks: NonNullable<Awaited<ReturnType<typeof picksFor>>>,
  { name }: With,
) {
  const token = tokenFor(subscription.id, "manage");
  const frame = {
    name,
    day,
    when: whenWords(subscription),
    url: siteUrl,
    manage: siteUrl(subscription.userId ? "/settings/digest" : `/digest/${token}`),
    unsubscribe: siteUrl(`/digest/unsubscribe/${token}`),
  };
  return letterOf(frame, picks);
}

/** The message with the headers of a list, by which mail programs offer to end it. */
function mailOf(
  { id, email }: Subscription,
  { mailId }: { mailId: string },
  { subject, html, text }: ReturnType<typeof letterOf>,
) {
  const token = tokenFor(id, "manage");
  const host = new URL(siteUrl("/")).hostname;
  return {
    id: mailId,
    to: email,
    subject,
    html,
    text,
    about: "digest" as const,
    headers: {
      "List-Id": `Papers of the day <digest.${host}>`,
      "List-Unsubscribe": `<${siteUrl(`/api/digest/unsubscribe/${token}`)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
