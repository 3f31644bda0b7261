import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { lookFor } from "@/bin/bench/search";
import { type Known, WAYS } from "@/bin/bench/search/asked";
import { importSample } from "@/server/ingest/sample";
import { appDatabase } from "@/server/platform/database";
import { contextFor } from "../support/callers";

// The check of `npm run bench -- --search FILE`, applied to the sample.

test("papers of the sample are found as readers look for them", async () => {
  await importSample(contextFor({ kind: "system" }));
  const papers = await appDatabase().execute<Known & Record<string, unknown>>(
    sql`select slug, title from papers order by md5(slug) limit 60`,
  );
  expect(papers).toHaveLength(60);
  for (const { way, share, missed, took } of await lookFor(appDatabase(), [...papers], 1)) {
    expect(took.length, way).toBeGreaterThan(40);
    expect(share, `${way}: ${missed.join(" · ")}`).toBeGreaterThanOrEqual(WAYS[way].share);
  }
  // hundreds of searches, on a machine that may be busy
});
