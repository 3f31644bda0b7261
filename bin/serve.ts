import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import net from "node:net";
import next from "next";
import { listener, serverOptions } from "@/server/api/http/listener";
import { answerMalformed } from "@/server/api/http/malformed";
import { withPageStatus } from "@/server/api/http/page-status";
import { answerProcedure } from "@/server/api/http/procedures";
import { answerStaticFile, readStaticFiles } from "@/server/api/http/static-files";
import { countStranded } from "@/server/auth/passkeys/queries";
import { endAll } from "@/server/live/hub";
import { log } from "@/server/platform/log";
import { loadSampleIfEmpty, rescoreIfSettingChanged } from "@/server/startup/prepare-data";
import { catchUpInBackground } from "./catch-up";
import { type OpenDatabase, openDatabase, settings, share, systemContext } from "./database";
import { JOB_CONNECTIONS, startJobs } from "./jobs";
import { CHILD_CONNECTIONS } from "./jobs-in-child";
import { fail, listenError, root, say } from "./setup.mjs";
import { stopOnSignal, undoing, withinGrace } from "./stopping";
import { warm } from "./warm";

/** Besides its pool, a process keeps one connection for notifications and one for probes. */
const CONNECTIONS_BESIDE = 2;

/** Serves static files and procedure calls without Next. */
function fromMemory() {
  const files = readStaticFiles(root);
  return (request: IncomingMessage, response: ServerResponse) =>
    answerStaticFile(files, request, response) || answerProcedure(request, response);
}

/** Serves the app in this process until it is told to stop. */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const env = settings();
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
    const connections = env.DATABASE_POOL + CONNECTIONS_BESIDE + forJobs;
    const opening = openDatabase(env, { onLost: fail, signal, connections });
    const database = await cleanUp.after(opening, (opened) => opened.close());
    share(database);
    await cleanUp.after(prepare(database));

    const server = createServer(serverOptions).on("clientError", answerMalformed);
    const app = next({ dev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: server });
    await cleanUp.after(app.prepare(), async () => {
      await withinGrace(app.close());
      await globalThis.broadsheetPool?.end();
    });
    const handler = withPageStatus(app.getRequestHandler());
    const { APP_URL: appUrl, TRUST_PROXY: trustProxy } = env;
    // code that the gateway runs is not reloaded: in development, Next runs it
    const answer = dev ? () => false : fromMemory();
    server.on("request", listener({ next: handler, answer, dev, appUrl, trustProxy, log: log() }));
    // nothing here is upgraded, and an unanswered upgrade would keep its socket; Next's reload uses
    // one
    if (!dev) server.on("upgrade", (_, socket) => socket.destroy());
    await cleanUp.after(listen(server, env.PORT, env.HOST), () => close(server));
    const { port } = server.address() as { port: number };
    const host = env.HOST && !["0.0.0.0", "::"].includes(env.HOST) ? env.HOST : "localhost";
    const site = `http://${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
    if (!dev) await cleanUp.after(withinGrace(warm(site)));
    if (isWorker) {
      const starting = startJobs(database, env, { servesPages: true });
      await cleanUp.after(starting, (stop) => withinGrace(stop()));
      const stopCatchingUp = catchUpInBackground(database);
      await cleanUp.after(Promise.resolve(), () => withinGrace(stopCatchingUp()));
    }
    if (!dev && !appUrl) {
      say(
        `APP_URL is not set, so links in mail lead to http://localhost:${port} and there is no sitemap: set it to the address at which readers reach Broadsheet.`,
      );
    }
    say(`Broadsheet is ready at ${site}`);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
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

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, port, host)));
    server.listen(port, host, resolve);
  });
}

/** Stops accepting requests, and closes those that are not answered in time. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // pages with an open list would stay connected forever; they reconnect by themselves
  endAll();
  // a connection that was busy when the server closed becomes idle a moment later
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  server.closeIdleConnections();
  await withinGrace(closed);
  clearInterval(sweep);
  server.closeAllConnections();
}
