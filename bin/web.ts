import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { listener, serverOptions } from "@/server/api/http/listener";
import { answerMalformed } from "@/server/api/http/malformed";
import { withPageStatus } from "@/server/api/http/page-status";
import { answerProcedure } from "@/server/api/http/procedures";
import { answerStaticFile, readStaticFiles } from "@/server/api/http/static-files";
import { endAll } from "@/server/live/hub";
import type { Env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { countInParent } from "@/server/platform/rate-limits/writes";
import { endWithParent } from "./child";
import { settings } from "./database";
import { fail, listenError, root } from "./setup.mjs";
import { undoing, withinGrace } from "./stopping";
import { warm } from "./warm";
import { STOP } from "./web-processes";

/** Besides its pool, a process keeps one connection for notifications and one for probes. */
const CONNECTIONS_BESIDE = 2;

/** How many connections a process that answers readers keeps at most. */
export const webConnections = ({ DATABASE_POOL }: Pick<Env, "DATABASE_POOL">) =>
  DATABASE_POOL + CONNECTIONS_BESIDE;

/** Serves static files and procedure calls without Next. */
function fromMemory() {
  const files = readStaticFiles(root);
  return (request: IncomingMessage, response: ServerResponse) =>
    answerStaticFile(files, request, response) || answerProcedure(request, response);
}

interface Options {
  dev: boolean;
  env: Env;
  cleanUp: ReturnType<typeof undoing>;
}

/** Answers readers in this process, on a database that is ready. Returns the port. */
export async function answerReaders({ dev, env, cleanUp }: Options): Promise<number> {
  const server = createServer(serverOptions).on("clientError", answerMalformed);
  const app = next({ dev, dir: root, hostname: env.HOST, port: env.PORT, httpServer: server });
  await cleanUp.after(app.prepare(), () => withinGrace(app.close()));
  const handler = withPageStatus(app.getRequestHandler());
  const { APP_URL: appUrl, TRUST_PROXY: trustProxy } = env;
  // code that the gateway runs is not reloaded: in development, Next runs it
  const answer = dev ? () => false : fromMemory();
  const gateway = listener({ next: handler, answer, dev, appUrl, trustProxy, log: log() });
  server.on("request", gateway);
  // nothing here is upgraded, and an unanswered upgrade would keep its socket; Next's reload uses
  // one
  if (!dev) server.on("upgrade", (_, socket) => socket.destroy());
  if (!dev) await cleanUp.after(withinGrace(warm(gateway)));
  await cleanUp.after(listen(server, env.PORT, env.HOST), () => close(server));
  return (server.address() as AddressInfo).port;
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

/** One of several processes that answer readers: the app starts it, and tells it to stop. */
export async function main(): Promise<void> {
  endWithParent();
  countInParent();
  const cleanUp = undoing();
  process.on("message", (said) => {
    if (said === STOP) cleanUp.run().then(() => process.exit(0), fail);
  });
  process.on("unhandledRejection", (err) => log().error({ err }, "a failure nobody waited for"));
  await cleanUp.after(Promise.resolve(), async () => globalThis.broadsheetPool?.end());
  await answerReaders({ dev: false, env: settings(), cleanUp });
}
