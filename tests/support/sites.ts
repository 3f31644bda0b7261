import { once } from "node:events";
import { readFileSync } from "node:fs";
import http, { type RequestListener } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createFetcher } from "@/server/platform/fetch/create-fetcher";
import { FetchError } from "@/server/platform/fetch/fetch-error";

const certificate = (name: string) => readFileSync(`tests/fixtures/tls/${name}.pem`, "utf8");

/** The authority of the servers of `secureSite`. */
export const ca = certificate("localhost");

/** Opens a server on this machine until the test ends. Returns its port. */
async function open(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** The URL of a server over HTTP. */
export const site = async (answer: RequestListener) =>
  `http://127.0.0.1:${await open(http.createServer(answer))}`;

/** The URL of a server over HTTPS, by the one name of its certificate. */
export async function secureSite(answer: RequestListener): Promise<string> {
  const tls = { cert: ca, key: certificate("localhost-key") };
  return `https://localhost:${await open(https.createServer(tls, answer))}`;
}

/** The port of a server that does what `serve` says with each connection. */
export const socketSite = (serve: (socket: Socket) => void) => open(net.createServer(serve));

/** The URL of a server that sends these bytes to everyone who asks, and then what `then` does. */
export async function rawSite(bytes: string | Buffer, then: (socket: Socket) => void = () => {}) {
  const port = await socketSite((socket) => {
    socket.once("data", () => {
      socket.write(bytes);
      then(socket);
    });
  });
  return `http://127.0.0.1:${port}`;
}

/** A fetcher that may ask this machine, until the test ends. */
export function fetcherFor(settings: Partial<Parameters<typeof createFetcher>[0]> = {}) {
  const fetcher = createFetcher({ userAgent: "Broadsheet/test", loopback: true, ...settings });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** The error that a call of the fetcher rejects with. */
export async function failure(answer: Promise<unknown>): Promise<FetchError> {
  const error = await answer.then(
    () => new Error("there was an answer"),
    (error: unknown) => error,
  );
  if (!(error instanceof FetchError)) throw error;
  return error;
}
