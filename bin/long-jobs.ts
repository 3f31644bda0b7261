import { type Answer, type Asked, failureOf } from "@/server/jobs/child-messages";
import { handle } from "@/server/jobs/handlers";
import { log } from "@/server/platform/log";
import { connectInChild, endWithParent } from "./child";
import { systemContext } from "./database";
import { CHILD_POOL } from "./jobs-in-child";

/**
 * Does the jobs that compute for long, which would keep readers waiting in the app's own process.
 * The app runs this (`jobs-in-child.ts`) on the database that it has opened, and this ends with it.
 */
export async function main(): Promise<number> {
  endWithParent();
  process.on("unhandledRejection", (err) => log().error({ err }, "a failure nobody waited for"));
  const { db } = connectInChild({ max: CHILD_POOL, name: "broadsheet long jobs" });
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
