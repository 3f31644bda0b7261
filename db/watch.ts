import { DatabaseUnavailable, StatementError, withoutParameters } from "./errors";

/** A statement that takes this long has the database asked whether it is there at all. */
const SUSPECT_MS = 400;
/** How long it may take to answer that, in ticks: a busy process must not mistake itself for it. */
const PROBE_TICKS = 10;
const TICK_MS = 100;
/** How often a database that is away is asked again. */
const RETRY_MS = 500;
/** The longest that one statement or transaction may take, whatever it waits for. */
const LONGEST_MS = 20_000;

/** Waits without keeping the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());

/** A statement or transaction that has not been answered. */
interface Waiting {
  since: number;
  fail: (error: DatabaseUnavailable) => void;
}

export interface WatchOptions {
  /** Asks the database for anything at all, over a connection of its own. */
  probe: () => Promise<boolean>;
  /** Puts a new pool in the place of the present one, whose statements may take `grace` seconds more. */
  renew: (grace: number) => void;
  /** A statement or transaction failed through no fault of who asked. */
  onFailure?: (error: DatabaseUnavailable) => void;
  onAway?: () => void;
  onBack?: () => void;
}

/**
 * Watches a pool of connections, so that nobody waits for a database that is away. A frozen server
 * keeps its connections and says nothing, and neither its own time limits nor the driver's end that:
 * what takes long has the database probed. If it does not answer, all that waits fails at once, all
 * that comes fails without waiting, and the database is probed until it is back.
 */
export function watch({ probe, renew, onFailure, onAway, onBack }: WatchOptions) {
  const waiting = new Set<Waiting>();
  let away = false;
  let stopped = false;
  let answeredAt = 0;
  let probing: Promise<void> | undefined;

  /** Whether the database answers the probe, or any statement does in that time. */
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
    // what has come while this process was busy is read before it is judged
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
    renew(0);
    void untilBack();
  }

  /** Asks whether the database is there, once for all who want to know at a time. */
  function suspect(): Promise<void> {
    probing ??= check().finally(() => {
      probing = undefined;
    });
    return probing;
  }

  /** Looks for what has waited too long. The first in the set has waited longest. */
  function look(): void {
    const [first] = waiting;
    if (!first) return;
    const waited = Date.now() - first.since;
    if (waited > LONGEST_MS) {
      // the database is there, so it is this connection or a lock that is not
      first.fail(new DatabaseUnavailable("slow"));
      renew(5);
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
