import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { initTRPC, TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { faultOf, isAnswered, isPassing, LONG, nowOf } from "@/components/api/call";
import { client } from "@/components/api/client";
import { MAX_CALLS } from "@/server/platform/limits";
import { MADE_FOR } from "@/server/platform/made-for";

vi.mock("@/components/api/page-account", () => ({ pageAccount: () => "ada", startOver: () => {} }));

const t = initTRPC.create({
  errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, now: { name: "newer" } } }),
});

const things = t.router({
  read: t.procedure.input(z.number()).query(({ input }) => ({ number: input })),
  nothing: t.procedure.query(() => undefined),
  long: t.procedure.input(z.array(z.number())).query(({ input }) => input.length),
  set: t.procedure.input(z.strictObject({ on: z.boolean() })).mutation(({ input }) => input.on),
  refuse: t.procedure.mutation(() => {
    throw new TRPCError({ code: "CONFLICT", message: "Somebody was faster." });
  }),
});

/** The client is typed for the app's procedures; these are the test's. */
const api = client as unknown as {
  things: {
    read: { query: (input: unknown) => Promise<{ number: number }> };
    nothing: { query: () => Promise<undefined> };
    long: { query: (input: number[], options?: typeof LONG) => Promise<number> };
    set: { mutate: (input: { on: boolean }) => Promise<boolean> };
    refuse: { mutate: () => Promise<never> };
  };
};

let server: Server;
/** The requests so far: method, address, and whether it outlives its page. */
let sent: { method: string; path: string; account: unknown; isKept: boolean }[] = [];
/** Answers in the app's place, if set. */
let answer: { status: number; type: string; body: string } | undefined;

const router = t.router({ things });

beforeAll(async () => {
  server = createServer((req, res) => {
    const path = (req.url ?? "").slice("/api/trpc/".length).split("?")[0] ?? "";
    if (!answer) {
      const options = {
        router,
        allowMethodOverride: true,
        maxBatchSize: MAX_CALLS,
        req,
        res,
        path,
      };
      void nodeHTTPRequestHandler({ ...options, createContext: () => ({}) });
    } else res.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push({
      method: init.method ?? "GET",
      path: address.split("?")[0] ?? "",
      account: headers.get(MADE_FOR),
      isKept: init.keepalive === true,
    });
    return fetch(`http://127.0.0.1:${port}${address}`, init);
  });
});

afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

beforeEach(() => {
  sent = [];
  answer = undefined;
});

/** What a call fails with. */
const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

test("calls of one moment go as one request, reads and changes apart", async () => {
  const { things } = api;
  const all = [things.read.query(1), things.set.mutate({ on: true }), things.read.query(2)];
  expect(await Promise.all(all)).toEqual([{ number: 1 }, true, { number: 2 }]);
  expect(await things.nothing.query()).toBeUndefined();
  expect(sent.map(({ method, path, isKept }) => [method, path, isKept])).toEqual([
    ["GET", "/api/trpc/things.read,things.read", false],
    ["POST", "/api/trpc/things.set", true],
    ["GET", "/api/trpc/things.nothing", false],
  ]);
  expect(sent.every(({ account }) => account === "ada")).toBe(true);
});

test("no request has more calls than the server takes", async () => {
  const numbers = Array.from({ length: 45 }, (_, number) => number);
  const found = await Promise.all(numbers.map((number) => api.things.read.query(number)));
  expect(found.map(({ number }) => number)).toEqual(numbers);
  expect(sent.map(({ path }) => path.split(",").length)).toEqual([20, 20, 5]);
});

test("a read that is too long for an address goes by POST", async () => {
  const input = Array.from({ length: 20_000 }, (_, number) => number);
  expect(await api.things.long.query(input, LONG)).toBe(20_000);
  // browsers would refuse to send as much for a page that was left
  expect(sent).toMatchObject([{ method: "POST", path: "/api/trpc/things.long", isKept: false }]);
});

test("each call has its own refusal, in the server's words", async () => {
  const read = api.things.read.query(7);
  const wrong = failure(api.things.read.query("seven"));
  const refused = await failure(api.things.refuse.mutate());
  expect(await read).toEqual({ number: 7 });
  expect(isAnswered(await wrong)).toBe(true);
  expect(isPassing(refused)).toBe(false);
  expect(faultOf(refused)).toBe("Somebody was faster.");
  expect(nowOf(refused)).toEqual({ name: "newer" });
});

test.each([
  [502, "text/html", "<h1>Bad gateway</h1>"],
  [200, "text/html", "<h1>Sign in to the hotel's network</h1>"],
  [500, "application/json", "{"],
  [200, "application/json", '{"hello":"world"}'],
  [200, "application/json", "null"],
  [200, "application/json", "[]"],
])("%s %s %s is no answer of the app's", async (status, type, body) => {
  answer = { status, type, body };
  const calls = [failure(api.things.read.query(1)), failure(api.things.read.query(2))];
  for (const error of await Promise.all(calls)) {
    expect(isAnswered(error)).toBe(false);
    expect(faultOf(error)).toBe(`The server answered with an error (${status}).`);
  }
});

test("a lost connection is no answer", async () => {
  const before = globalThis.fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const error = await failure(api.things.read.query(1));
  vi.stubGlobal("fetch", before);
  expect(isAnswered(error)).toBe(false);
  expect(faultOf(error)).toBe("The server did not answer.");
});
