import { connect } from "@/db/client";
import { type Answer, type Asked, failureOf } from "@/server/jobs/child-messages";
import { handle } from "@/server/jobs/handlers";
import { log } from "@/server/platform/log";
import { systemContext } from "./database";
import { CHILD_POOL } from "./jobs-in-child";

/**
 * Does the jobs that compute for long, which would keep readers waiting in the app's own process.
 * The app runs this (`jobs-in-child.ts`) on the database that it has opened, and this ends with it.
 */
export async function main(): Promise<number> {
  process.on("disconnect", () => process.exit(1));
  if (!process.connected) return 1;
  // a terminal tells all its processes to stop: the app lets jobs end first
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  process.on("unhandledRejection", (err) => log().error({ err }, "a failure nobody waited for"));
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl = url } = process.env;
  if (!url) throw new Error("DATABASE_URL is missing: the app runs this.");
  const given = { max: CHILD_POOL, name: "broadsheet long jobs", prepare: directUrl === url };
  const { db } = connect(url, given);
  const running = new Map<number, AbortController>();
  const answer = (what: Answer) => process.send?.(what, () => {});
  process.on("message", async (asked: Asked) => {
    const { id } = asked;
    if ("stop" in asked) return running.get(id)?.abort();
    const stopping = new AbortController();
    running.set(id, stopping);
    try {
      const { name, payload } = asked;
      answer({ id, ending: await handle(systemContext(db), name, payload, stopping.signal) });
    } catch (error) {
      answer({ id, failure: failureOf(error) });
    } finally {
      running.delete(id);
    }
  });
  return new Promise(() => {});
}
