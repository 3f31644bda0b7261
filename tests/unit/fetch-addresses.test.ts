import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { readEnv } from "@/server/platform/env";
import { rangeOf } from "@/server/platform/fetch/addresses";
import { ca, failure, fetcherFor, secureSite, site, socketSite } from "../support/sites";

/** A server on this machine that counts its connections. */
async function counting() {
  const connections: Socket[] = [];
  const port = await socketSite((socket) => connections.push(socket));
  return { port, connections };
}

describe("addresses that are not public are refused before anything is sent", () => {
  it.each([
    "127.0.0.1",
    "localhost",
    "LOCALHOST",
    "0",
    "0.0.0.0",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "127.8.8.8",
    "１２７.0.0.1",
    "①②⑦.0.0.①",
    "%31%32%37.0.0.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:8.8.8.8]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::8.8.8.8]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[5f00::1]",
    "[4000::1]",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
  ])("%s", async (host) => {
    const { port, connections } = await counting();
    const fetcher = fetcherFor({ loopback: false });
    for (const scheme of ["http", "https"]) {
      const error = await failure(fetcher.get(`${scheme}://${host}:${port}/`));
      expect(error.reason).toBe("address-refused");
      expect(error.message).toMatch(/ is not on the public internet, so it was not asked\.$/);
    }
    expect(connections).toEqual([]);
  });

  it.each([
    ["a private address", ["10.0.0.1"]],
    ["this machine", ["127.0.0.1"]],
    ["this machine, in IPv6", ["::1"]],
    ["a mapped address", ["::ffff:127.0.0.1"]],
    ["a translated address", ["64:ff9b::7f00:1"]],
    ["a public and then a private address", ["8.8.8.8", "127.0.0.1"]],
    ["a private and then a public address", ["fc00::1", "2606:4700::1111"]],
    ["no address", []],
    ["what is none", ["127.0.0.1 "]],
  ])("a name of %s", async (_, addresses) => {
    const { port, connections } = await counting();
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const fetcher = fetcherFor({ loopback: false, resolve });
    for (const scheme of ["http", "https"]) {
      const error = await failure(fetcher.get(`${scheme}://papers.example:${port}/`));
      expect(error.reason).toBe("address-refused");
      expect(error.message).toContain("papers.example");
    }
    expect(connections).toEqual([]);
  });

  it("also if the name had another address a moment ago", async () => {
    const answers = ["127.0.0.1", "10.0.0.1"];
    const fetcher = fetcherFor({
      resolve: async () => [{ address: answers.shift() ?? "", family: 4 }],
    });
    // the server ends the connection, so that the next request needs another
    const here = await site((_, response) => response.setHeader("connection", "close").end("once"));
    const url = here.replace("127.0.0.1", "papers.example");
    expect(String((await fetcher.get(url)).body)).toBe("once");
    expect((await failure(fetcher.get(url))).reason).toBe("address-refused");
  });
});

it("a connection is refused for where it arrived, whatever was looked up", async () => {
  let asked = 0;
  const url = await site((_, response) => {
    asked += 1;
    response.end();
  });
  // not the address that was checked, as if a part of this were broken
  const addresses = ["127.0.0.1", "8.8.8.8"];
  const resolve = async () => [
    {
      get address() {
        return addresses.shift() ?? "8.8.8.8";
      },
      family: 4,
    },
  ];
  const fetcher = fetcherFor({ loopback: false, resolve });
  const error = await failure(fetcher.get(url.replace("127.0.0.1", "papers.example")));
  expect(error.reason).toBe("address-refused");
  expect(addresses).toEqual([]);
  expect(asked).toBe(0);
});

describe("addresses that are public", () => {
  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "128.84.21.199",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "192.169.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:800::200e",
    "2001:4860:4860::8888",
  ])("%s", (address) => expect(rangeOf(address)).toBe("unicast"));

  it("are used beside those that a network with NAT64 adds", async () => {
    const { port } = new URL(await site((_, response) => response.end("here")));
    const resolve = async () => [
      { address: "64:ff9b::7f00:1", family: 6 },
      { address: "127.0.0.1", family: 4 },
    ];
    const answer = await fetcherFor({ resolve }).get(`http://papers.example:${port}/`);
    expect(String(answer.body)).toBe("here");
  });
});

describe("tests may ask this machine", () => {
  it.each(["127.0.0.1", "localhost", "2130706433"])("as %s", async (host) => {
    const { port } = new URL(await site((_, response) => response.end("here")));
    const answer = await fetcherFor().get(`http://${host}:${port}/`);
    expect(String(answer.body)).toBe("here");
  });

  it.each(["0.0.0.0", "[::]", "10.0.0.1", "[::ffff:127.0.0.1]", "169.254.169.254"])(
    "and not %s",
    async (host) => {
      const { port, connections } = await counting();
      const error = await failure(fetcherFor().get(`http://${host}:${port}/`));
      expect(error.reason).toBe("address-refused");
      expect(connections).toEqual([]);
    },
  );

  it("by a setting that an installation with an address of its own refuses", () => {
    const asked = { TEST_FETCH_LOOPBACK: "yes" };
    expect(readEnv(asked).TEST_FETCH_LOOPBACK).toBe("yes");
    expect(readEnv({}).TEST_FETCH_LOOPBACK).toBeUndefined();
    expect(() => readEnv({ ...asked, APP_URL: "https://papers.example.org" })).toThrow(
      /TEST_FETCH_LOOPBACK is for tests on localhost/,
    );
  });
});

describe("URLs", () => {
  it.each([
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "javascript:alert(1)",
    "//127.0.0.1/",
    "/papers",
    "papers.example",
    "http://",
    "http://[fe80::1%25eth0]/",
    "http://127.0.0.1:99999/",
    "http://user@127.0.0.1/",
    "http://:secret@127.0.0.1/",
    `http://${"x".repeat(254)}/`,
    "",
  ])("that are refused: %.40s", async (url) => {
    const error = await failure(fetcherFor().get(url));
    expect(error.reason).toBe("bad-url");
    expect(error.message).not.toContain("secret");
  });
});

it("the proxies of the environment are not used", async () => {
  const { port, connections } = await counting();
  const url = await site((_, response) => response.end("itself"));
  const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = `http://127.0.0.1:${port}`;
  try {
    expect(String((await fetcherFor().get(url)).body)).toBe("itself");
    expect(connections).toEqual([]);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

describe("encrypted connections", () => {
  it("need a certificate of an authority that is trusted", async () => {
    const error = await failure(fetcherFor().get(await secureSite((_, r) => r.end())));
    expect(error.reason).toBe("insecure");
    expect(error.message).toMatch(/^A secure connection to localhost:\d+ was not possible \(/);
  });

  it("need a certificate for the name that was asked", async () => {
    const url = await secureSite((_, response) => response.end("here"));
    const fetcher = fetcherFor({ ca });
    expect(String((await fetcher.get(url)).body)).toBe("here");
    const error = await failure(fetcher.get(url.replace("localhost", "127.0.0.1")));
    expect(error.reason).toBe("insecure");
    expect(error.message).toContain("(ERR_TLS_CERT_ALTNAME_INVALID)");
  });

  it("need a server that has them, and one that has them needs https", async () => {
    const plain = await site((_, response) => response.end());
    expect((await failure(fetcherFor().get(plain.replace("http", "https")))).reason).toBe(
      "insecure",
    );
    const secure = await secureSite((_, response) => response.end());
    const error = await failure(fetcherFor().get(secure.replace("https", "http")));
    expect(["not-http", "connection-lost"]).toContain(error.reason);
  });
});
