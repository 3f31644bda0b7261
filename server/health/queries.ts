import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { version } from "@/package.json";
import { lateTasks } from "../jobs/queries";
import { env } from "../platform/env";
import { unavailability } from "../platform/errors";
import { diskOf } from "./disk";

const PATIENCE_MS = 2_000;

/** At most one test write per this interval, however often the check is called. */
const RETRY_MS = 15_000;

type State = "ok" | "unreachable" | "not writable";

let tried: { at: number; state: Promise<State> } | undefined;

/**
 * Tests whether the database can write. The table lasts as long as its transaction, and a row in it
 * needs a new page on disk: an update in place would succeed even on a full one.
 */
async function write(db: Database): Promise<State> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`create temporary table write_probe (at timestamptz) on commit drop`);
      await tx.execute(sql`insert into write_probe values (now())`);
    });
    return "ok";
  } catch (error) {
    const failed = unavailability(error);
    const isLost = failed && !("keepsConnection" in failed && failed.keepsConnection);
    return isLost ? "unreachable" : "not writable";
  }
}

/** Returns the last result if it is recent, else tries again. */
function lastTry(db: Database, now: number): Promise<State> {
  if (tried && now - tried.at < RETRY_MS) return tried.state;
  const state = write(db);
  tried = { at: now, state };
  // recovery is noticed at once
  state.then((found) => {
    if (found !== "ok") tried = undefined;
  });
  return state;
}

async function stateOf(db: Database, now: number): Promise<State> {
  const answers = await db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  return answers ? lastTry(db, now) : "unreachable";
}

let looked: { at: number; late: Promise<string[]> } | undefined;

/** The late tasks, read at most once per interval. */
function lateOf(db: Database, now: number): Promise<string[]> {
  if (looked && now - looked.at < RETRY_MS) return looked.late;
  const late = lateTasks({ db, now: () => new Date(now) }).catch(() => []);
  looked = { at: now, late };
  return late;
}

const within = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([
    work,
    new Promise<T>((resolve) => setTimeout(resolve, PATIENCE_MS, otherwise).unref()),
  ]);

/**
 * Whether the process and its database can serve readers, the background tasks that are late, and
 * the state of the embedded database's disk: with late tasks or a nearly full disk, it still
 * serves. Reveals nothing else about the installation.
 */
export async function health(db: Database, now = Date.now(), folder = env().DATA_DIR) {
  const [database, late, disk] = await Promise.all([
    within<State>(stateOf(db, now), "unreachable"),
    within(lateOf(db, now), []),
    folder === undefined ? undefined : within(diskOf(folder), undefined),
  ]);
  return {
    status: database === "ok" ? "ok" : "failing",
    database,
    ...(disk && { disk }),
    ...(late.length > 0 && { late }),
    version,
  };
}
