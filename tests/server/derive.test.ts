import { once } from "node:events";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { catchUpInBackground } from "@/bin/catch-up";
import { startChild } from "@/bin/child";
import { record } from "@/server/installation/mutations";
import { RELATED_VERSION } from "@/server/papers/related/nearness";
import { isAnyWaiting, RELATED } from "@/server/papers/related/queries";
import { finishIndexing } from "@/server/papers/search/mutations";
import { finishTopics, haveAllTopics } from "@/server/papers/topics/mutations";
import { appDatabase } from "@/server/platform/database";
import { contextFor } from "../support/callers";
import { openTestDatabase } from "../support/open-database";

const db = appDatabase();
const database = openTestDatabase();

/** The names of all that is connected to the database. */
async function others() {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database()`);
  return [...rows].map(({ name }) => name);
}

const addPapers = (count: number, slug: string) =>
  db.execute(sql`
    insert into papers (slug, title_key, title, abstract)
    select ${slug}::text || n, ${slug}::text || n, 'Agents that plan ' || n,
      'We study agents of a language model.'
    from generate_series(1, ${count}::int) n`);

test.each(["bin/relate.ts", "bin/derive.ts"])("%s ends when it is done", async (file) => {
  const [code] = await once(startChild(file, database.url), "exit");
  expect(code).toBe(0);
});

test("papers related to many new ones are found in another process", async () => {
  const ctx = contextFor({ kind: "system" });
  await finishTopics(ctx);
  await finishIndexing(ctx);
  await record(ctx, RELATED, RELATED_VERSION);
  await addPapers(1_000, "new-");
  await db.execute(sql`insert into papers_to_relate (paper_id) select id from papers`);
  const stop = catchUpInBackground(database);
  try {
    await expect.poll(others).toContain("broadsheet relate");
    expect(await others()).not.toContain("broadsheet related papers");
    await expect.poll(() => isAnyWaiting(ctx), { timeout: 60_000 }).toBe(false);
  } finally {
    await stop();
  }
  await db.execute(sql`delete from papers`);
});

test("an update derives again from many papers in another process", async () => {
  await addPapers(2_001, "old-");
  await db.execute(sql`delete from installation`);
  const ctx = contextFor({ kind: "system" });
  const stop = catchUpInBackground(database);
  try {
    await expect.poll(others).toContain("broadsheet derive");
    expect(await others()).not.toContain("broadsheet catch-up");
    await expect.poll(() => haveAllTopics(ctx), { timeout: 120_000 }).toBe(true);
    // it ends with the process that began it
    await stop();
    await expect.poll(others).not.toContain("broadsheet derive");
  } finally {
    await stop();
  }
  const [given] = await db.execute<{ papers: number }>(sql`
    select count(*)::int as papers from papers where 'agents' = any(topics)`);
  expect(given?.papers).toBe(2001);
});
