import { and, eq, isNull, lte, max, ne, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { digestSubscriptions } from "@/db/schema/digest";
import { editions } from "@/db/schema/editions";
import { users } from "@/db/schema/users";
import { nameOf } from "../installation/queries";
import { newestDay } from "../platform/calendar";
import type { Context, UserContext } from "../platform/context";
import { hasSecret } from "../platform/derived-key";
import { deliversMail, siteUrl } from "../platform/email/send";
import { env } from "../platform/env";
import { AppError } from "../platform/errors";
import { dayIn, daysBack } from "./due";
import { type Letter, letterOf } from "./letter";
import { type Asked, nothingShared, picksFor, type Shared } from "./picks";
import { type byTokenInput, type Content, contents } from "./schema";
import { confirmedBy, subscriptionOf } from "./token";
import { whenWords } from "./when-words";

export type Subscription = typeof digestSubscriptions.$inferSelect;

/** What a reader may set, as the form shows it. */
const settingsOf = ({ cadence, weekdays, hour, zone, length, contents: has }: Subscription) => ({
  cadence,
  weekdays,
  hour,
  zone,
  length,
  contents: has as Content[],
});

/** What the form shows of a reader who has never had it. */
export const defaults = () => ({
  cadence: "daily" as const,
  weekdays: [1, 2, 3, 4, 5],
  hour: 7,
  zone: env().TIME_ZONE,
  length: 10,
  contents: [...contents],
});

/** Selects the row of an address. */
export const withAddress = (email: string) =>
  eq(sql`lower(${digestSubscriptions.email})`, email.toLowerCase());

export const NO_SECRET = "Mail needs AUTH_SECRET, which is not set on this server.";

/** The subscription of an account: its own, or one of its address. */
export async function subscriptionOfReader(ctx: UserContext, lock = false) {
  const account = ctx.db
    .select({ email: users.email, emailVerified: users.emailVerified })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  // before the subscription, as the deletion of an account locks them in this order
  const [me] = lock ? await account.for("key share") : await account;
  if (!me) throw new AppError("NOT_FOUND", "This account no longer exists.");
  const query = ctx.db
    .select()
    .from(digestSubscriptions)
    .where(
      or(
        eq(digestSubscriptions.userId, ctx.actor.userId),
        and(isNull(digestSubscriptions.userId), withAddress(me.email)),
      ),
    )
    .orderBy(sql`${digestSubscriptions.userId} is null`)
    .limit(1);
  const [row] = lock ? await query.for("update") : await query;
  return { me, row: row ?? null };
}

/** The reader's digest, for their settings. */
export async function mine(ctx: UserContext) {
  const { me, row } = await subscriptionOfReader(ctx);
  const own = row && (row.userId ?? row.claimedBy) === ctx.actor.userId ? row : null;
  // the address may have been confirmed without the account: told only to its owner
  const isOthers =
    me.emailVerified !== null && row !== null && own === null && row.state === "active";
  const isOwn = own?.userId === ctx.actor.userId;
  const state = own?.state ?? "none";
  return {
    email: me.email,
    /** Whether they have never had it: the browser then says where they are. */
    isNew: own === null,
    /** Whether it waits for the address to be confirmed. */
    isPending: state === "pending" || (own !== null && own.userId === null),
    isOn: state === "active" && isOwn,
    /** Whether the address gets the edition, but not this account's digest. */
    isOthers,
    endedFor: own?.endedFor ?? null,
    // what somebody else has confirmed has their hour and their zone
    settings: own && (isOwn || own.state !== "active") ? settingsOf(own) : defaults(),
    next: isOwn ? own.dueAt : null,
    isKept: !deliversMail(),
    isPossible: hasSecret(),
  };
}

export type OwnDigest = Awaited<ReturnType<typeof mine>>;

/** Whether the reader gets a digest, or waits for its confirmation. */
export async function hasDigest(ctx: UserContext): Promise<boolean> {
  const me = ctx.actor.userId;
  const found = await ctx.db
    .select({ id: digestSubscriptions.id })
    .from(digestSubscriptions)
    .where(
      and(
        or(eq(digestSubscriptions.userId, me), eq(digestSubscriptions.claimedBy, me)),
        ne(digestSubscriptions.state, "ended"),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** A subscription as its mailed link shows it. */
export async function byToken(ctx: Context, { token }: z.output<typeof byTokenInput>) {
  const [manage, confirm] = hasSecret()
    ? [subscriptionOf(token, "manage"), confirmedBy(token)?.id ?? null]
    : [null, null];
  const id = manage ?? confirm;
  const [row] = id
    ? await ctx.db.select().from(digestSubscriptions).where(eq(digestSubscriptions.id, id))
    : [];
  if (!row) throw new AppError("NOT_FOUND", "This link has expired, or the mail has been ended.");
  const isOpen = confirm !== null && mayConfirm(row, ctx.now());
  if (confirm !== null && !isOpen && row.state !== "active") {
    throw new AppError("NOT_FOUND", "This link has expired.");
  }
  return {
    may: confirm !== null ? ("confirm" as const) : ("manage" as const),
    /** What is behind the first letter is hidden: a forwarded mail does not tell it. */
    email: row.email.replace(/^(.).*@/su, "$1…@"),
    state: row.state,
    hasAccount: row.userId !== null,
    when: whenWords(row),
    settings: settingsOf(row),
  };
}

const DAYS_TO_CONFIRM = 7;

/** Whether mail may come to it: where mail is delivered, only once its owner has agreed. */
export const isAgreed = ({ confirmedAt }: Pick<Subscription, "confirmedAt">) =>
  confirmedAt !== null || !deliversMail();

/** Whether a confirmation still works. */
export function mayConfirm(row: Subscription, now: Date): boolean {
  const { state, askedAt, claimedBy } = row;
  const isOpen =
    state === "pending" || (state === "active" && (claimedBy !== null || !isAgreed(row)));
  return (
    isOpen && askedAt !== null && now.getTime() - askedAt.getTime() < DAYS_TO_CONFIRM * 86_400_000
  );
}

/** How far back a digest looks that is the first one. */
export const startOf = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/**
 * How a digest of now would look; if nothing is new, how the one of the latest edition would. It is
 * not sent, and its papers do not count as had.
 */
export async function preview(ctx: UserContext): Promise<Letter> {
  const { settings } = await mine(ctx);
  const now = ctx.now();
  const day = dayIn(now, settings.zone);
  const days = daysBack(settings, day);
  const asked = { ...settings, subscriptionId: null, reader: ctx };
  const shared = nothingShared();
  const picks =
    (await picksFor(ctx, { ...asked, day, days, since: startOf(now, days) }, shared)) ??
    (await ofLatestEdition(ctx, asked, shared));
  if (!picks) {
    throw new AppError("NOT_FOUND", "There is nothing to show: there is no edition yet.");
  }
  const settingsPage = siteUrl("/settings/digest");
  return letterOf(
    {
      name: await nameOf(ctx),
      day,
      when: whenWords(settings),
      url: siteUrl,
      manage: settingsPage,
      unsubscribe: settingsPage,
    },
    picks,
  );
}

async function ofLatestEdition(
  ctx: Context,
  asked: Omit<Asked, "day" | "days" | "since">,
  shared: Shared,
) {
  const [latest] = await ctx.db
    .select({ day: max(editions.feedDate) })
    .from(editions)
    .where(lte(editions.feedDate, newestDay(ctx.now())));
  if (!latest?.day) return null;
  const days = { day: latest.day, days: 0, since: new Date(0), isExample: true };
  const all: Content[] = [...new Set<Content>(["edition", ...asked.contents])];
  return picksFor(ctx, { ...asked, ...days, contents: all }, shared);
}
