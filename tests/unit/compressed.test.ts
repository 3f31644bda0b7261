import type { IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { compressed } from "@/server/api/http/compressed";

const long = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => [id, 1]));

/** The text as a client gets it that accepts these encodings. */
const sent = (text: string, accept: string) =>
  compressed({ headers: { "accept-encoding": accept } } as unknown as IncomingMessage, text);

it.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("a long answer comes whole and small by %s", async (encoding, unpack) => {
  const { headers, body } = await sent(long, encoding);
  expect(headers).toEqual({ "content-encoding": encoding, vary: "accept-encoding" });
  expect(unpack(body).toString()).toBe(long);
  expect(body.length).toBeLessThan(long.length / 2);
});

it("what is short, or not asked for compressed, goes out as it is", async () => {
  for (const [text, accept] of [
    ["[1]", "br"],
    [long, "identity"],
  ] as const) {
    const { headers, body } = await sent(text, accept);
    expect(headers).not.toHaveProperty("content-encoding");
    expect(body.toString()).toBe(text);
  }
});
