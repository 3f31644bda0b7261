import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { sourceTurns } from "@/db/schema/sources";
import type { Context } from "../../platform/context";
import type { FetchAnswer, Fetcher } from "../../platform/fetch/create-fetcher";
import { fetcher } from "../../platform/fetch/fetcher";
import { SourceError, ThrottledError } from "./source-error";

/** arXiv wants one request at a time, and three seconds between two, over all of its addresses. */
const SITE = "arxiv";
const PAUSE_MS = 3_000;

/** Longer than any request takes: then its process was killed. */
const LEASE_MS = 60_000;

/** How long all processes leave arXiv alone that asks for a pause without saying how long. */
const DEFAULT_RETRY_MS = 60_000;

/** Who would have to wait longer is told to come back. */
const MAX_WAIT_MS = 60_000;

/** How often it is looked whether a request that is under way has ended. */
const LOOK_MS = 250;

export interface AskOptions {
  get?: Fetcher["get"];
  signal?: AbortSignal;
  /** Waits: for tests. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

const inMs = (ms: number) => sql`${ms}::float8 * interval '1 millisecond'`;

/** Takes the turn if it is free; or says how long it is not, in milliseconds. */
async function take(ctx: Context, holder: string): Promise<number> {
  const taken = await ctx.db
    .insert(sourceTurns)
    .values({
      site: SITE,
      holder,
      heldUntil: sql`clock_timestamp() + ${inMs(LEASE_MS)}`,
      freeAt: sql`clock_timestamp()`,
    })
    .onConflictDoUpdate({
      target: sourceTurns.site,
      set: { holder: sql`excluded.holder`, heldUntil: sql`excluded.held_until` },
      setWhere: sql`${sourceTurns.freeAt} <= clock_timestamp()
        and (${sourceTurns.holder} is null or ${sourceTurns.heldUntil} <= clock_timestamp())`,
    })
    .returning({ site: sourceTurns.site });
  if (taken.length > 0) return 0;
  const [turn] = await ctx.db
    .select({
      ms: sql<number>`ceil(extract(epoch from ${sourceTurns.freeAt} - clock_timestamp()) * 1000)::float8`,
    })
    .from(sourceTurns)
    .where(eq(sourceTurns.site, SITE));
  return Math.max(turn?.ms ?? 0, LOOK_MS);
}

/** Gives the turn back; the next request may begin after this pause. */
async function giveBack(ctx: Context, holder: string, pauseMs: number): Promise<void> {
  await ctx.db
    .update(sourceTurns)
    .set({ holder: null, heldUntil: null, freeAt: sql`clock_timestamp() + ${inMs(pauseMs)}` })
    .where(and(eq(sourceTurns.site, SITE), eq(sourceTurns.holder, holder)));
}

/** The pause that an answer asks for, in milliseconds; null if it asks for none. */
function pauseOf({ status, retryAfterMs, body }: FetchAnswer): number | null {
  const isThrottled =
    status === 429 || status === 503 || body.subarray(0, 20).toString().startsWith("Rate exceeded");
  return isThrottled ? (retryAfterMs ?? DEFAULT_RETRY_MS) : null;
}

/**
 * Asks arXiv when it is this installation's turn: one request at a time and three seconds apart,
 * over all processes. Returns the body of an answer with status 200 or 400, as arXiv explains errors
 * with either. Throws a `ThrottledError` where arXiv wants, or wanted, to be left alone for longer.
 */
export async function askArxiv(
  ctx: Context,
  address: string,
  {
    get = fetcher().get,
    signal,
    wait = (ms) => setTimeout(ms, undefined, { signal }),
  }: AskOptions = {},
): Promise<Buffer> {
  const holder = randomUUID();
  for (let ms = await take(ctx, holder); ms > 0; ms = await take(ctx, holder)) {
    signal?.throwIfAborted();
    if (ms > MAX_WAIT_MS) throw throttled(ms);
    await wait(ms, signal);
  }
  let pauseMs = PAUSE_MS;
  try {
    const answer = await get(address, { ...(signal && { signal }) });
    const asked = pauseOf(answer);
    if (asked !== null) {
      pauseMs = Math.max(asked, PAUSE_MS);
      throw throttled(pauseMs);
    }
    if (answer.status === 200 || answer.status === 400) return answer.body;
    throw new SourceError("refused", `arXiv answered with status ${answer.status}.`);
  } finally {
    await giveBack(ctx, holder, pauseMs);
  }
}

const throttled = (ms: number) => new ThrottledError("arXiv asks for a pause.", ms);
