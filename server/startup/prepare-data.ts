import { eq, sql } from "drizzle-orm";
import { locks } from "@/db/locks";
import { installation } from "@/db/schema/installation";
import { papers } from "@/db/schema/papers";
import { rankingSettings } from "../editions/ranking";
import { importSample } from "../ingest/sample";
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
    const [made] = await inside.db.select().from(installation).where(eq(installation.key, RANKING));
    if (made?.value === value) return;
    await inside.db
      .insert(installation)
      .values({ key: RANKING, value })
      .onConflictDoUpdate({ target: installation.key, set: { value } });
    await rescore(inside);
    await invalidate(inside, [EVERYTHING]);
  });
}
