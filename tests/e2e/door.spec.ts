import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "./support";

const EDITION = "/papers/date/2025-03-13";

/** Addresses and headers that no page of ours makes. */
const HOSTILE = [
  "/papers/%00",
  "/papers/%E0%A4",
  "/papers/%ED%A0%80",
  "//evil.example",
  "///evil.example/x",
  "/%5Cevil.example",
  "/papers/..%2f..%2fetc%2fpasswd",
  "/papers/hep-th%2F9901001",
  "/papers/[...id]",
  "/papers/%5B...id%5D",
  "/papers/<script>",
  "/papers/constructor",
  "/__proto__",
  "/.env",
  "/404",
  "/500",
  "/_error",
  "/papers/date/2025-03-13%0d%0aX:1",
  "/papers/date/9999-99-99",
  "/papers/week/2025-W99",
  "/papers/month/2025-13",
  "/papers/2501.99999999",
  "/papers/2501.00663v0",
  `/papers/${"a".repeat(5_000)}`,
  `/papers/${"a".repeat(9_000)}`,
  "/api/trpc/%00",
  "/api/trpc/nothing.here",
  "/api/trpc/viewer.state?input=%00",
  "/api/trpc/viewer.state?input={",
  '/api/trpc/viewer.state?input={"paperIds":[1e99]}',
  `/api/trpc/${"viewer.state,".repeat(30)}viewer.state?batch=1&input={}`,
  "/_next/image?url=http://evil.example&w=64&q=75",
];

test("no address, however hostile, is our fault", async ({ request, baseURL }) => {
  for (const path of HOSTILE) {
    const answer = await request.get(baseURL + path, { maxRedirects: 0 });
    const what = `${answer.status()} ${path.slice(0, 60)}`;
    expect(answer.status(), what).toBeGreaterThanOrEqual(300);
    expect(answer.status(), what).toBeLessThan(500);
    // if it redirects, it redirects to this site
    expect(answer.headers().location ?? "/", what).toMatch(/^\/(?![/\\])|^http:\/\/localhost/);
  }
});

test("no query or header, however hostile, is our fault", async ({ request }) => {
  const queries = [
    "?after=%00",
    "?after=../x",
    "?_rsc=1",
    "?__proto__=1",
    `?x=${"y".repeat(7_000)}`,
  ];
  const headers: Record<string, string>[] = [
    { "next-action": "x" },
    { "next-router-state-tree": "%%%" },
    { "next-url": "//evil.example" },
    { rsc: "1" },
    { "next-router-segment-prefetch": "../../x" },
    { range: "bytes=0-1" },
    { accept: ";;;" },
    { cookie: "authjs.session-token=%00" },
    { "x-forwarded-host": "evil.example" },
    { "x-middleware-subrequest": "src/middleware" },
    { "content-security-policy": "script-src 'nonce-evil'" },
  ];
  for (const query of queries) {
    const answer = await request.get(EDITION + query);
    expect(answer.status(), query.slice(0, 40)).toBeLessThan(500);
  }
  for (const path of [EDITION, "/sign-in"]) {
    for (const header of headers) {
      const answer = await request.get(path, { headers: header, maxRedirects: 0 });
      expect(answer.status(), `${path} ${JSON.stringify(header)}`).toBeLessThan(500);
      expect(await answer.text()).not.toContain("evil");
    }
  }
});

test("writes from another site are refused", async ({ request }) => {
  const elsewhere: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of elsewhere) {
    for (const path of ["/api/trpc/votes.set", "/sign-in", EDITION]) {
      const answer = await request.post(path, { headers, data: { paperId: 1, voted: true } });
      expect(answer.status()).toBe(403);
      expect(await answer.text()).toContain("another site");
    }
  }
});

test("a mutation cannot be called by a link", async ({ request }) => {
  const input = encodeURIComponent(JSON.stringify({ paperId: 1, voted: true }));
  expect((await request.get(`/api/trpc/votes.set?input=${input}`)).status()).toBe(405);
});

test("upgrade requests keep no connection", async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  const socket = connect(Number(port), "127.0.0.1");
  const closed = once(socket, "close");
  socket.resume().on("error", () => {});
  socket.write(
    "GET /nothing-here HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  await closed;
});

test("a body is at most 256 kB", async ({ request }) => {
  const answer = await request.post("/api/trpc/votes.set", { data: { body: "x".repeat(300_000) } });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain("256 kB");
});

test("the health of process and database is public, and nothing else", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({
    status: "ok",
    database: "ok",
    disk: expect.stringMatching(/^(ok|nearly full)$/),
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

test("a page is sent again only when it has changed", async ({ request }) => {
  const first = await request.get(EDITION);
  expect(first.headers()["cache-control"]).toBe("no-cache");
  const second = await request.get(EDITION);
  const etag = second.headers().etag ?? "";
  const third = await request.get(EDITION, { headers: { "if-none-match": etag } });
  expect(third.status()).toBe(304);
});
