import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compressStaticFiles } from "@/bin/compress";
import { listener } from "@/server/api/http/listener";
import { answerStaticFile, readStaticFiles } from "@/server/api/http/static-files";
import { temporaryFolder } from "../support/temporary-folder";

const SCRIPT = "/_next/static/chunks/0a~b.js";
const SOURCE = "export const headline = 'All the papers that are fit to print';\n".repeat(200);
const PICTURE = Buffer.alloc(4_000, "pixel");

let root = "";
const servers: Server[] = [];

function write(file: string, text: string | Buffer) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** A project as a build leaves it, with a secret next to the files that it serves. */
beforeEach(async () => {
  root = await temporaryFolder();
  write(".next/static/chunks/0a~b.js", SOURCE);
  write(".next/static/chunks/short.js", "1;");
  write(".next/static/media/worker.ts", "const left = 'to Next';");
  write(".next/static/media/inter.woff2", PICTURE);
  write(".next/BUILD_ID", "secret");
  write("public/og.png", PICTURE);
  write("app/icon.svg", `<svg>${"<path/>".repeat(500)}</svg>`);
  write("app/page.svg", "<svg/>");
  await compressStaticFiles(root);
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(root, { recursive: true });
});

/**
 * The gateway in front of a Next that only reports being called. Returns a function that fetches
 * from it.
 */
async function open(maxBytes?: number) {
  const files = readStaticFiles(root, maxBytes);
  const server = createServer(
    listener({
      next: (_, response) => response.writeHead(418).end("Next"),
      answer: (q, s) => answerStaticFile(files, q, s),
      appUrl: undefined,
      trustProxy: false,
      log: pino({ enabled: false }),
    }),
  ).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  /** Sends the URL exactly as given, and returns the body as raw bytes. */
  return async (address: string, headers: Record<string, string> = {}, method = "GET") => {
    const asking = request({ host: "127.0.0.1", port, path: address, headers, method }).end();
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return {
      status: response.statusCode,
      headers: response.headers,
      body: Buffer.concat(chunks),
    };
  };
}

const IMMUTABLE = "public, max-age=31536000, immutable";

const plain = (body: Buffer) => body;

describe("a file of the build", () => {
  it.each([
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["gzip;q=1.0, br;q=0", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0", "identity", plain],
    ["identity", "identity", plain],
    ["", "identity", plain],
  ])("goes to a client that accepts %j in %s", async (accept, encoding, unpack) => {
    const get = await open();
    const { status, headers, body } = await get(SCRIPT, { "accept-encoding": accept });
    expect(status).toBe(200);
    expect(headers["content-encoding"] ?? "identity").toBe(encoding);
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(headers["cache-control"]).toBe(IMMUTABLE);
    expect(headers.vary).toBe("accept-encoding");
    expect(headers["content-length"]).toBe(String(body.length));
    expect(unpack(body).toString()).toBe(SOURCE);
    if (encoding !== "identity") expect(body.length).toBeLessThan(SOURCE.length / 10);
  });

  it("bears the headers that protect readers, and lets a worker load its parts", async () => {
    const get = await open();
    const { headers } = await get(SCRIPT);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["content-security-policy"]).toContain("script-src 'self'");
    const font = await get("/_next/static/media/inter.woff2");
    expect(font.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(font.headers["content-security-policy"]).not.toContain("script-src");
  });

  it("is not sent to a client that has it in this encoding", async () => {
    const get = await open();
    const inBrotli = { "accept-encoding": "br" };
    const { etag = "" } = (await get(SCRIPT, inBrotli)).headers;
    const held = await get(SCRIPT, { ...inBrotli, "if-none-match": `"other", W/${etag}` });
    expect(held.status).toBe(304);
    expect(held.body.length).toBe(0);
    expect(held.headers).toMatchObject({
      etag,
      vary: "accept-encoding",
      "cache-control": IMMUTABLE,
    });
    // a client applies it to its cached copy
    expect(held.headers["content-security-policy"]).toContain("script-src 'self'");
    const other = await get(SCRIPT, { "accept-encoding": "gzip", "if-none-match": etag });
    expect(other.status).toBe(200);
    expect(other.headers.etag).not.toBe(etag);
  });

  it("answers HEAD without the body, and a part that is asked for with the whole", async () => {
    const get = await open();
    const head = await get(SCRIPT, {}, "HEAD");
    expect(head.status).toBe(200);
    expect(head.headers["content-length"]).toBe(String(SOURCE.length));
    expect(head.body.length).toBe(0);
    const part = await get(SCRIPT, { range: "bytes=0-9" });
    expect(part.status).toBe(200);
    expect(part.body.length).toBe(SOURCE.length);
  });

  it("is sent uncompressed if compressing gains nothing", async () => {
    const get = await open();
    for (const [address, type] of [
      ["/_next/static/chunks/short.js", "text/javascript; charset=utf-8"],
      ["/_next/static/media/inter.woff2", "font/woff2"],
    ] as const) {
      const { status, headers } = await get(address, { "accept-encoding": "br, gzip" });
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe(type);
      expect(headers["content-encoding"]).toBeUndefined();
      expect(headers["cache-control"]).toBe(IMMUTABLE);
    }
  });

  it("goes out plain when there is no compressed form, or only one of another build", async () => {
    const changed = `${SOURCE}// changed\n`;
    write(".next/static/chunks/0a~b.js", changed);
    let get = await open();
    const now = await get(SCRIPT, { "accept-encoding": "br" });
    expect(now.headers["content-encoding"]).toBeUndefined();
    expect(now.body.toString()).toBe(changed);
    rmSync(path.join(root, ".next/compressed"), { recursive: true });
    get = await open();
    const missing = await get("/icon.svg", { "accept-encoding": "br" });
    expect(missing.status).toBe(200);
    expect(missing.headers["content-encoding"]).toBeUndefined();
  });
});

it("asks browsers to look again for files whose names stay", async () => {
  const get = await open();
  const picture = await get("/og.png", { "accept-encoding": "br" });
  expect(picture.status).toBe(200);
  expect(picture.headers["cache-control"]).toBe("public, max-age=0");
  expect(picture.headers["content-type"]).toBe("image/png");
  expect(picture.body).toEqual(PICTURE);
  const icon = await get("/icon.svg?icon.0abc.svg", { "accept-encoding": "br" });
  expect(icon.headers["content-encoding"]).toBe("br");
  expect(icon.headers["content-type"]).toBe("image/svg+xml");
  expect(icon.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
});

it("knows a file under an address with escapes, as browsers may send it", async () => {
  const get = await open();
  expect((await get("/_next/static/chunks/0a%7Eb.js")).body.toString()).toBe(SOURCE);
});

describe("what is no static file", () => {
  it("is 404 under the build's URLs, and not cached", async () => {
    const get = await open();
    for (const address of [
      "/_next/static/chunks/none.js",
      "/_next/static/",
      "/_next/static/chunks",
      "/_next/static/chunks/0a~b.js/",
      "/_next/static/CHUNKS/0a~b.js",
    ]) {
      const { status, headers, body } = await get(address);
      expect(status, address).toBe(404);
      expect(headers["cache-control"]).toBe("no-store");
      expect(body.toString()).toBe("There is no such file.\n");
    }
  });

  it("is left to Next elsewhere, whatever it leads to", async () => {
    const get = await open();
    for (const address of [
      "/_next/static/../BUILD_ID",
      "/_next/static/%2e%2e/BUILD_ID",
      "/_next/static/..%2fBUILD_ID",
      "/_next/static/..%5cBUILD_ID",
      "/_next/static/%",
      "/BUILD_ID",
      "/page.svg",
      "/",
      "/_next/static/media/worker.ts",
    ]) {
      expect((await get(address)).status, address).toBe(418);
    }
  });

  it.each([
    "/_next/static/../BUILD_ID",
    "/_next/static/chunks/../../BUILD_ID",
    "/_next/static/%2e%2e/BUILD_ID",
    "/_next/static/%2E%2E%2FBUILD_ID",
    "/_next/static/..%2fBUILD_ID",
    "/_next/static/..%5cBUILD_ID",
    "/_next/static/%252e%252e/BUILD_ID",
    "/_next/static/%252e%252e%252fBUILD_ID",
    "/_next/static/....//BUILD_ID",
    "/_next/static/..;/BUILD_ID",
    "/_next/static//../BUILD_ID",
    "/_next/static/chunks/%00/../../BUILD_ID",
    "/_next/static/%c0%ae%c0%ae/BUILD_ID",
    "/_next/static/\\..\\BUILD_ID",
    "//_next/static/../BUILD_ID",
    "/.next/BUILD_ID",
    "/../.next/BUILD_ID",
    "/%2e%2e/.next/BUILD_ID",
    "/.next/compressed/x.br",
    "http://localhost/_next/static/../BUILD_ID",
  ])("leads to no other file: %s", async (address) => {
    const get = await open();
    for (const method of ["GET", "HEAD"]) {
      const { status, body } = await get(address, { "accept-encoding": "br" }, method);
      expect([404, 418]).toContain(status);
      expect(body.toString()).not.toContain("secret");
    }
  });

  it("is what nothing reads", async () => {
    const get = await open();
    expect((await get(SCRIPT, {}, "OPTIONS")).status).toBe(418);
    expect((await get(SCRIPT, {}, "DELETE")).status).toBe(405);
  });
});

it("leaves files beyond its memory limit to Next", async () => {
  const get = await open(PICTURE.length + 100);
  const statuses = [];
  for (const address of [SCRIPT, "/_next/static/media/inter.woff2", "/og.png"]) {
    statuses.push((await get(address)).status);
  }
  expect(statuses).toEqual([418, 200, 418]);
});
