import { sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { papers } from "@/db/schema/papers";
import { rankingSettings } from "../editions/ranking";
import { importSample } from "../ingest/sample";
import { record } from "../installation/mutations";
import { isRecorded } from "../installation/queries";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import type { Context } from "../platform/context";
import { transaction } from "../platform/transaction";
import { rescore } from "../votes/paper-stats/mutations";

const RANKING = "ranking";

/** Runs in one transaction, one process at a time: after a crash, either all is done or nothing. */
function alone<T>(ctx: Context, work: (inside: Context) => Promise<T>): Promise<T> {
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.installation})`);
    return work(tx);
  });
}

/** Imports the sample papers if the installation has none. Returns whether it had none. */
export async function loadSampleIfEmpty(ctx: Context): Promise<boolean> {
  const isEmpty = async ({ db }: Context) =>
    (await db.select({ id: papers.id }).from(papers).limit(1)).length === 0;
  if (!(await isEmpty(ctx))) return false;
  return alone(ctx, async (inside) => {
    if (!(await isEmpty(inside))) return false;
    await importSample(inside);
    return true;
  });
}

/** Rewrites all trending scores if they were computed with other settings than the current ones. */
export async function rescoreIfSettingChanged(ctx: Context): Promise<void> {
  const value = rankingSettings();
  await alone(ctx, async (inside) => {
    if (await isRecorded(inside, RANKING, value)) return;
    await record(inside, RANKING, value);
    await rescore(inside);
    await invalidate(inside, [EVERYTHING]);
  });
}
