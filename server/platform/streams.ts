import { type Duplex, pipeline, Readable } from "node:stream";

/** Sends a stream through gzip or gunzip. Ending the reading early ends both. */
export function through(source: AsyncIterable<Buffer>, transform: Duplex): AsyncIterable<Buffer> {
  const from = Readable.from(source);
  // to streams, stopping early is an error, which nobody else listens to by then
  for (const stream of [from, transform]) stream.on("error", () => {});
  pipeline(from, transform, () => {});
  return transform;
}

/** Puts back what was read to see what follows. */
async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Reads a stream until enough of it is there or it ends: what was read, and the whole stream. */
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
