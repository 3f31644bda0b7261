import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { answerProcedure } from "@/server/api/http/procedures";
import { endpoint, procedureOptions } from "@/server/api/procedures";
import { requestContext } from "@/server/api/request";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { appDatabase } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import { makeUser } from "../support/factories";

const ours = createServer((asked, response) => void answerProcedure(asked, response));

/** tRPC's own adapter, as the measure. */
const theirs = createServer((asked, response) => {
  const [path = ""] = (asked.url ?? "").split("?", 1);
  void nodeHTTPRequestHandler({
    ...procedureOptions,
    req: asked,
    res: response,
    path: path.slice(endpoint.length + 1),
    createContext: () => requestContext((name) => asked.headers[name]?.toString() ?? null),
  });
});

let cookie = "";

beforeAll(async () => {
  for (const server of [ours, theirs]) await once(server.listen(0, "127.0.0.1"), "listening");
  const user = await makeUser();
  const session = { userId: user.id, userAgent: null, now: new Date() };
  const { token } = await startSession(appDatabase(), session);
  cookie = `${sessionCookieName()}=${token}`;
});

afterAll(() => {
  for (const server of [ours, theirs]) server.close();
});

interface Asked {
  method?: string;
  path: string;
  body?: string;
  stranger?: true;
}

async function answer(server: typeof ours, { method = "GET", path, body, stranger }: Asked) {
  const { port } = server.address() as AddressInfo;
  const headers = {
    ...(!stranger && { cookie }),
    ...(body !== undefined && {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
    }),
    "x-request-id": "00000000-0000-4000-8000-000000000000",
  };
  const to = { port, host: "127.0.0.1", method, path: `${endpoint}/${path}`, headers };
  const sent = request(to).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { "content-type": type, "cache-control": cache, "retry-after": wait } = response.headers;
  const text = Buffer.concat(chunks).toString();
  return { status: response.statusCode, type, cache, wait, text };
}

const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const post = (path: string, value: unknown): Asked => ({
  method: "POST",
  path,
  body: JSON.stringify(value),
});
const many = (count: number) => Array.from({ length: count }, () => "lists.all").join();

test.each<[string, Asked]>([
  ["a query without input", { path: "lists.all" }],
  ["a query with input", { path: `viewer.state?${input({ paperIds: [1, 2] })}` }],
  ["a query by POST", post("viewer.state", { paperIds: [1] })],
  ["a stranger's query", { path: "lists.all", stranger: true }],
  [
    "a stranger's query that all may ask",
    { path: `viewer.state?${input({ paperIds: [] })}`, stranger: true },
  ],
  ["a query with an empty input", { path: "viewer.state?input=" }],
  ["a query whose input is missing", { path: "viewer.state" }],
  ["a query whose input is no JSON", { path: "viewer.state?input=%7B" }],
  ["a query whose input is invalid", { path: `viewer.state?${input({ paperIds: "all" })}` }],
  ["a query without input that gets one that is no JSON", { path: "lists.all?input=%7B" }],
  ["one of a batch", { path: `viewer.state?batch=1&${input({ 0: { paperIds: [] } })}` }],
  ["a batch", { path: `lists.all,viewer.state?batch=1&${input({ 1: { paperIds: [3] } })}` }],
  ["a batch in which one fails", { path: `lists.all,viewer.state?batch=1&${input({})}` }],
  ["a batch of which each fails alike", { path: `lists.all,teams.mine?batch=1`, stranger: true }],
  ["a batch with escapes", { path: `lists.all%2Cteams.mine?batch=1` }],
  ["a batch whose input is no object", { path: `viewer.state?batch=1&${input([1])}` }],
  ["a batch whose input is null", { path: `viewer.state?batch=1&${input(null)}` }],
  ["a batch that is too long", { path: `${many(21)}?batch=1` }],
  ["a batch that is just not too long", { path: `${many(20)}?batch=1` }],
  ["a batch of queries and changes", { path: "lists.all,votes.set?batch=1" }],
  ["a batch with a stream", { path: "live.lists,live.lists?batch=1" }],
  ["several names without a batch", { path: "lists.all,teams.mine" }],
  ["an unknown procedure", { path: "lists.none" }],
  ["an unknown procedure of a batch", { path: "lists.none,lists.all?batch=1" }],
  ["a name that every object has", { path: "constructor" }],
  ["a change by GET", { path: `votes.set?${input({ paperId: 1, voted: true })}` }],
  ["a change of nothing", post("votes.set", { paperId: 2_000_000_000, voted: true })],
  ["a change whose input is invalid", post("votes.set", { paperId: "x" })],
  ["a change whose input is no JSON", { method: "POST", path: "votes.set", body: "{" }],
  ["a change with a mark of its byte order", { ...post("votes.set", {}), body: "\uFEFF{}" }],
  ["a change without a body", { method: "POST", path: "votes.set", body: "" }],
  ["a batch of changes", post("votes.set,votes.set?batch=1", { 0: { paperId: 1 }, 1: {} })],
  ["only the head", { method: "HEAD", path: "lists.all" }],
])("%s is answered as tRPC's adapter does", async (_, asked) => {
  // of a request that is refused as a whole, the adapter says that its JSON is plain text
  const { type, ...own } = await answer(ours, asked);
  const { type: _type, ...other } = await answer(theirs, asked);
  expect(own).toEqual(other);
  expect(type).toBe(asked.method === "HEAD" ? undefined : "application/json");
});

test("a change beyond the rate is refused with the time to wait", async () => {
  const change = post("votes.set", { paperId: 1, voted: true });
  const answers = [];
  for (let at = 0; at < 320; at++) answers.push(await answer(ours, change));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.wait)).toBeGreaterThan(0);
});

test("who leaves in the middle of a body is no failure of ours", async () => {
  const written = vi.spyOn(log(), "error");
  const { port } = ours.address() as AddressInfo;
  const headers = { cookie, "content-type": "application/json", "content-length": "100" };
  const arrived = once(ours, "request");
  const sent = request({ port, method: "POST", path: `${endpoint}/viewer.state`, headers });
  sent.on("error", () => {});
  sent.write("{");
  const [, response] = (await arrived) as [IncomingMessage, ServerResponse];
  const answered = once(response, "close");
  sent.destroy();
  await answered;
  // the next answer comes after all that is left to do for this one
  await answer(ours, { path: "lists.all" });
  expect(written).not.toHaveBeenCalled();
});
