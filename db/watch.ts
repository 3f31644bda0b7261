import { DatabaseUnavailable, StatementError, withoutParameters } from "./errors";

/** If a statement takes this long, the database is probed. */
const SUSPECT_MS = 400;
/** How long a probe may take, in ticks, so that a busy process does not blame the database. */
const PROBE_TICKS = 10;
const TICK_MS = 100;
/** How often a database that is away is probed. */
const RETRY_MS = 500;
/** The longest that a statement or transaction may take, including waits. */
const LONGEST_MS = 20_000;
/** Seconds that the statements of a replaced pool have left. */
const GRACE = 5;

/** Waits without keeping the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());

/** A pending statement or transaction. */
interface Waiting {
  since: number;
  fail: (error: DatabaseUnavailable) => void;
}

export interface WatchOptions {
  /** Sends a trivial query over its own connection. */
  probe: () => Promise<boolean>;
  /** Replaces the current pool, whose statements may take `grace` more seconds. */
  renew: (grace: number) => void;
  /** A statement or transaction failed through no fault of the caller. */
  onFailure?: (error: DatabaseUnavailable) => void;
  onAway?: () => void;
  onBack?: () => void;
}

/**
 * Watches a pool of connections, so that nobody waits for a database that is away. A frozen server
 * keeps its connections and says nothing, and neither its own time limits nor the driver's end
 * that: so a slow statement triggers a probe. If the database does not answer, all pending
 * statements fail at once, new ones fail without waiting, and the database is probed until it is
 * back.
 */
export function watch({ probe, renew, onFailure, onAway, onBack }: WatchOptions) {
  const waiting = new Set<Waiting>();
  let away = false;
  let stopped = false;
  let answeredAt = 0;
  let renewedAt = 0;
  let probing: Promise<void> | undefined;

  /** Replaces the pool, unless that was done after the failed statement began. */
  function replace(since: number, grace: number): void {
    if (since <= renewedAt) return;
    renewedAt = Date.now();
    renew(grace);
  }

  /** Whether the database answers the probe, or any statement in that time. */
  async function isThere(): Promise<boolean> {
    const began = Date.now();
    let answer: boolean | undefined;
    probe().then(
      (there) => {
        answer = there;
      },
      () => {
        answer = false;
      },
    );
    for (let tick = 0; tick < PROBE_TICKS && answer === undefined; tick++) {
      await pause(TICK_MS);
    }
    // read what arrived while this process was busy, before judging
    await new Promise(setImmediate);
    return answer ?? answeredAt > began;
  }

  async function untilBack(): Promise<void> {
    while (!stopped && !(await isThere())) await pause(RETRY_MS);
    away = false;
    if (!stopped) onBack?.();
  }

  async function check(): Promise<void> {
    if (stopped || away || (await isThere()) || stopped) return;
    away = true;
    onAway?.();
    for (const { fail } of waiting) fail(new DatabaseUnavailable("away"));
    renewedAt = Date.now();
    renew(0);
    void untilBack();
  }

  /** Probes the database; concurrent callers share one probe. */
  function suspect(): Promise<void> {
    probing ??= check().finally(() => {
      probing = undefined;
    });
    return probing;
  }

  /** Checks for overdue statements. The first in the set has waited longest. */
  function look(): void {
    const [first] = waiting;
    if (!first) return;
    const waited = Date.now() - first.since;
    if (waited > LONGEST_MS) {
      // the database is there, so this connection or a lock is at fault
      first.fail(new DatabaseUnavailable("slow"));
      replace(first.since, GRACE);
    } else if (waited > SUSPECT_MS) void suspect();
  }

  const timer = setInterval(look, TICK_MS).unref();

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (away) throw failed(new DatabaseUnavailable("away"));
    let one: Waiting | undefined;
    try {
      const result = await new Promise<T>((resolve, reject) => {
        one = { since: Date.now(), fail: reject };
        waiting.add(one);
        work().then(resolve, reject);
      });
      answeredAt = Date.now();
      return result;
    } catch (thrown) {
      const error = withoutParameters(thrown);
      if (error instanceof StatementError) answeredAt = Date.now();
      if (!(error instanceof DatabaseUnavailable)) throw error;
      if (error.outage === "away" || error.outage === "lost") void suspect();
      // the driver may never write again to a connection that broke while a message was in its buffer
      if (error.outage === "lost" && !error.keepsConnection && one) replace(one.since, GRACE);
      throw failed(error);
    } finally {
      if (one) waiting.delete(one);
    }
  }

  function failed(error: DatabaseUnavailable): DatabaseUnavailable {
    onFailure?.(error);
    return error;
  }

  return {
    run,
    isAway: () => away,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
