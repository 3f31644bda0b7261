import net from "node:net";
import { countStranded } from "@/server/auth/passkeys/queries";
import { log } from "@/server/platform/log";
import { loadSampleIfEmpty, rescoreIfSettingChanged } from "@/server/startup/prepare-data";
import { catchUpInBackground } from "./catch-up";
import { type OpenDatabase, openDatabase, settings, share, systemContext } from "./database";
import { JOB_CONNECTIONS, startJobs } from "./jobs";
import { CHILD_CONNECTIONS } from "./jobs-in-child";
import { fail, say } from "./setup.mjs";
import { stopOnSignal, undoing, withinGrace } from "./stopping";
import { answerReaders, webConnections } from "./web";
import { startWebProcesses } from "./web-processes";

/** A process that answers no readers catches up over these: three checks at once, and a probe. */
const CATCH_UP_CONNECTIONS = 4;

/**
 * Serves the app until it is told to stop: in this process, or in several that it starts, each from
 * this bundle. In development there is no bundle, and one process.
 */
export async function serve({ bundle }: { bundle: string | null }): Promise<void> {
  const env = settings();
  const dev = bundle === null;
  const processes = dev ? 1 : env.WEB_CONCURRENCY;
  const cleanUp = undoing();
  const stopped = new AbortController();
  stopOnSignal(cleanUp, stopped);
  // the driver reports a connection lost while opening nowhere else
  process.on("unhandledRejection", (err) => log().error({ err }, "a failure nobody waited for"));
  try {
    say("Opening the database …");
    const { signal } = stopped;
    const isWorker = env.WORKER === "on";
    const forJobs = isWorker ? JOB_CONNECTIONS + CHILD_CONNECTIONS : 0;
    const own = isWorker && processes > 1 ? CATCH_UP_CONNECTIONS : 0;
    const connections = processes * webConnections(env) + forJobs + own;
    const opening = openDatabase(env, { onLost: fail, signal, connections, processes });
    const database = await cleanUp.after(opening, (opened) => opened.close());
    share(database);
    await cleanUp.after(prepare(database));
    await cleanUp.after(Promise.resolve(), async () => globalThis.broadsheetPool?.end());

    const answering =
      dev || processes === 1
        ? answerReaders({ dev, env, cleanUp })
        : inProcesses(processes, bundle, cleanUp);
    const port = await answering;
    if (isWorker) {
      const starting = startJobs(database, env, { servesPages: true });
      await cleanUp.after(starting, (stop) => withinGrace(stop()));
      const stopCatchingUp = catchUpInBackground(database);
      await cleanUp.after(Promise.resolve(), () => withinGrace(stopCatchingUp()));
    }
    if (!dev && !env.APP_URL) {
      say(
        `APP_URL is not set, so links in mail lead to http://localhost:${port} and there is no sitemap: set it to the address at which readers reach Broadsheet.`,
      );
    }
    const host = env.HOST && !["0.0.0.0", "::"].includes(env.HOST) ? env.HOST : "localhost";
    say(`Broadsheet is ready at http://${net.isIPv6(host) ? `[${host}]` : host}:${port}`);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

/** Has other processes answer readers. Returns their port, once all do. */
function inProcesses(
  count: number,
  bundle: string,
  cleanUp: ReturnType<typeof undoing>,
): Promise<number> {
  const { answering, stop } = startWebProcesses(count, bundle);
  // stopping comes first, as those that start may be stopped too
  const port = cleanUp.after(answering);
  void cleanUp.after(Promise.resolve(), stop);
  return port;
}

/** Adjusts the database to the settings, and fills an empty embedded one. */
async function prepare({ connect, folder }: OpenDatabase): Promise<void> {
  const { db, end } = connect({ max: 1, name: "broadsheet start" });
  try {
    if (folder && (await loadSampleIfEmpty(systemContext(db)))) {
      say("Loaded the sample editions.");
    }
    await rescoreIfSettingChanged(systemContext(db));
    const stranded = await countStranded(systemContext(db));
    if (stranded > 0) {
      say(`Passkeys made for another address than APP_URL do not work here: ${stranded}.`);
    }
  } finally {
    await end();
  }
}
