import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Resolved } from "@/server/platform/fetch/addresses";
import { ca, failure, fetcherFor, rawSite, site, socketSite } from "../support/sites";

const MB = 1_000_000;
const small = { limits: { maxBytes: MB } };

const packed = (encoding: string, bytes: Buffer) =>
  site((_, response) => response.setHeader("content-encoding", encoding).end(bytes));

describe("compressed bodies", () => {
  const text = "Attention is all you need. ".repeat(1_000);

  it.each([
    ["gzip", gzipSync(text)],
    ["GZip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["gzip", Buffer.concat([gzipSync(text.slice(0, 999)), gzipSync(text.slice(999))])],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["br", brotliCompressSync(text)],
    ["identity", Buffer.from(text)],
  ])("are unpacked: %s", async (encoding, bytes) => {
    const answer = await fetcherFor().get(await packed(encoding, bytes));
    expect(String(answer.body)).toBe(text);
  });

  it.each(["gzip", "deflate", "br"])("may be empty: %s", async (encoding) => {
    const answer = await fetcherFor().get(await packed(encoding, Buffer.alloc(0)));
    expect(answer.body.length).toBe(0);
  });

  it.each([
    ["gzip", gzipSync(text).subarray(0, -9)],
    ["gzip", Buffer.from(text)],
    ["deflate", deflateSync(text).subarray(0, -9)],
    ["deflate", Buffer.from([0x78, 0xff, 0xff, 0xff])],
    ["br", brotliCompressSync(text).subarray(0, -9)],
    ["br", Buffer.from(text)],
  ])("that are damaged are refused: %s", async (encoding, bytes) => {
    const error = await failure(fetcherFor().get(await packed(encoding, bytes)));
    expect(error.reason).toBe("unreadable");
    expect(error.message).toMatch(/ sent compressed data that is damaged or incomplete\.$/);
  });

  it.each([
    ["zstd", /in an unknown encoding \(zstd\)\.$/],
    ["gzip, gzip", /in an unknown encoding \(gzip, gzip\)\.$/],
    ["<script>", /in an unknown encoding\.$/],
  ])("of another kind are refused: %s", async (encoding, words) => {
    const error = await failure(fetcherFor().get(await packed(encoding, Buffer.from("x"))));
    expect(error.reason).toBe("unreadable");
    expect(error.message).toMatch(words);
  });
});

describe("bytes", () => {
  it("may be as many as the limit", async () => {
    const url = await site((_, response) => response.end(Buffer.alloc(MB)));
    expect((await fetcherFor(small).get(url)).body.length).toBe(MB);
    const fetcher = fetcherFor();
    expect((await fetcher.get(url)).body.length).toBe(MB);
    const error = await failure(fetcher.get(url, { limits: { maxBytes: MB - 1 } }));
    expect(error.reason).toBe("too-large");
  });

  it("that are announced beyond the limit are refused before they come", async () => {
    const url = await rawSite(`HTTP/1.1 200 OK\r\nContent-Length: ${MB + 1}\r\n\r\n`);
    const error = await failure(fetcherFor(small).get(url));
    expect(error.reason).toBe("too-large");
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ sent more than 1 MB, which is the limit\.$/);
  });

  it("without an announcement and without an end are read up to the limit", async () => {
    let sent = 0;
    const url = await site((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on("drain", more).on("error", () => {});
      more();
    });
    expect((await failure(fetcherFor(small).get(url))).reason).toBe("too-large");
    // the rest is what buffers on the way contain
    expect(sent).toBeLessThan(64 * MB);
  });

  /** 10 MB each; in gzip, a file may consist of any number of such parts. */
  const zeros = Buffer.alloc(10 * MB);
  const part = gzipSync(zeros);

  it("of a bomb of 10 GB are unpacked up to the limit", async () => {
    let sent = 0;
    let noteEnd = () => {};
    const ended = new Promise<void>((resolve) => {
      noteEnd = resolve;
    });
    const url = await site((_, response) => {
      response.setHeader("content-encoding", "gzip");
      const more = () => {
        while (sent < 1_000 && !response.destroyed) {
          sent += 1;
          if (!response.write(part)) return;
        }
        response.end();
      };
      response.on("drain", more).on("close", () => noteEnd());
      more();
    });
    const before = process.memoryUsage().arrayBuffers;
    const error = await failure(fetcherFor(small).get(url));
    expect(error.reason).toBe("too-large");
    // a part is 10 kB on the wire and 10 MB unpacked
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * MB);
    await ended;
    expect(sent).toBeLessThan(1_000);
  });

  it.each([
    ["br", brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ["deflate", deflateSync(zeros)],
    ["deflate", deflateRawSync(zeros)],
    ["gzip", part],
  ])("of a small bomb, too: %s", async (encoding, bytes) => {
    expect(bytes.length).toBeLessThan(MB / 10);
    const error = await failure(fetcherFor(small).get(await packed(encoding, bytes)));
    expect(error.reason).toBe("too-large");
  });

  it("that unpack to nothing count as well", async () => {
    const empty = gzipSync("");
    const nothing = Buffer.alloc(3_000 * empty.length, empty);
    const url = await site((_, response) => {
      response.setHeader("content-encoding", "gzip");
      const more = () => {
        while (!response.destroyed && response.write(nothing));
      };
      response.on("drain", more);
      more();
    });
    expect((await failure(fetcherFor(small).get(url))).reason).toBe("too-large");
  });

  it.each([
    ["one long header", `X-Long: ${"x".repeat(20_000)}\r\n`],
    ["many headers", "X-Many: x\r\n".repeat(5_000)],
  ])("of headers are limited: %s", async (_, headers) => {
    const url = await rawSite(`HTTP/1.1 200 OK\r\n${headers}Content-Length: 0\r\n\r\n`);
    const error = await failure(fetcherFor().get(url));
    expect(error.reason).toBe("too-large");
    expect(error.message).toMatch(/ sent more headers than are read\.$/);
  });
});

describe("time", () => {
  it("ends a connection that is not made", async () => {
    // accepted by the system, and never answered
    const port = await socketSite(() => {});
    const fetcher = fetcherFor({ ca, limits: { connectMs: 40 } });
    const error = await failure(fetcher.get(`https://localhost:${port}/`));
    expect(error).toMatchObject({
      reason: "timed-out",
      message: "No connection to localhost was made within 0.04 seconds.",
    });
  });

  it("ends the search for a name", async () => {
    const resolve = () => new Promise<never>(() => {});
    const fetcher = fetcherFor({ resolve, limits: { connectMs: 40 } });
    expect((await failure(fetcher.get("http://papers.example/"))).reason).toBe("timed-out");
  });

  it("ends a connection that is made too late", async () => {
    let noteEnd = () => {};
    const ended = new Promise<void>((resolve) => {
      noteEnd = resolve;
    });
    const asked: string[] = [];
    const port = await socketSite((socket) => {
      socket.on("data", (bytes) => asked.push(String(bytes))).on("close", () => noteEnd());
    });
    let find = (_: Resolved[]) => {};
    const resolve = () =>
      new Promise<Resolved[]>((found) => {
        find = found;
      });
    const fetcher = fetcherFor({ resolve, limits: { connectMs: 40 } });
    const error = await failure(fetcher.get(`http://papers.example:${port}/`));
    expect(error.reason).toBe("timed-out");
    find([{ address: "127.0.0.1", family: 4 }]);
    await ended;
    expect(asked).toEqual([]);
  });

  it("ends a request that is not answered", async () => {
    const url = await site(() => {});
    const error = await failure(fetcherFor().get(url, { limits: { headersMs: 40 } }));
    expect(error.reason).toBe("timed-out");
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ did not answer within 0\.04 seconds\.$/);
  });

  it("ends an answer that stops", async () => {
    const url = await site((_, response) => response.write("the beginning"));
    const error = await failure(fetcherFor().get(url, { limits: { idleMs: 40 } }));
    expect(error.reason).toBe("timed-out");
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ sent nothing for 0\.04 seconds\.$/);
  });

  it("ends a compressed answer that stops", async () => {
    const bytes = gzipSync("the beginning".repeat(100));
    const url = await site((_, response) => {
      response.setHeader("content-encoding", "gzip").write(bytes.subarray(0, 20));
    });
    const error = await failure(fetcherFor().get(url, { limits: { idleMs: 40 } }));
    expect(error.reason).toBe("timed-out");
  });

  const dripping = (head: string, drop: string) =>
    rawSite(head, (socket) => {
      const timer = setInterval(() => socket.write(drop), 5);
      socket.on("close", () => clearInterval(timer));
    });

  it.each([
    ["a byte", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x"],
    ["a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"],
    [
      "a byte of a chunk's extension",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
      "x",
    ],
    ["a header", "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"],
    ["a hint", "", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ])("ends an answer that drips without an end: %s", async (_, head, drop) => {
    const url = await dripping(head, drop);
    const error = await failure(fetcherFor().get(url, { limits: { totalMs: 60 } }));
    expect(error).toMatchObject({
      reason: "timed-out",
      message: `The answer of ${new URL(url).host} was not complete within 0.06 seconds.`,
    });
  });

  it("ends redirects and waiting for a turn as one whole", async () => {
    const slow = await site(({ url = "" }, response) => {
      setTimeout(() => response.writeHead(302, { location: `${url}a` }).end(), 25);
    });
    const limits = { totalMs: 60 };
    expect((await failure(fetcherFor().get(slow, { limits }))).reason).toBe("timed-out");

    const silent = await site(() => {});
    const fetcher = fetcherFor();
    const reasons = Array.from({ length: 12 }, async () => {
      const error = await failure(fetcher.get(silent, { limits }));
      return error.reason;
    });
    expect(new Set(await Promise.all(reasons))).toEqual(new Set(["timed-out"]));
  });
});

describe("the caller", () => {
  it("can abort before, while it connects, and while the body comes", async () => {
    const url = await site((_, response) => response.write("the beginning"));
    const before = { signal: AbortSignal.abort(new Error("stopping")) };
    const error = await failure(fetcherFor().get(url, before));
    expect(error).toMatchObject({ reason: "aborted", cause: new Error("stopping") });

    const connecting = new AbortController();
    const resolve = () => {
      connecting.abort();
      return new Promise<never>(() => {});
    };
    const asked = fetcherFor({ resolve }).get("http://papers.example/", {
      signal: connecting.signal,
    });
    expect((await failure(asked)).reason).toBe("aborted");

    const reading = new AbortController();
    let noteEnd = () => {};
    const ended = new Promise<void>((resolve) => {
      noteEnd = resolve;
    });
    const endless = await site(({ socket }, response) => {
      response.write("the beginning");
      socket.once("close", () => noteEnd());
      setTimeout(() => reading.abort(), 20);
    });
    const read = fetcherFor().get(endless, { signal: reading.signal });
    expect((await failure(read)).reason).toBe("aborted");
    await ended;
  });

  it("keeps no listener on its signal", async () => {
    const url = await site((_, response) => response.end("here"));
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    Object.assign(signal, {
      addEventListener: (...given: Parameters<typeof add>) => {
        listeners += 1;
        add(...given);
      },
      removeEventListener: (...given: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...given);
      },
    });
    await fetcherFor().get(url, { signal });
    expect(listeners).toBe(0);
  });
});

describe("connections that fail", () => {
  const lost = async (url: string) => {
    const error = await failure(fetcherFor().get(url));
    expect(error).toMatchObject({ reason: "connection-lost" });
    expect(error.message).toMatch(/^The connection to .+ ended before its answer was complete\.$/);
  };

  it.each([
    ["before the answer", ""],
    ["within the headers", "HTTP/1.1 200 OK\r\nContent-"],
    ["before the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"],
    ["within the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"],
    ["within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nha"],
    ["before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nha\r\n"],
  ])("%s, closed or reset", async (_, bytes) => {
    await lost(await rawSite(bytes, (socket) => socket.end()));
    await lost(await rawSite(bytes, (socket) => setTimeout(() => socket.resetAndDestroy(), 10)));
  });

  it("do not make a cut file of a compressed one", async () => {
    const bytes = gzipSync("x".repeat(1_000));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`;
    const cut = Buffer.concat([Buffer.from(head), bytes.subarray(0, -10)]);
    await lost(await rawSite(cut, (socket) => socket.end()));
  });

  it.each([
    ["garbage", "hello\r\n\r\n"],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
    ["a bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["a control character", "HTTP/1.1 200 OK\r\nETag: a\0b\r\n\r\n"],
  ])("are told from what is not HTTP: %s", async (_, bytes) => {
    const error = await failure(fetcherFor().get(await rawSite(bytes)));
    expect(error.reason).toBe("not-http");
    expect(error.message).toMatch(/ answered, but not in HTTP\.$/);
  });

  it.each([
    "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
  ])("are those that announce two lengths", async (rest) => {
    await lost(await rawSite(`HTTP/1.1 200 OK\r\n${rest}`));
  });

  it("give what was announced, and nothing of what follows", async () => {
    const url = await rawSite("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalfand more");
    const fetcher = fetcherFor();
    expect(String((await fetcher.get(url)).body)).toBe("half");
    expect(String((await fetcher.get(url)).body)).toBe("half");
  });

  it("are refused where nothing listens", async () => {
    // port 1 of this machine: reserved for a service of 1988
    const error = await failure(fetcherFor().get("http://127.0.0.1:1/"));
    expect(error.reason).toBe("unreachable");
    expect(error.message).toBe("127.0.0.1:1 does not accept connections (ECONNREFUSED).");
  });

  it("name what cannot be found", async () => {
    for (const [code, words] of [
      ["ENOTFOUND", "There is no site named papers.example: check the address."],
      [
        "EAI_AGAIN",
        "The name papers.example could not be looked up (EAI_AGAIN): check the name server.",
      ],
    ] as const) {
      const resolve = async () => {
        throw Object.assign(new Error("getaddrinfo"), { code, syscall: "getaddrinfo" });
      };
      const error = await failure(fetcherFor({ resolve }).get("http://papers.example/"));
      expect(error).toMatchObject({ reason: "name-not-found", message: words });
    }
  });

  it("can be ended by their fetcher", async () => {
    let noteRequest = () => {};
    const requested = new Promise<void>((resolve) => {
      noteRequest = resolve;
    });
    const fetcher = fetcherFor();
    const asked = failure(fetcher.get(await site(() => noteRequest())));
    await requested;
    await fetcher.close();
    expect((await asked).reason).toBe("aborted");
  });
});
