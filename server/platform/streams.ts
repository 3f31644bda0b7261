import { type Duplex, pipeline, Readable } from "node:stream";

/** Pipes a stream through gzip or gunzip. Ending the read early ends both. */
export function through(source: AsyncIterable<Buffer>, transform: Duplex): AsyncIterable<Buffer> {
  const from = Readable.from(source);
  // streams report an early stop as an error, when nobody else listens anymore
  for (const stream of [from, transform]) stream.on("error", () => {});
  pipeline(from, transform, () => {});
  return transform;
}

/** Prepends a chunk that was read ahead. */
async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/**
 * Reads a stream until there is enough of it or it ends. Returns what was read, and the whole
 * stream.
 */
export async function peek(chunks: AsyncIterable<Buffer>, isEnough: (head: Buffer) => boolean) {
  const rest = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (!isEnough(head)) {
    const next = await rest.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, all: rejoin(head, rest) };
}
