import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { catchUpInBackground } from "@/bin/catch-up";
import { haveAllTopics } from "@/server/papers/topics/mutations";
import { appDatabase } from "@/server/platform/database";
import { contextFor } from "../support/callers";
import { openTestDatabase } from "../support/open-database";

const db = appDatabase();
const database = openTestDatabase();

test("an update derives again from many papers in another process", async () => {
  await db.execute(sql`
    insert into papers (slug, title_key, title, abstract)
    select 'old-' || n, 'old ' || n, 'Agents that plan ' || n, 'We study agents of a language model.'
    from generate_series(1, 2001) n`);
  await db.execute(sql`delete from installation`);
  const ctx = contextFor({ kind: "system" });
  const stop = catchUpInBackground(database);
  try {
    const others = async () => {
      const rows = await db.execute<{ name: string }>(sql`
        select distinct application_name as name from pg_stat_activity
        where datname = current_database()`);
      return [...rows].map(({ name }) => name);
    };
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
