import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { compressed } from "@/server/api/http/compressed";

const long = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => [id, 1]));

/** The bytes of a response to a client that accepts these encodings. */
async function wire(answer: (response: ServerResponse) => unknown, accept: string) {
  const server = createServer((asked, response) => answer(compressed(asked, response)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asking = request({ port, host: "127.0.0.1", headers: { "accept-encoding": accept } });
  asking.end();
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  server.close();
  return { headers: response.headers, body: Buffer.concat(chunks) };
}

const json = (text: string) => async (response: ServerResponse) => {
  response.setHeader("content-type", "application/json");
  // as the procedures' adapter does
  if (!response.write(Buffer.from(text))) await once(response, "drain");
  response.end();
};

it.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("a long answer comes whole and small by %s", async (encoding, unpack) => {
  const { headers, body } = await wire(json(long), encoding);
  expect(headers["content-encoding"]).toBe(encoding);
  expect(headers.vary).toBe("accept-encoding");
  expect(unpack(body).toString()).toBe(long);
  expect(body.length).toBeLessThan(long.length / 2);
});

it("what is short, not asked for compressed, or a stream goes out as it is", async () => {
  const stream = (response: ServerResponse) => {
    response.setHeader("content-type", "text/event-stream");
    response.end(long);
  };
  for (const [answer, accept, text] of [
    [json("[1]"), "br", "[1]"],
    [json(long), "identity", long],
    [stream, "br", long],
  ] as const) {
    const { headers, body } = await wire(answer, accept);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.toString()).toBe(text);
  }
});
