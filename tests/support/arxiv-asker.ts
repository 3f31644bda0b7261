import { once } from "node:events";
import { systemContext } from "@/bin/database";
import { connect } from "@/db/client";
import { askArxiv } from "@/server/ingest/sources/arxiv-turn";
import { createFetcher } from "@/server/platform/fetch/create-fetcher";

/**
 * A process that asks arXiv so often, when it is its turn. It waits by asking its parent, whose time
 * passes faster.
 */
export async function main([address = "", times = "0"]: string[]): Promise<number> {
  const { db, end } = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const fetcher = createFetcher({ userAgent: "Broadsheet/test", loopback: true });
  const wait = async (ms: number) => {
    process.send?.(ms);
    await once(process, "message");
  };
  for (let time = 0; time < Number(times); time++) {
    await askArxiv(systemContext(db), address, { get: fetcher.get, wait });
  }
  await fetcher.close();
  await end();
  process.disconnect();
  return 0;
}
