import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { version } from "@/package.json";

const PATIENCE_MS = 2_000;

/** Whether the process and its database answer. Says nothing else about the installation. */
export async function health(db: Database) {
  const alive = await Promise.race([
    db.execute(sql`select 1`).then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
  ]);
  return { status: alive ? "ok" : "failing", database: alive ? "ok" : "unreachable", version };
}
