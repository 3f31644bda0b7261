import { log } from "@/server/platform/log";
import { catchUpInBackground } from "./catch-up";
import { openDatabase, settings, share } from "./database";
import { JOB_CONNECTIONS, startJobs } from "./jobs";
import { fail, say } from "./setup.mjs";
import { stopOnSignal, undoing, withinGrace } from "./stopping";

/** One more looks for work. */
const OWN = 1;

/** `npm run worker`: does the background jobs until it is told to stop. */
export async function main() {
  const env = settings();
  const cleanUp = undoing();
  const stopped = new AbortController();
  stopOnSignal(cleanUp, stopped);
  process.on("unhandledRejection", (err) => log().error({ err }, "a failure nobody waited for"));
  try {
    const { signal } = stopped;
    const opening = openDatabase(env, { onLost: fail, signal, connections: JOB_CONNECTIONS + OWN });
    const database = await cleanUp.after(opening, (opened) => opened.close());
    share(database);
    await cleanUp.after(startJobs(database, env), (stop) => withinGrace(stop()));
    const stopCatchingUp = catchUpInBackground(database);
    await cleanUp.after(Promise.resolve(), () => withinGrace(stopCatchingUp()));
    say("Background jobs are done here until this process is told to stop.");
    return await new Promise<number>(() => {});
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}
