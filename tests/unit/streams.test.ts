import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isStream, streamCounter } from "@/server/api/http/streams";

let server: Server;
let url = "";
/** Resolves when the server has noticed that an open stream was closed. */
let closed: () => Promise<unknown>;

beforeEach(async () => {
  const refused = streamCounter(2);
  const responses = new Set<Promise<unknown>>();
  closed = () => Promise.race(responses);
  server = createServer((_, response) => {
    if (refused(response)) return;
    responses.add(once(response, "close"));
    response.write("open\n");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function open() {
  const request = get(url, { agent: false });
  // ended by the server when the test is over
  request.on("error", () => {});
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.on("error", () => {});
  return { status: response.statusCode, headers: response.headers, close: () => request.destroy() };
}

it("beyond the limit, one is refused until another closes", async () => {
  const first = await open();
  expect([first.status, (await open()).status]).toEqual([200, 200]);
  const refused = await open();
  expect(refused.status).toBe(503);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);

  first.close();
  await closed();
  expect((await open()).status).toBe(200);
  expect((await open()).status).toBe(503);
});

it("counts what follows lists, and no other call", () => {
  expect(isStream("/api/trpc/live.lists")).toBe(true);
  expect(isStream("/api/trpc/live%2Elists")).toBe(true);
  expect(isStream("/api/trpc/%zz")).toBe(false);
  expect(isStream("/api/trpc/lists.read")).toBe(false);
});
