import type { IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { version } from "@/package.json";
import { fetcherFor, rawSite, site, socketSite } from "../support/sites";

/** A site that keeps the headers that it receives. */
async function listening() {
  const received: IncomingHttpHeaders[] = [];
  const url = await site(({ headers }, response) => {
    received.push(headers);
    response.end();
  });
  return { url, received };
}

describe("an answer", () => {
  it("is given whatever its status", async () => {
    for (const status of [200, 201, 206, 400, 404, 410, 429, 500, 503]) {
      const url = await site((_, response) => response.writeHead(status).end("an explanation"));
      const answer = await fetcherFor().get(`${url}/a?b=c#d`);
      expect(answer).toMatchObject({ status, url: `${url}/a?b=c`, retryAfterMs: null });
      expect(String(answer.body)).toBe("an explanation");
    }
  });

  it("has its headers", async () => {
    const url = await rawSite(
      "HTTP/1.1 200 OK\r\nContent-Type: application/atom+xml\r\nVary: a\r\nvary: b\r\n__proto__: x\r\nContent-Length: 0\r\n\r\n",
    );
    const { headers } = await fetcherFor().get(url);
    expect(headers.get("content-type")).toBe("application/atom+xml");
    expect(headers.get("vary")).toBe("a, b");
  });

  it("without an announced length ends with the connection", async () => {
    const url = await rawSite("HTTP/1.0 200 OK\r\n\r\nthe whole of it", (socket) => socket.end());
    expect(String((await fetcherFor().get(url)).body)).toBe("the whole of it");
  });

  it("to another request comes over the same connection, one at a time", async () => {
    const ports = new Set<number | undefined>();
    let open = 0;
    const url = await site(({ socket }, response) => {
      ports.add(socket.remotePort);
      open += 1;
      expect(open).toBe(1);
      setImmediate(() => {
        open -= 1;
        response.end("here");
      });
    });
    const fetcher = fetcherFor();
    const answers = await Promise.all(Array.from({ length: 5 }, () => fetcher.get(url)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(ports.size).toBe(1);
  });

  it("may offer another protocol", async () => {
    const offer = "Connection: Upgrade, Keep-Alive\r\nUpgrade: h2,h2c\r\n";
    const url = await rawSite(`HTTP/1.1 200 OK\r\n${offer}Content-Length: 4\r\n\r\nhere`);
    expect(String((await fetcherFor().get(url)).body)).toBe("here");
  });
});

describe("a request", () => {
  it("says who asks, and for what", async () => {
    const { url, received } = await listening();
    const fetcher = fetcherFor({ userAgent: "Broadsheet/1 (+https://papers.example.org/)" });
    await fetcher.get(url);
    await fetcher.get(url, { accept: "application/json", headers: { "X-Key": "a" } });
    expect(received).toMatchObject([
      {
        "user-agent": "Broadsheet/1 (+https://papers.example.org/)",
        accept: "*/*",
        "accept-encoding": "gzip, deflate, br",
      },
      { accept: "application/json", "x-key": "a" },
    ]);
    expect(received[0]).not.toHaveProperty("if-none-match");
    expect(received[0]).not.toHaveProperty("cookie");
  });

  it("has no cookies, whatever was set", async () => {
    const { received, url } = await listening();
    const setting = await site((_, response) =>
      response.writeHead(302, { "set-cookie": "a=b; Path=/", location: url }).end(),
    );
    const fetcher = fetcherFor();
    await fetcher.get(setting);
    await fetcher.get(setting);
    expect(received.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
  });
});

describe("the installation's fetcher", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function fresh(settings: Record<string, string>) {
    vi.resetModules();
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    return import("@/server/platform/fetch/fetcher");
  }

  it.each([
    ["", `Broadsheet/${version}`],
    ["https://papers.example.org", `Broadsheet/${version} (+https://papers.example.org)`],
    ["https://ada:secret@example.org/x", `Broadsheet/${version} (+https://example.org)`],
  ])("names its version and its address: %s", async (APP_URL, name) => {
    expect((await fresh({ APP_URL })).userAgent()).toBe(name);
  });

  it("asks nothing on this machine, except for a test of the whole app", async () => {
    const { url } = await listening();
    const { fetcher } = await fresh({ APP_URL: "", TEST_FETCH_LOOPBACK: "" });
    await expect(fetcher().get(url)).rejects.toMatchObject({ reason: "address-refused" });
    const tested = await fresh({ TEST_FETCH_LOOPBACK: "yes" });
    expect((await tested.fetcher().get(url)).status).toBe(200);
    expect(tested.fetcher()).toBe(tested.fetcher());
    await tested.fetcher().close();
  });
});

describe("validators", () => {
  it.each([
    ['"plain"'],
    ['W/"weak"'],
    ["without-quotes"],
    ['"with  two   spaces"'],
    ['"comma, and; semicolon"'],
    ['"back\\slash"'],
    [Buffer.from('"Ünïcødé 论文"').toString("latin1")],
    ['"\x80\xa0\xff"'],
    ['"-gzip"'],
  ])("go back byte for byte: %s", async (etag) => {
    const lastModified = "Sun, 6 Nov 1994 8:49:37 UTC (about)";
    const requests: Buffer[] = [];
    const head = `ETag:  ${etag} \r\nLast-Modified: ${lastModified}\r\n`;
    const port = await socketSite((socket) => {
      socket.on("data", (bytes: Buffer) => {
        const isKnown = requests.push(bytes) > 1;
        const status = isKnown ? "304 Not Modified" : "200 OK\r\nContent-Length: 0";
        socket.write(Buffer.from(`HTTP/1.1 ${status}\r\n${head}\r\n`, "latin1"));
      });
    });
    const fetcher = fetcherFor();
    const first = await fetcher.get(`http://127.0.0.1:${port}/`);
    expect(first).toMatchObject({ status: 200, etag, lastModified });
    const second = await fetcher.get(`http://127.0.0.1:${port}/`, { validators: first });
    expect(second).toMatchObject({ status: 304, etag, lastModified });
    expect(second.body.length).toBe(0);
    const sent = requests[1]?.toString("latin1") ?? "";
    expect(sent).toContain(`\r\nif-none-match: ${etag}\r\n`);
    expect(sent).toContain(`\r\nif-modified-since: ${lastModified}\r\n`);
  });

  it("may be missing, in what is sent and in what comes", async () => {
    const { url, received } = await listening();
    const answer = await fetcherFor().get(url, { validators: { etag: null, lastModified: "" } });
    expect(answer).toMatchObject({ etag: null, lastModified: null });
    expect(received[0]).not.toHaveProperty("if-none-match");
    expect(received[0]).not.toHaveProperty("if-modified-since");
  });

  it("of a 304 may come with the length and the encoding of the file", async () => {
    const url = await rawSite(
      'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 99999999999\r\nContent-Encoding: zstd\r\n\r\n',
    );
    const fetcher = fetcherFor();
    for (let count = 0; count < 2; count += 1) {
      const answer = await fetcher.get(url, { validators: { etag: '"a"' } });
      expect(answer).toMatchObject({ status: 304, etag: '"a"', body: Buffer.alloc(0) });
    }
  });
});

describe("when to ask again", () => {
  // dates are in GMT, also where one kind does not say so
  beforeEach(() => void vi.stubEnv("TZ", "Asia/Tokyo"));
  afterEach(() => vi.unstubAllEnvs());

  const NOW = Date.UTC(2026, 10, 30, 12, 0, 0);
  const DAY = 24 * 3_600_000;
  const asked = async (status: number, headers: Record<string, string>) => {
    const url = await site((_, response) => response.writeHead(status, headers).end());
    return (await fetcherFor({ now: () => NOW }).get(url)).retryAfterMs;
  };

  it.each([
    ["0", 0],
    ["120", 120_000],
    ["1.5", 1_500],
    ["86401", DAY],
    ["99999999999999999999999999", DAY],
    ["Mon, 30 Nov 2026 12:02:00 GMT", 120_000],
    ["Monday, 30-Nov-26 12:02:00 GMT", 120_000],
    ["Mon Nov 30 12:02:00 2026", 120_000],
    ["Mon, 30 Nov 2026 11:00:00 GMT", 0],
    ["Mon, 30 Nov 1970 11:00:00 GMT", 0],
    ["Fri, 31 Dec 9999 23:59:59 GMT", DAY],
    ["-5", null],
    ["+5", null],
    ["1e3", null],
    ["soon", null],
    ["5, 6", null],
    ["2026", 2_026_000],
    ["Mon, 99 Nov 2026 99:02:00 GMT", null],
    ["", null],
  ])("Retry-After: %s", async (value, expected) => {
    for (const status of [200, 429, 503]) {
      expect(await asked(status, { "retry-after": value })).toBe(expected);
    }
  });

  it.each([
    [{ "RateLimit-Reset": "30" }, 30_000],
    [{ "X-RateLimit-Reset": String(NOW / 1_000 + 90) }, 90_000],
    [{ "X-RateLimit-Reset": String(NOW / 1_000 - 90) }, 0],
    [{ "X-RateLimit-Reset": "99999999" }, DAY],
    [{ RateLimit: '"api";r=0;t=55' }, 55_000],
    [{ RateLimit: '"burst";r=0;t=5, "day";r=0; t=50' }, 50_000],
    [{ RateLimit: '"api";r=0' }, null],
    [{ "RateLimit-Reset": "soon" }, null],
    [{ "RateLimit-Reset": "30", "Retry-After": "7" }, 7_000],
    [{ "RateLimit-Reset": "30", "Retry-After": "soon" }, 30_000],
  ])("after a refusal: %j", async (headers, expected) => {
    expect(await asked(429, headers)).toBe(expected);
    expect(await asked(503, headers)).toBe(expected);
  });

  it("is not said by the limits of an answer that was given", async () => {
    expect(await asked(200, { "RateLimit-Reset": "30" })).toBeNull();
  });
});
