import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { ca, failure, fetcherFor, secureSite, site, socketSite } from "../support/sites";

const redirecting =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    response.writeHead(status, { location }).end("moved");

/** A site of which each page `/N` redirects to `/N-1`, and `/0` does not. */
const staircase = () =>
  site(({ url = "" }, response) => {
    const step = Number(url.slice(1));
    if (step === 0) response.end("the ground");
    else response.writeHead(302, { location: `/${step - 1}` }).end("further down");
  });

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308])("are followed: %i", async (status) => {
    const end = await site(({ method }, response) => response.end(method));
    const answer = await fetcherFor().get(await site(redirecting(`${end}/new?a=b#part`, status)));
    expect(String(answer.body)).toBe("GET");
    expect(answer).toMatchObject({ status: 200, url: `${end}/new?a=b` });
  });

  it.each([300, 304, 305])("are not all that 3xx is: %i", async (status) => {
    const answer = await fetcherFor().get(await site(redirecting("http://10.0.0.1/", status)));
    expect(answer.status).toBe(status);
  });

  it("are followed five times", async () => {
    const url = await staircase();
    expect(String((await fetcherFor().get(`${url}/5`)).body)).toBe("the ground");
    const error = await failure(fetcherFor().get(`${url}/6`));
    expect(error.reason).toBe("too-many-redirects");
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ redirects more than 5 times\.$/);
  });

  it("may be relative, and written in UTF-8", async () => {
    const url = await site((request, response) => {
      if (request.url !== "/papers/caf%C3%A9") {
        const location = Buffer.from("papers/café").toString("latin1");
        response.writeHead(301, { location }).end();
      } else response.end("found");
    });
    expect(String((await fetcherFor().get(`${url}/old`)).body)).toBe("found");
  });

  it("in a circle end at once", async () => {
    let asked = 0;
    const url = await site(({ url }, response) => {
      asked += 1;
      response.writeHead(302, { location: url === "/a" ? "/b" : "/a" }).end();
    });
    const error = await failure(fetcherFor().get(`${url}/a`));
    expect(error.reason).toBe("too-many-redirects");
    expect(error.message).toMatch(/redirects in a circle\.$/);
    expect(asked).toBe(2);
  });

  it.each([
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::]/",
    "http://0x0a000001/",
    "//192.168.1.1/",
  ])("to an address that is not public are refused: %s", async (location) => {
    const error = await failure(fetcherFor().get(await site(redirecting(location))));
    expect(error.reason).toBe("address-refused");
  });

  it("to a name that turns out to be private are refused", async () => {
    const resolve = async () => [{ address: "192.168.0.10", family: 4 }];
    const url = await site(redirecting("http://intranet.example/"));
    const error = await failure(fetcherFor({ resolve }).get(url));
    expect(error).toMatchObject({ reason: "address-refused" });
    expect(error.message).toContain("intranet.example");
  });

  it.each([
    ["file:///etc/passwd", /to another protocol/],
    ["ftp://127.0.0.1/", /to another protocol/],
    ["data:text/plain,hello", /to another protocol/],
    ["http://user:secret@127.0.0.1/", /to an address with a user name/],
    ["http://[", /to something that is no address/],
    [`http://${"x".repeat(254)}/`, /to something that is no address/],
    ["", /without saying where to/],
  ])("are refused: %.40s", async (location, words) => {
    const error = await failure(fetcherFor().get(await site(redirecting(location))));
    expect(error.reason).toBe("redirect-refused");
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain("secret");
  });

  it("never lead from https to http", async () => {
    const plain = await site((_, response) => response.end("plain"));
    const error = await failure(fetcherFor({ ca }).get(await secureSite(redirecting(plain))));
    expect(error).toMatchObject({ reason: "redirect-refused" });
    expect(error.message).toMatch(/redirects from https to http, which is not followed\.$/);
  });

  it("may lead from http to https", async () => {
    const secure = await secureSite((_, response) => response.end("secure"));
    const answer = await fetcherFor({ ca }).get(await site(redirecting(secure)));
    expect(String(answer.body)).toBe("secure");
  });

  it("do not wait for the body of the redirect", async () => {
    const end = await site((_, response) => response.end("here"));
    const url = await site((_, response) => {
      response.writeHead(302, { location: end }).write("and here is a text without an end");
    });
    expect(String((await fetcherFor().get(url)).body)).toBe("here");
  });

  it("to a server that is not HTTP fail like any request to it", async () => {
    const port = await socketSite((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"));
    const url = await site(redirecting(`http://127.0.0.1:${port}/`));
    const error = await failure(fetcherFor().get(url));
    expect(error).toMatchObject({
      reason: "not-http",
      message: `127.0.0.1:${port} answered, but not in HTTP.`,
    });
  });
});

describe("the caller's own headers", () => {
  const own = {
    headers: { Authorization: "Bearer secret", "x-api-key": "key" },
    validators: { etag: '"a"', lastModified: "Sun, 06 Nov 1994 08:49:37 GMT" },
  };
  const names = ["authorization", "x-api-key", "if-none-match", "if-modified-since"];
  const echo: RequestListener = ({ headers }, response) =>
    response.end(JSON.stringify(names.filter((name) => name in headers)));
  const received = async (url: string) =>
    JSON.parse(String((await fetcherFor().get(url, own)).body));

  it("are sent, and sent again to the same origin", async () => {
    const url = await site((request, response) =>
      request.url === "/old" ? redirecting("/new")(request, response) : echo(request, response),
    );
    expect(await received(url)).toEqual(names);
    expect(await received(`${url}/old`)).toEqual(names);
  });

  it("are not sent to another origin, nor to the first by way of another", async () => {
    const here = await site((request, response) => {
      if (request.url === "/old") redirecting(there)(request, response);
      else echo(request, response);
    });
    const there: string = await site(redirecting(`${here}/new`));
    expect(await received(`${here}/old`)).toEqual([]);
  });

  it.each(["Host", "user-agent", "Accept-Encoding"])("cannot be %s", async (name) => {
    const url = await site(echo);
    await expect(fetcherFor().get(url, { headers: { [name]: "x" } })).rejects.toThrow(TypeError);
  });
});
