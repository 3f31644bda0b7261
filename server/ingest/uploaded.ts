import { setImmediate } from "node:timers/promises";
import { AppError } from "../platform/errors";
import { MAX_FILE_BYTES, MAX_FILE_ROWS, MAX_UNPACKED_BYTES } from "../platform/limits";
import { peek } from "../platform/streams";
import { type Row, readRows } from "./rows";
import { whyUnreadable } from "./unreadable";

/** The most bytes examined to tell whether a file can be read at all. */
const HEAD_BYTES = 65_536;

/** The most rows that are read, with blank ones, which small files may unpack to many of. */
const MAX_PIECES = 4 * MAX_FILE_ROWS;

const megabytes = (bytes: number) => `${bytes / 1_000_000} MB`;

const STOPPED = "The sender has left before the file was read to its end.";

const tooLarge = (what: string) =>
  new AppError(
    "PAYLOAD_TOO_LARGE",
    `This file ${what}. Split it, or import it on the server with “npm run import”.`,
  );

/** Passes on bytes up to a limit, then throws. */
async function* limited(chunks: AsyncIterable<Buffer>, most: number, what: string) {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most) throw tooLarge(what);
    yield chunk;
  }
}

/** Passes on a file that may be one of papers, and refuses any other. */
async function* readable(plain: AsyncIterable<Buffer>) {
  const { head, all } = await peek(plain, ({ length }) => length >= HEAD_BYTES);
  const reason = whyUnreadable(head);
  if (reason) throw new AppError("BAD_REQUEST", reason);
  yield* all;
}

/** A file as it is sent, up to its largest size. */
export const withinSize = (file: AsyncIterable<Buffer>) =>
  limited(
    file,
    MAX_FILE_BYTES,
    `has more than ${megabytes(MAX_FILE_BYTES)}, the most that is read here`,
  );

/**
 * Reads the rows of a file that somebody sends, until they leave. Refuses, in a sentence, what is too large, also
 * once it is unpacked, and what cannot be a file of papers at all.
 */
export async function* readUploaded(
  file: AsyncIterable<Buffer>,
  left?: AbortSignal,
): AsyncGenerator<Row> {
  const within = (plain: AsyncIterable<Buffer>) =>
    readable(
      limited(
        plain,
        MAX_UNPACKED_BYTES,
        `unpacks to more than ${megabytes(MAX_UNPACKED_BYTES)}, the most that is read here`,
      ),
    );
  let [pieces, rows] = [0, 0];
  const onPiece = () => {
    if (left?.aborted) throw new AppError("BAD_REQUEST", STOPPED);
    if (++pieces > MAX_PIECES) throw tooLarge("consists of too many blank lines");
  };
  for await (const row of readRows(withinSize(file), { within, onPiece })) {
    if (++rows > MAX_FILE_ROWS) {
      throw tooLarge(
        `has more than ${MAX_FILE_ROWS.toLocaleString("en-US")} papers, the most that are read here`,
      );
    }
    // other requests get their turn
    if (rows % 50 === 0) await setImmediate();
    yield row;
  }
}
