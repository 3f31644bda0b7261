import { AppError } from "./errors";

/** How long a sender may send nothing. */
const IDLE_MS = 30_000;
/** How long a sender may take in all, not counting the time in which we do not read. */
const TOTAL_MS = 30 * 60_000;

const STALLED = "The rest of the file did not arrive in time. Please try again.";
const STOPPED = "The file did not arrive to its end. Please try again.";

const KEY = Symbol.for("broadsheet.receiving");

/** The ids of the requests whose bodies are read, however many copies of this module there are. */
function receiving(): Set<string> {
  const holder = globalThis as unknown as Record<symbol, Set<string> | undefined>;
  holder[KEY] ??= new Set();
  return holder[KEY];
}

/** Whether a request's body is being received, so that its own limits apply to its sender. */
export const isReceived = (requestId: string) => receiving().has(requestId);

interface Options {
  requestId: string;
  signal: AbortSignal;
  idleMs?: number;
  totalMs?: number;
}

/**
 * Reads the body of a request that may take minutes, with `use`, and receives what that left
 * unread, so that the sender gets the answer. Ends if the sender stops or is too slow.
 */
export async function receive<T>(
  body: ReadableStream<Uint8Array> | null,
  { requestId, signal, idleMs = IDLE_MS, totalMs = TOTAL_MS }: Options,
  use: (chunks: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const reader = body?.getReader();
  let left = totalMs;
  let isBroken = false;
  /** The next part; null at the end. */
  async function next(): Promise<Buffer | null> {
    const began = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const stop = () => reject(new AppError("BAD_REQUEST", STALLED));
      timer = setTimeout(stop, Math.min(idleMs, left));
    });
    try {
      signal.throwIfAborted();
      const part = await Promise.race([reader?.read(), late]);
      return part?.value ? Buffer.from(part.value) : null;
    } catch (error) {
      isBroken = true;
      throw error instanceof AppError ? error : new AppError("BAD_REQUEST", STOPPED);
    } finally {
      clearTimeout(timer);
      left -= performance.now() - began;
    }
  }
  async function* chunks() {
    for (let part = await next(); part; part = await next()) yield part;
  }
  /** Without the rest, the connection would end before the sender reads the answer. */
  async function skipRest() {
    while (!isBroken && (await next().catch(() => null)));
  }
  receiving().add(requestId);
  try {
    return await use(chunks());
  } finally {
    await skipRest();
    receiving().delete(requestId);
    // not awaited: where a part is still wanted, this waits for it
    reader?.cancel().catch(() => {});
  }
}
