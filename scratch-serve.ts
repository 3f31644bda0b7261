import { createServer } from "node:http";
import next from "next";
import { listener, serverOptions } from "./server/http/listener";
import { log } from "./server/log";

const app = next({ dev: false, dir: process.cwd() });
await app.prepare();
const server = createServer(
  serverOptions,
  listener({ next: app.getRequestHandler(), appUrl: undefined, trustProxy: false, log: log() }),
);
server.listen(3206, () => console.log("ready"));
