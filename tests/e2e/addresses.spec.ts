import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "./support";

test("addresses made from arXiv's lead to the paper", async ({ request }) => {
  for (const [from, to] of [
    ["/abs/2503.09573", "/papers/2503.09573"],
    ["/abs/2503.09573v2", "/papers/2503.09573v2"],
    ["/pdf/2503.09573.pdf", "/papers/2503.09573"],
    ["/pdf/2503.09573v1", "/papers/2503.09573v1"],
    ["/html/hep-th/9901001", "/papers/hep-th/9901001"],
    ["/pdf/hep-th/9901001.pdf", "/papers/hep-th/9901001"],
    ["/papers/2503.09573.pdf", "/papers/2503.09573"],
    ["/papers/hep-th/9901001v1.pdf", "/papers/hep-th/9901001v1"],
    ["/papers", "/"],
  ]) {
    const answer = await request.get(from ?? "", { maxRedirects: 0 });
    expect([307, 308], from).toContain(answer.status());
    expect(answer.headers().location, from).toBe(to);
  }
  // and a URL of no paper says so
  expect((await request.get("/abs/nothing")).status()).toBe(404);
});

/** The server's whole response to these bytes. */
async function answerTo(base: string, text: string): Promise<string> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  socket.write(text);
  let answer = "";
  for await (const part of socket) answer += part;
  return answer;
}

test("a request whose headers are too large is answered with a page that says so", async ({
  baseURL,
}) => {
  const base = baseURL ?? "";
  const cookie = "x".repeat(40_000);
  const answer = await answerTo(base, `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toMatch(/^content-type: text\/html; charset=utf-8\r$/im);
  expect(answer).toMatch(/<h1>Too many cookies<\/h1>\s*<p>[^<]*Delete the cookies of this site/);
  expect(answer.endsWith("</html>\n")).toBe(true);
  expect(await answerTo(base, "nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*cannot be read/);
});

test("the app is there on every address of the machine, of IPv6 and of IPv4", async ({
  baseURL,
  request,
}) => {
  const { port } = new URL(baseURL ?? "");
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const addresses = own.filter(({ internal }) => internal).map(({ address }) => address);
  expect(addresses).toContain("127.0.0.1");
  for (const address of addresses) {
    const host = address.includes(":") ? `[${address}]` : address;
    expect((await request.get(`http://${host}:${port}/api/health`)).status(), host).toBe(200);
  }
});
