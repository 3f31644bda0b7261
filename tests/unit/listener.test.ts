import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listener, serverOptions } from "@/server/api/http/listener";
import { answerMalformed } from "@/server/api/http/malformed";
import { withPageStatus } from "@/server/api/http/page-status";
import { noteChanges } from "@/server/page-cache/changes.mjs";
import { beginRender, keepPage } from "@/server/page-cache/store.mjs";
import {
  noteFormUnavailable,
  noteNotFound,
  noteOutage,
  noteReached,
} from "@/server/platform/page-status";
import { receive } from "@/server/platform/receiving";

/** The handler behind the gateway, set by each test. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let lines: { path: string; status: number; [key: string]: unknown }[] = [];
let server: Server;
let base: string;

async function open(settings: { appUrl?: string; trustProxy: boolean; dev?: boolean }) {
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const gateway = createServer(
    serverOptions,
    listener({
      next: withPageStatus((q, s) => answer(q, s)),
      answer: () => false,
      appUrl: settings.appUrl,
      log,
      ...settings,
    }),
  ).listen(0, "127.0.0.1");
  await once(gateway, "listening");
  return gateway;
}

const at = (gateway: Server) => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;

beforeAll(async () => {
  server = await open({ trustProxy: false });
  base = at(server);
});

beforeEach(() => {
  lines = [];
  answer = (request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ url: request.url, headers: request.headers }));
  };
});

afterAll(() => server.close());

const asPage = (_: IncomingMessage, response: ServerResponse) =>
  response.setHeader("content-type", "text/html; charset=utf-8").end("<!doctype html>");

describe("every answer", () => {
  it("lets a worker load the parts of its script, and call procedures", async () => {
    answer = (_, response) =>
      response.setHeader("content-type", "application/javascript; charset=UTF-8").end("1");
    const policy = (await fetch(`${base}/_next/static/chunks/worker.js`)).headers.get(
      "content-security-policy",
    );
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self'");
  });

  it("bears the headers that protect readers", async () => {
    const { headers } = await fetch(`${base}/api/health`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("asks browsers to stay with HTTPS where readers come over HTTPS", async () => {
    const secure = await open({ appUrl: "https://papers.example.org", trustProxy: true });
    const { headers } = await fetch(at(secure));
    expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
    secure.close();
  });

  it("is not cached by proxies", async () => {
    answer = (request, response) => {
      response.setHeader("cache-control", "s-maxage=31536000");
      asPage(request, response);
    };
    const { headers } = await fetch(`${base}/papers/2501.00663`);
    expect(headers.get("cache-control")).toBe("no-cache");
  });
});

describe("pages made for one reader", () => {
  it("get a nonce of their own, the same in the request and in the answer", async () => {
    let seen: unknown;
    answer = (request, response) => {
      seen = request.headers["content-security-policy"];
      asPage(request, response);
    };
    const one = (await fetch(`${base}/library`)).headers.get("content-security-policy");
    expect(one).toMatch(/script-src 'self' 'nonce-[\w+/]{22}=='/);
    expect(seen).toBe(one);
    const two = (await fetch(`${base}/library`)).headers.get("content-security-policy");
    expect(two).not.toBe(one);
    expect(`${one}${two}`).not.toContain("unsafe");
  });

  it("take no policy from the client", async () => {
    const forged = { "content-security-policy": "script-src 'nonce-evil'" };
    const library = await (await fetch(`${base}/library`, { headers: forged })).json();
    expect(library.headers["content-security-policy"]).not.toContain("evil");
    const seen = await (await fetch(`${base}/papers/x`, { headers: forged })).json();
    expect(seen.headers["content-security-policy"]).toBeUndefined();
  });
});

describe("a page that is not here for its reader", () => {
  /** Like Next: reads, then writes the result. */
  const answerAs = (contentType: string) => async (q: IncomingMessage, s: ServerResponse) => {
    await new Promise(setImmediate);
    if (q.url === "/lists/gone") noteNotFound();
    await new Promise(setImmediate);
    s.setHeader("content-type", contentType).write("<!doctype html>");
    s.end("<h1>This page is not in the paper</h1>");
  };

  it("says so by its status, and sends its words", async () => {
    answer = answerAs("text/html; charset=utf-8");
    const [here, gone] = await Promise.all(
      ["here", "gone"].map((id) => fetch(`${base}/lists/${id}`)),
    );
    expect(here?.status).toBe(200);
    expect(gone?.status).toBe(404);
    expect(await gone?.text()).toContain("not in the paper");
    expect(gone?.headers.get("content-security-policy")).toContain("'nonce-");
    await expect.poll(() => lines.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it("keeps its status where Next's router asks for it in parts", async () => {
    answer = answerAs("text/x-component");
    expect((await fetch(`${base}/lists/gone`)).status).toBe(200);
  });
});

describe("a page during which the database failed", () => {
  const SENTENCE = "The database is too busy right now. Please try again in a moment.";
  const asBrowser = { accept: "text/html" };

  /** Like Next: the page fails, and its own error page is sent piece by piece. */
  const failed = async (_: IncomingMessage, s: ServerResponse) => {
    await new Promise(setImmediate);
    noteOutage(SENTENCE);
    s.statusCode = 500;
    s.setHeader("content-type", "text/html; charset=utf-8");
    s.setHeader("content-encoding", "gzip");
    s.flushHeaders();
    s.write("<script>stack</script>");
    s.end("select $1");
  };

  beforeEach(() => {
    answer = failed;
  });

  it("is answered in our own words, with the time to ask again", async () => {
    const response = await fetch(`${base}/library`, { headers: asBrowser });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(response.headers.get("content-security-policy")).toMatch(/style-src 'sha256-/);
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    const text = await response.text();
    expect(text).toContain(SENTENCE);
    expect(text).not.toMatch(/<script|select/);
    expect(text.endsWith("</html>\n")).toBe(true);
  });

  it("says after a form that it may be sent again", async () => {
    const send = { method: "POST", headers: { ...asBrowser, origin: base }, body: "a=b" };
    const response = await fetch(`${base}/settings`, send);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("Reload this page to send it again");
  });

  it("is one sentence to what is no browser", async () => {
    const response = await fetch(`${base}/sitemap.xml`);
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(`${SENTENCE}\n`);
  });

  it("is the last cached page where there is one", async () => {
    const html = "<!doctype html><p>yesterday's</p>";
    beginRender("/papers/old", 1);
    keepPage("/papers/old", {
      kind: "APP_PAGE",
      html,
      headers: { "content-security-policy": "default-src 'none'" },
    });
    noteChanges(["/papers/old"]);
    const response = await fetch(`${base}/papers/old`, { headers: asBrowser });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(html);
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
  });

  it("is sent unchanged if it coped without the database", async () => {
    answer = async (_, s) => {
      await new Promise(setImmediate);
      noteOutage(SENTENCE);
      s.setHeader("content-type", "text/html").end("<h1>Sign in</h1>");
    };
    const response = await fetch(`${base}/sign-in`, { headers: asBrowser });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("<h1>Sign in</h1>");
  });

  it("is sent with 503 if it refuses a form because of it", async () => {
    answer = async (_, s) => {
      await new Promise(setImmediate);
      noteOutage(SENTENCE);
      noteFormUnavailable();
      s.setHeader("content-type", "text/html").end("<h1>Sign in</h1>");
    };
    const response = await fetch(`${base}/sign-in`, { headers: asBrowser });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.text()).toBe("<h1>Sign in</h1>");
  });

  it("fails as itself for any other reason", async () => {
    answer = (_, s) => s.writeHead(500).end("own");
    const response = await fetch(`${base}/library`, { headers: asBrowser });
    expect([response.status, await response.text()]).toEqual([500, "own"]);
  });
});

describe("a call of an action that fails", () => {
  const asBrowser = { accept: "text/html" };
  const asForm = { "content-type": "multipart/form-data; boundary=x" };
  const send = (headers: Record<string, string>) =>
    fetch(`${base}/settings`, { method: "POST", headers: { origin: base, ...headers }, body: "a" });
  const failing = (reached: boolean) => async (_: IncomingMessage, s: ServerResponse) => {
    await new Promise(setImmediate);
    if (reached) noteReached();
    s.writeHead(500, { "content-type": "text/plain" }).end("own");
  };

  it("before any code of ours is a request that cannot be read", async () => {
    answer = failing(false);
    const [page, part] = await Promise.all([
      send({ ...asBrowser, ...asForm }),
      send({ ...asBrowser, "next-action": "x" }),
    ]);
    expect([page.status, part.status]).toEqual([400, 400]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain("cannot read what your browser sent");
    expect(await part.text()).toMatch(/^Broadsheet cannot read [^<]*\n$/);
  });

  it("within our code is our failure", async () => {
    answer = failing(true);
    for (const headers of [asForm, { "next-action": "x" }]) {
      const response = await send(headers);
      expect([response.status, await response.text()]).toEqual([500, "own"]);
    }
  });

  it("for being unknown is reported to the router by Next, and to anyone else by us", async () => {
    answer = (_, s) => {
      s.statusCode = 409;
      s.setHeader("x-nextjs-action-not-found", "1").end("Next's");
    };
    const [part, page] = await Promise.all([send({ "next-action": "x" }), send(asForm)]);
    expect([part.status, await part.text()]).toEqual([409, "Next's"]);
    expect([page.status, await page.text()]).toEqual([400, expect.stringMatching(/^Broadsheet/)]);
    expect(page.headers.get("x-nextjs-action-not-found")).toBeNull();
  });

  it("is our failure where it calls none", async () => {
    answer = failing(false);
    expect((await send({ "content-type": "application/x-www-form-urlencoded" })).status).toBe(500);
    expect((await fetch(`${base}/settings`, { headers: { ...asBrowser } })).status).toBe(500);
  });
});

describe("the state of the router", () => {
  const get = (state: string) =>
    fetch(`${base}/library`, { headers: { rsc: "1", "next-router-state-tree": state } });

  it("is passed on if it is valid", async () => {
    const state = encodeURIComponent(JSON.stringify(["", { children: ["library", {}] }]));
    expect((await get(state)).status).toBe(200);
  });

  it.each(["%%%", "{", "[]", "null", "5", encodeURIComponent('["",{"children":[5,{}]}]')])(
    "%s is refused in words",
    async (state) => {
      const response = await get(state);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("cannot read what your browser sent");
    },
  );
});

describe("who asks", () => {
  const claims = {
    "x-forwarded-for": "6.6.6.6, 7.7.7.7",
    "x-forwarded-host": "evil.example",
    "x-client-address": "9.9.9.9",
    "x-request-id": "given-by-the-proxy",
  };

  it("is what the socket says", async () => {
    const response = await fetch(base, { headers: claims });
    const { headers } = await response.json();
    expect(headers["x-client-address"]).toBe("127.0.0.1");
    expect(headers["x-forwarded-for"]).toBeUndefined();
    expect(headers["x-forwarded-host"]).toBeUndefined();
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("x-request-id")).toBe(headers["x-request-id"]);
  });

  it("is what a trusted proxy saw itself", async () => {
    const proxied = await open({ trustProxy: true });
    const { headers } = await (await fetch(at(proxied), { headers: claims })).json();
    expect(headers["x-client-address"]).toBe("7.7.7.7");
    expect(headers["x-request-id"]).toBe("given-by-the-proxy");
    const hostile = { "x-request-id": "a b'\"<script>" };
    const other = await (await fetch(at(proxied), { headers: hostile })).json();
    expect(other.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    proxied.close();
  });
});

describe("headers of Next's own", () => {
  it.each([
    "x-middleware-prefetch",
    "x-middleware-subrequest",
    "x-middleware-rewrite",
    "x-middleware-request-cookie",
    "x-invoke-path",
    "x-nextjs-data",
    "x-next-resume-state-length",
    "x-now-route-matches",
    "x-prerender-revalidate",
    "x-matched-path",
    "x-action-forwarded",
    "next-resume",
    "next-hmr-refresh",
    "next-action",
  ])("do not come in from outside: %s", async (name) => {
    const { headers } = await (await fetch(base, { headers: { [name]: "1" } })).json();
    expect(headers).not.toHaveProperty(name);
  });

  it("that its router sends do", async () => {
    const sent = {
      rsc: "1",
      "next-url": "/",
      "next-router-state-tree": encodeURIComponent('["",{}]'),
      "next-router-prefetch": "1",
      "next-router-segment-prefetch": "/_tree",
    };
    const { headers } = await (await fetch(base, { headers: sent })).json();
    expect(headers).toMatchObject(sent);
    const action = { "next-action": "x", origin: base };
    const posted = await (await fetch(base, { method: "POST", headers: action })).json();
    expect(posted.headers).toMatchObject({ "next-action": "x" });
  });
});

describe("what is refused", () => {
  it("is answered in one plain sentence", async () => {
    const response = await fetch(`${base}/api/trpc/votes.set`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(
      "This request came from another site, so nothing was changed. Please open Broadsheet itself and try there.\n",
    );
  });

  it("is not read: a body too long or of no known length", async () => {
    const send = async (head: string) => {
      const socket = net.connect((server.address() as AddressInfo).port, "127.0.0.1");
      socket.write(`POST /x HTTP/1.1\r\nHost: a\r\n${head}\r\n\r\n`);
      const [first] = await once(socket, "data");
      socket.destroy();
      return String(first).split("\r\n")[0];
    };
    expect(await send("Content-Length: 10000000")).toBe("HTTP/1.1 413 Payload Too Large");
    expect(await send("Transfer-Encoding: chunked")).toBe("HTTP/1.1 411 Length Required");
    // two lengths are how requests are smuggled
    expect(await send("Content-Length: 1\r\nTransfer-Encoding: chunked")).toContain("400");
  });

  it("is a file beyond a larger bound, which is named", async () => {
    const send = async (path: string, length: number) => {
      const socket = net.connect((server.address() as AddressInfo).port, "127.0.0.1");
      socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`);
      const [first] = await once(socket, "data");
      socket.destroy();
      return String(first);
    };
    for (const path of ["/admin/import/check?source=x", "/admin/import/papers"]) {
      expect(await send(path, 100_000_000)).toContain("HTTP/1.1 200 OK");
      const refused = await send(path, 100_000_001);
      expect(refused).toContain("HTTP/1.1 413 Payload Too Large");
      expect(refused).toContain("more than Broadsheet reads at once (100 MB)");
    }
    for (const path of ["/admin/import", "/admin/import/checked", "/x?/admin/import/check"]) {
      expect(await send(path, 300_000)).toContain("HTTP/1.1 413 Payload Too Large");
    }
  });

  it("is a body that takes too long, except of a file that is being received", async () => {
    const timeouts = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
    const received = withPageStatus(async (request, response) => {
      const body = Readable.toWeb(request) as ReadableStream<Uint8Array>;
      const requestId = String(request.headers["x-request-id"]);
      const { signal } = new AbortController();
      let size = 0;
      await receive(body, { requestId, signal }, async (chunks) => {
        for await (const chunk of chunks) size += chunk.length;
      });
      response.end(`${size} bytes`);
    });
    const log = pino({ level: "silent" });
    const settings = { next: received, answer: () => false, appUrl: undefined, log };
    const slow = createServer(timeouts, listener({ ...settings, trustProxy: false }));
    slow.on("clientError", answerMalformed);
    slow.listen(0, "127.0.0.1");
    await once(slow, "listening");
    const send = async (path: string) => {
      const socket = net.connect((slow.address() as AddressInfo).port, "127.0.0.1");
      const ended = text(socket);
      const late = once(slow, "clientError");
      socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab`);
      await late;
      if (socket.writable) socket.write("cd");
      return ended;
    };
    expect(await send("/admin/import/papers")).toMatch(/^HTTP\/1.1 200 OK.*4 bytes/s);
    expect(await send("/x")).toContain("HTTP/1.1 408 Request Timeout");
    slow.close();
  });

  it("are addresses longer than any of ours", async () => {
    expect((await fetch(`${base}/${"x".repeat(10_000)}`)).status).toBe(414);
  });

  it("leads to the not-found page if it is not a valid URL", async () => {
    for (const path of ["/papers/%00", "/papers/%E0%A4", "//evil.example/x"]) {
      const { url } = await (await fetch(base + path)).json();
      expect(url).toBe("/404");
    }
  });
});

describe("the log", () => {
  it("says what was asked, without queries, tokens, cookies or addresses", async () => {
    const token = "T".repeat(43);
    await fetch(`${base}/reset-password/${token}?email=a@example.org`, {
      headers: { cookie: `session=${token}` },
    });
    await expect.poll(() => lines.length).toBe(1);
    const [line] = lines;
    expect(line).toMatchObject({ method: "GET", path: "/reset-password/…", status: 200 });
    expect(line?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(line)).not.toMatch(/TTT|example\.org|127\.0\.0\.1/);
  });
});

describe("a cached page", () => {
  const html = `<!doctype html><p>${"news ".repeat(1_000)}</p>`;
  const policy = "default-src 'none'; script-src 'self' 'sha256-x'";

  beforeEach(() => {
    beginRender("/papers/cached");
    const headers = { "content-security-policy": policy, link: "</f.woff2>; rel=preload" };
    keepPage("/papers/cached", { kind: "APP_PAGE", html, headers });
  });

  it.each(["identity", "gzip", "br"])(
    "is given as %s, and not again to who has it",
    async (encoding) => {
      const headers = { "accept-encoding": encoding };
      const first = await fetch(`${base}/papers/cached`, { headers });
      expect(await first.text()).toBe(html);
      expect(first.headers.get("content-encoding") ?? "identity").toBe(encoding);
      expect(first.headers.get("content-security-policy")).toBe(policy);
      expect(first.headers.get("vary")).toContain("accept-encoding");
      expect(first.headers.get("link")).toContain("preload");
      const etag = first.headers.get("etag") ?? "";
      const again = await fetch(`${base}/papers/cached`, {
        headers: { ...headers, "if-none-match": etag, "cache-control": "no-cache" },
      });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
    },
  );

  it("answers HEAD with its length alone", async () => {
    const response = await fetch(`${base}/papers/cached`, {
      method: "HEAD",
      headers: { "accept-encoding": "identity" },
    });
    expect(response.headers.get("content-length")).toBe(String(html.length));
    expect(await response.text()).toBe("");
  });

  it("leaves parts of pages to Next, and takes no writes", async () => {
    const part = await fetch(`${base}/papers/cached`, { headers: { rsc: "1" } });
    expect(part.headers.get("content-type")).toBe("application/json");
    const write = await fetch(`${base}/papers/cached`, { method: "POST" });
    expect(write.status).toBe(405);
  });
});

describe("in development", () => {
  it("relaxes the policy of pages, and lets them ask for what has changed", async () => {
    const gateway = await open({ trustProxy: false, dev: true });
    answer = (request, response) => {
      response.setHeader("x-reload", String(request.headers["next-hmr-refresh"]));
      asPage(request, response);
    };
    const response = await fetch(`${at(gateway)}/papers`, { headers: { "next-hmr-refresh": "1" } });
    gateway.close();
    expect(response.headers.get("x-reload")).toBe("1");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self' 'unsafe-inline' 'unsafe-eval'");
    expect(policy).toContain("connect-src 'self' ws: wss:");
    expect(policy).toContain("frame-ancestors 'none'");
    // everything else is as in production
    const other = await fetch(`${base}/papers`, { headers: { "next-hmr-refresh": "1" } });
    expect(other.headers.get("x-reload")).toBe("undefined");
    expect(other.headers.get("content-security-policy")).not.toContain("unsafe");
  });

  it("refuses what the production gateway refuses", async () => {
    const gateway = await open({ trustProxy: false, dev: true });
    const origin = "https://elsewhere.example";
    const response = await fetch(`${at(gateway)}/sign-in`, { method: "POST", headers: { origin } });
    gateway.close();
    expect(response.status).toBe(403);
  });
});
