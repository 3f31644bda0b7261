import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { digestIssues, digestOpened, digestSubscriptions } from "@/db/schema/digest";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { nameOf } from "../installation/queries";
import type { Context, UserContext } from "../platform/context";
import { hasSecret } from "../platform/derived-key";
import { confirmDigest, digestAlready } from "../platform/email/messages";
import { deliversMail, enqueue, enqueueAll, type Message } from "../platform/email/send";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import * as limits from "../platform/rate-limits/limits";
import { spend } from "../platform/rate-limits/spend";
import { transaction } from "../platform/transaction";
import { nextDue } from "./due";
import {
  isAgreed,
  mayConfirm,
  NO_SECRET,
  type Subscription,
  subscriptionOfReader,
  withAddress,
} from "./queries";
import {
  contents,
  type openedInput,
  type reportsInput,
  type saveByTokenInput,
  type saveInput,
  type subscribeInput,
} from "./schema";
import { confirmedBy, subscriptionOf, tokenFor } from "./token";

/** How many refused messages in a row end it. */
const MAX_BOUNCES = 3;
/** After this time an address that refused mail may be asked again. */
const BOUNCED_DAYS = 7;
const DAY_MS = 86_400_000;

function mustBePossible(): void {
  if (!hasSecret()) throw new AppError("CONFLICT", NO_SECRET);
}

/** Whether one more confirmation may be mailed to this address; counts it. */
async function mayMail(ctx: Context, email: string): Promise<boolean> {
  return spend(ctx, limits.digestTo, email).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === "TOO_MANY_REQUESTS") return false;
      throw error;
    },
  );
}

/**
 * Asks the owner of an address to confirm that they want the edition by mail. What is said is the
 * same for every address, and one gets at most one such message in some hours.
 */
export async function subscribe(
  ctx: Context,
  { email, zone, client }: z.output<typeof subscribeInput> & { client: string },
): Promise<void> {
  mustBePossible();
  await spend(ctx, limits.mailFrom, client);
  const isAllowed = await mayMail(ctx, email);
  await transaction(ctx, async (tx) => {
    const row = await pendingFor(tx, { email, zone: zone ?? env().TIME_ZONE });
    // who asks here wants the edition: what they confirm goes to no account
    if (row.claimedBy) {
      await tx.db
        .update(digestSubscriptions)
        .set({ claimedBy: null })
        .where(eq(digestSubscriptions.id, row.id));
    }
    const message = isAllowed ? await messageTo(tx, row) : null;
    await enqueue(tx, message);
  });
}

/** The subscription of an address, locked; made if there is none. */
async function pendingFor(
  tx: Context,
  { email, zone }: { email: string; zone: string },
): Promise<Subscription> {
  await tx.db
    .insert(digestSubscriptions)
    .values({ email, zone, state: "pending", contents: ["edition"], createdAt: tx.now() })
    .onConflictDoNothing();
  const [row] = await tx.db
    .select()
    .from(digestSubscriptions)
    .where(withAddress(email))
    .for("update");
  if (!row) throw new AppError("CONFLICT", "This address was just removed. Please try again.");
  return row;
}

/** Whether nothing is mailed to an address: mail to it has come back lately, or was complained about. */
function isClosed({ endedFor, endedAt }: Subscription, now: Date): boolean {
  if (endedFor === "complaint") return true;
  return (
    endedFor === "bounces" &&
    endedAt !== null &&
    now.getTime() - endedAt.getTime() < BOUNCED_DAYS * DAY_MS
  );
}

/** What to mail to someone who asks for it; null if nothing is mailed to them. */
async function messageTo(tx: Context, row: Subscription): Promise<Message | null> {
  const site = await nameOf(tx);
  if (row.state === "active" && isAgreed(row))
    return digestAlready(site, row.email, tokenFor(row.id, "manage"));
  if (isClosed(row, tx.now())) return null;
  await tx.db
    .update(digestSubscriptions)
    .set({ ...asked(tx), endedFor: null, endedAt: null, bounces: 0 })
    .where(eq(digestSubscriptions.id, row.id));
  return confirmationFor(site, row);
}

const asked = (tx: Context) => ({ state: "pending" as const, askedAt: tx.now(), dueAt: null });

function confirmationFor(site: string, { id, email }: Pick<Subscription, "id" | "email">) {
  const isMailed = deliversMail();
  return confirmDigest(site, email, tokenFor(id, isMailed ? "confirm" : "kept"), isMailed);
}

/**
 * Asks the owners of addresses that were confirmed by a kept link, which they may never have seen,
 * now that mail is delivered: nothing else comes before they agree.
 */
export async function askAgain(tx: Context, rows: Pick<Subscription, "id" | "email">[]) {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx.db
    .update(digestSubscriptions)
    .set(asked(tx))
    .where(inArray(digestSubscriptions.id, ids));
  const site = await nameOf(tx);
  await enqueueAll(
    tx,
    rows.map((row) => confirmationFor(site, row)),
  );
}

const EXPIRED = "This link has expired. Please subscribe again.";

/** Confirms an address by its mailed link. Safe to repeat. Returns the link for changing it. */
export async function confirm(
  ctx: Context,
  { token, client }: { token: string; client: string },
): Promise<{ manage: string }> {
  mustBePossible();
  await spend(ctx, limits.linkFrom, client);
  const found = confirmedBy(token);
  if (!found) throw new AppError("NOT_FOUND", EXPIRED);
  const { id, isProof } = found;
  await transaction(ctx, async (tx) => {
    await lockClaimant(tx, id);
    const row = await locked(tx, id);
    if (!row) throw new AppError("NOT_FOUND", EXPIRED);
    if (!mayConfirm(row, tx.now())) {
      if (row.state === "active") return;
      throw new AppError("NOT_FOUND", EXPIRED);
    }
    const { claimedBy, state } = row;
    // an account that takes over an address gets everything, until its owner says otherwise
    const all = state === "active" ? { contents: [...contents] } : {};
    await activate(tx, row, {
      ...(claimedBy && { userId: claimedBy, claimedBy: null, ...all }),
      ...(isProof && { confirmedAt: row.confirmedAt ?? tx.now() }),
    });
  });
  return { manage: tokenFor(id, "manage") };
}

/** Locks the account that waits for a subscription, before it: deletions have this order too. */
async function lockClaimant(tx: Context, id: string): Promise<void> {
  const claimant = tx.db
    .select({ id: digestSubscriptions.claimedBy })
    .from(digestSubscriptions)
    .where(eq(digestSubscriptions.id, id));
  await tx.db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, claimant))
    .for("key share");
}

async function locked(tx: Context, id: string): Promise<Subscription | undefined> {
  const [row] = await tx.db
    .select()
    .from(digestSubscriptions)
    .where(eq(digestSubscriptions.id, id))
    .for("update");
  return row;
}

type Settings = Pick<Subscription, "cadence" | "weekdays" | "hour" | "zone" | "length">;

/** Lets it come from now on, with these changes. */
async function activate(
  tx: Context,
  row: Subscription,
  changes: Partial<
    Settings & Pick<Subscription, "userId" | "claimedBy" | "contents" | "confirmedAt">
  >,
): Promise<void> {
  const now = tx.now();
  await tx.db
    .update(digestSubscriptions)
    .set({
      ...changes,
      state: "active",
      endedFor: null,
      endedAt: null,
      bounces: 0,
      dueAt: nextDue({ ...row, ...changes }, now),
    })
    .where(eq(digestSubscriptions.id, row.id));
  if (changes.userId !== undefined && changes.userId !== row.userId) {
    await forgetOpened(tx, [row.id]);
  }
}

const isOpen = inArray(digestSubscriptions.state, ["active", "pending"]);

/** Forgets what was opened here: it is noted only for the account that gets the digest. */
const forgetOpened = (tx: Context, ids: string[]) =>
  tx.db.delete(digestOpened).where(inArray(digestOpened.subscriptionId, ids));

/** Ends the subscriptions that match. */
async function endThose(
  ctx: Context,
  which: SQL | undefined,
  endedFor: "reader" | "bounces" | "complaint",
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const those = await tx.db
      .update(digestSubscriptions)
      .set({ state: "ended", endedFor, endedAt: tx.now(), dueAt: null, claimedBy: null })
      .where(which)
      .returning({ id: digestSubscriptions.id });
    const ids = those.map(({ id }) => id);
    if (ids.length > 0) await forgetOpened(tx, ids);
  });
}

/** Ends it by its mailed link: at once, for everybody who has the link, and safe to repeat. */
export async function unsubscribe(ctx: Context, { token }: { token: string }): Promise<void> {
  const id = hasSecret() ? subscriptionOf(token, "manage") : null;
  if (!id) throw new AppError("NOT_FOUND", "This link is not complete, or of another site.");
  await endThose(ctx, and(eq(digestSubscriptions.id, id), isOpen), "reader");
}

/** Changes what comes, and when, by the link in the mail; what was ended comes again. */
export async function saveByToken(
  ctx: Context,
  { token, client, ...settings }: z.output<typeof saveByTokenInput> & { client: string },
): Promise<void> {
  mustBePossible();
  await spend(ctx, limits.linkFrom, client);
  const id = subscriptionOf(token, "manage");
  await transaction(ctx, async (tx) => {
    const row = id ? await locked(tx, id) : undefined;
    if (!row || !isAgreed(row)) throw new AppError("NOT_FOUND", EXPIRED);
    await activate(tx, row, settings);
  });
}

/**
 * Saves the reader's settings, and lets it come. An address that they have not proved to be theirs
 * gets a message first.
 */
export async function save(
  ctx: UserContext,
  settings: z.output<typeof saveInput>,
): Promise<{ state: "active" | "pending" }> {
  mustBePossible();
  const { userId } = ctx.actor;
  return transaction(ctx, async (tx) => {
    const { me, row } = await subscriptionOfReader(tx, true);
    const held = row ?? (await pendingFor(tx, { email: me.email, ...settings }));
    const isTheirs = me.emailVerified !== null || (held.userId === userId && isAgreed(held));
    if (isTheirs) {
      const confirmedAt = held.confirmedAt ?? (me.emailVerified && tx.now());
      await activate(tx, held, { ...settings, userId, claimedBy: null, confirmedAt });
      return { state: "active" };
    }
    // what a stranger has confirmed for this address stays theirs until the link is used
    const isOthers = held.state === "active" && held.userId !== userId;
    await tx.db
      .update(digestSubscriptions)
      .set({ ...(isOthers ? {} : settings), claimedBy: userId })
      .where(eq(digestSubscriptions.id, held.id));
    const mayAsk = await mayMail(tx, me.email);
    const message = mayAsk && !isClosed(held, tx.now()) ? await askFor(tx, held) : null;
    await enqueue(tx, message);
    return { state: "pending" };
  });
}

/** The message that proves an address, for a reader who is signed in. */
async function askFor(tx: Context, row: Subscription): Promise<Message> {
  const isActive = row.state === "active";
  await tx.db
    .update(digestSubscriptions)
    .set({
      askedAt: tx.now(),
      ...(!isActive && { state: "pending" as const, endedFor: null, endedAt: null, bounces: 0 }),
    })
    .where(eq(digestSubscriptions.id, row.id));
  return confirmationFor(await nameOf(tx), row);
}

/** Ends the reader's own digest. Safe to repeat. */
export async function end(ctx: UserContext): Promise<void> {
  const mineNow = or(
    eq(digestSubscriptions.userId, ctx.actor.userId),
    and(
      eq(digestSubscriptions.claimedBy, ctx.actor.userId),
      eq(digestSubscriptions.state, "pending"),
    ),
  );
  await endThose(ctx, and(mineNow, isOpen), "reader");
  // what somebody else has confirmed goes on, and the account no longer waits for it
  await ctx.db
    .update(digestSubscriptions)
    .set({ claimedBy: null })
    .where(eq(digestSubscriptions.claimedBy, ctx.actor.userId));
}

/** Notes that the reader has opened a paper, if they get a digest: it is then not mailed. */
export async function noteOpened(
  ctx: UserContext,
  { paperId }: z.output<typeof openedInput>,
): Promise<void> {
  await ctx.db.execute(sql`
    insert into ${digestOpened} (subscription_id, paper_id, opened_at)
    select ${digestSubscriptions.id}, ${papers.id}, ${ctx.now().toISOString()}::timestamptz
    from ${digestSubscriptions}, ${papers}
    where ${digestSubscriptions.userId} = ${ctx.actor.userId}
      and ${digestSubscriptions.state} = 'active' and ${papers.id} = ${paperId}
    on conflict do nothing`);
}

/** Counts a message that was refused for good; the third in a row ends it. */
export async function noteBounce(ctx: Context, subscriptionId: string): Promise<void> {
  const next = sql`${digestSubscriptions.bounces} + 1`;
  const [row] = await ctx.db
    .update(digestSubscriptions)
    .set({ bounces: next })
    .where(eq(digestSubscriptions.id, subscriptionId))
    .returning({ bounces: digestSubscriptions.bounces });
  if (!row || row.bounces < MAX_BOUNCES) return;
  const isIt = eq(digestSubscriptions.id, subscriptionId);
  await endThose(ctx, and(isIt, eq(digestSubscriptions.state, "active")), "bounces");
}

/**
 * Takes what a mail service, or somebody at the command line, reports of addresses: three bounces or
 * one complaint end the mail. Returns how many of the addresses get it, or did.
 */
export async function report(
  ctx: Context,
  { events }: z.output<typeof reportsInput>,
): Promise<{ known: number }> {
  const known = new Set<string>();
  for (const { type, email } of events) {
    await transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .select()
        .from(digestSubscriptions)
        .where(withAddress(email))
        .for("update");
      if (!row) return;
      known.add(row.id);
      if (type === "bounce") await noteBounce(tx, row.id);
      else {
        await endThose(tx, eq(digestSubscriptions.id, row.id), "complaint");
      }
    });
  }
  return { known: known.size };
}

const PENDING_DAYS = 7;
const ENDED_DAYS = 30;
const ISSUE_DAYS = 3;
/** How long it is kept that a digest was sent, and what was opened; which papers it had is kept for good. */
const KEPT_DAYS = 100;

/**
 * Deletes addresses that were not confirmed within a week, those without an account whose owner ended
 * it a month ago, and what is known of old digests and of papers opened long ago; ends digests that could not be sent in time.
 * Returns how many addresses were deleted.
 */
export async function purgeDigests(ctx: Context): Promise<number> {
  const before = (days: number) => new Date(ctx.now().getTime() - days * DAY_MS);
  const unconfirmed = and(
    eq(digestSubscriptions.state, "pending"),
    lt(
      sql`coalesce(${digestSubscriptions.askedAt}, ${digestSubscriptions.createdAt})`,
      before(PENDING_DAYS).toISOString(),
    ),
  );
  const over = and(
    eq(digestSubscriptions.state, "ended"),
    eq(digestSubscriptions.endedFor, "reader"),
    lt(digestSubscriptions.endedAt, before(ENDED_DAYS)),
  );
  const deleted = await ctx.db
    .delete(digestSubscriptions)
    .where(and(isNull(digestSubscriptions.userId), or(unconfirmed, over)))
    .returning({ id: digestSubscriptions.id });
  await ctx.db
    .update(digestIssues)
    .set({ state: "late", endedAt: ctx.now() })
    .where(
      and(sql`${digestIssues.state} = 'queued'`, lt(digestIssues.createdAt, before(ISSUE_DAYS))),
    );
  await ctx.db.delete(digestIssues).where(lt(digestIssues.createdAt, before(KEPT_DAYS)));
  await ctx.db.delete(digestOpened).where(lt(digestOpened.openedAt, before(KEPT_DAYS)));
  return deleted.length;
}
