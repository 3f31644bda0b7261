import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { FetchError } from "./fetch-error";

type Chunks = AsyncIterable<Buffer>;
type Decoder = (first: Buffer) => Transform;

/** The encodings that are asked for, and read. */
export const ACCEPTED = "gzip, deflate, br";

/** A body with the header of zlib, as the standard has it, or without, as some servers send it. */
const inflate = (first: Buffer) =>
  ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();

const decoders = new Map<string, Decoder>([
  ["gzip", () => createGunzip()],
  ["x-gzip", () => createGunzip()],
  ["deflate", inflate],
  ["br", () => createBrotliDecompress()],
]);

const size = (bytes: number) => (bytes < 1_000_000 ? `${bytes} bytes` : `${bytes / 1_000_000} MB`);

interface Received {
  headers: Headers;
  chunks: Chunks;
  host: string;
  maxBytes: number;
  /** Called before each part of the body is waited for. */
  onWait: () => void;
}

/**
 * Reads a body to its end. It may have `maxBytes` on the wire, and as many unpacked; what is more
 * is neither read nor unpacked.
 */
export async function readBody(received: Received): Promise<Buffer> {
  const { headers, chunks, host, maxBytes, onWait } = received;
  const tooLarge = () =>
    new FetchError("too-large", `${host} sent more than ${size(maxBytes)}, which is the limit.`);

  async function* counted(source: Chunks) {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      yield chunk;
      onWait();
    }
  }

  const encoding = (headers.get("content-encoding") ?? "").toLowerCase();
  const decoder = decoders.get(encoding);
  if (!decoder && encoding !== "" && encoding !== "identity") {
    const name = /^[\w, -]{1,40}$/.test(encoding) ? ` (${encoding})` : "";
    throw new FetchError("unreadable", `${host} sent its answer in an unknown encoding${name}.`);
  }
  // the announced size is that on the wire
  if (Number(headers.get("content-length")) > maxBytes) throw tooLarge();

  onWait();
  const wire = counted(chunks);
  const parts: Buffer[] = [];
  for await (const part of counted(decoder ? unpacked(wire, decoder) : wire)) parts.push(part);
  return Buffer.concat(parts);
}

/** Unpacks as much as is read. An empty body is empty in every encoding. */
async function* unpacked(wire: AsyncGenerator<Buffer>, decoder: Decoder) {
  const first = await wire.next();
  if (first.done) return;
  const stream = decoder(first.value);
  async function* whole() {
    yield first.value;
    yield* wire;
  }
  // whatever fails in there, the stream throws it
  pipeline(whole, stream).catch(() => {});
  yield* stream;
}
