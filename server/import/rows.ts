import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { AppError } from "../errors";
import { type ImportedPaper, importedPaper } from "./schema";

/** A longer row is refused unread, so that no file can fill the memory. */
export const MOST_ROW_BYTES = 10_000_000;

const TOO_LONG = `the row is longer than ${MOST_ROW_BYTES / 1_000_000} MB`;

/** A row of a file, with the line it starts on: a paper, or the reason why it is none. */
export type Row = { line: number } & ({ paper: ImportedPaper } | { reason: string });

const [NEWLINE, QUOTE, COMMA, OPEN, CLOSE, BACKSLASH] = Buffer.from('\n",[]\\');
const [BRACE, UNBRACE] = Buffer.from("{}");

/** A row not yet read, or why it cannot be. */
type Piece = { line: number } & ({ bytes: Buffer } | { reason: string });

/** Collects the bytes of one row, up to the limit. */
function collector() {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(part: Buffer) {
      size += part.length;
      if (size > MOST_ROW_BYTES) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    take(): { bytes: Buffer } | { reason: string } {
      const isTooLong = size > MOST_ROW_BYTES;
      const bytes = Buffer.concat(parts);
      parts = [];
      size = 0;
      return isTooLong ? { reason: TOO_LONG } : { bytes };
    },
  };
}

async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const row = collector();
  let line = 1;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE ?? 0); at >= 0; at = chunk.indexOf(NEWLINE ?? 0, from)) {
      row.add(chunk.subarray(from, at));
      yield { line: line++, ...row.take() };
      from = at + 1;
    }
    row.add(chunk.subarray(from));
  }
  yield { line, ...row.take() };
}

/** The elements of a JSON array, cut apart without reading them, and so without holding them all. */
async function* elements(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const row = collector();
  let line = 1;
  let startLine = 0;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === NEWLINE) line++;
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isString = false;
        continue;
      }
      const isSpace = byte === NEWLINE || byte === 0x20 || byte === 0x09 || byte === 0x0d;
      if (depth === 1 && startLine === 0 && !isSpace && byte !== CLOSE) startLine = line;
      if (byte === QUOTE) isString = true;
      else if (byte === OPEN || byte === BRACE) {
        if (++depth === 1) from = at + 1;
      } else if (byte === CLOSE || byte === UNBRACE) depth--;
      const isEnd = (depth === 1 && byte === COMMA) || (depth === 0 && byte === CLOSE);
      if (!isEnd) continue;
      row.add(chunk.subarray(from, at));
      const taken = row.take();
      if (startLine > 0) yield { line: startLine, ...taken };
      if (depth === 0) return;
      startLine = 0;
      from = at + 1;
    }
    row.add(chunk.subarray(from));
  }
  yield { line: startLine || line, reason: "the file ends within its array" };
}

/** Puts back what was read to see what follows. */
async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The first bytes, at least `count` of them where there are so many, and everything. */
async function peek(chunks: AsyncIterable<Buffer>, isEnough: (head: Buffer) => boolean) {
  const rest = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (!isEnough(head)) {
    const next = await rest.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, all: rejoin(head, rest) };
}

const hasText = (head: Buffer) =>
  head.length > 1_000_000 || /[^\s\uFEFF]/.test(head.toString("utf8"));

/**
 * Reads the rows of a file: a JSON array or JSON Lines, plain or gzip, told by what is in it and
 * not by its name. Holds one row at a time. Throws `BAD_REQUEST` for what is no such file.
 */
export async function* readRows(file: AsyncIterable<Buffer>): AsyncGenerator<Row> {
  const packed = await peek(file, (head) => head.length >= 2);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const plain = isGzip ? pipeline(Readable.from(packed.all), createGunzip(), () => {}) : packed.all;
  try {
    const { head, all } = await peek(plain, hasText);
    const isArray = /^[\s\uFEFF]*\[/.test(head.toString("utf8"));
    for await (const piece of isArray ? elements(all) : lines(all)) {
      const read = "bytes" in piece ? readRow(piece.bytes) : piece;
      if (read) yield { ...read, line: piece.line };
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw error;
    throw new AppError("BAD_REQUEST", "The file is damaged: it does not unpack to its end.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Null for an empty line. */
function readRow(bytes: Buffer): { paper: ImportedPaper } | { reason: string } | null {
  let value: unknown;
  try {
    // the decoder drops a byte order mark
    const text = utf8.decode(bytes);
    if (text.trim() === "") return null;
    value = JSON.parse(text);
  } catch (error) {
    return {
      reason: error instanceof SyntaxError ? "the row is not JSON" : "the row is not UTF-8",
    };
  }
  const result = importedPaper.safeParse(value);
  return result.success ? { paper: result.data } : { reason: describe(result.error) };
}

/** The fields at fault and why, in one line. */
function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "the row"} ${lower(issue.message)}`)
    .join("; ");
}

const lower = (message: string) => message.charAt(0).toLowerCase() + message.slice(1);
