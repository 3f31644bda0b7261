import type { z } from "zod";
import { peek } from "../platform/streams";
import { elements, lines, whole } from "./cut";
import { remedyFor } from "./remedies";
import { type ImportedPaper, importedPaper } from "./schema";
import { unpacked } from "./unpacked";

/** What is wrong with a field of a row, or with the whole row, which the message then names. */
export interface Problem {
  field: string | null;
  message: string;
}

/** A paper, or what is wrong with its row. */
export type Read = { paper: ImportedPaper } | { problems: Problem[] };

/** A row of a file and the line it starts on. */
export type Row = { line: number } & Read;

/** The problems on one line, each after the name of its field. */
export const reasonOf = (problems: Problem[]) =>
  problems.map(({ field, message }) => (field ? `${field} ${message}` : message)).join("; ");

/** The most problems of one row that are reported. */
const MAX_PROBLEMS = 3;

/** The most bytes examined to detect a file's format. */
const HEAD_BYTES = 65_536;

/** Enough to detect the format: the first non-empty line, or HEAD_BYTES. */
const hasLine = (head: Buffer) =>
  head.length >= HEAD_BYTES || head.toString("utf8").trimStart().includes("\n");

/** How to cut a file with this beginning into rows. */
function cutOf(head: string) {
  if (/^[\s\uFEFF]*\[/.test(head)) return elements;
  // one object over several lines
  return /^[\s\uFEFF]*\{\s*?\n/.test(head) ? whole : lines;
}

const MARK = Buffer.from("\uFEFF");

async function* withoutMark(chunks: AsyncIterable<Buffer>, head: Buffer) {
  let left = head.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
  for await (const chunk of chunks) {
    yield chunk.subarray(left);
    left = 0;
  }
}

/** Watches over a file while it is read; either may throw. */
export interface Watch {
  /** Passes on the unpacked bytes. */
  within: (plain: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
  /** Called for each row, also for a blank one. */
  onPiece: () => void;
}

/**
 * Reads the rows of a file: JSON arrays or JSON Lines, plain or gzip, detected by content and not
 * by name. Keeps one row in memory at a time, and reports every row that it cannot read. Throws
 * `BAD_REQUEST` if the file is damaged.
 */
export async function* readRows(file: AsyncIterable<Buffer>, watch?: Watch): AsyncGenerator<Row> {
  const packed = await peek(file, (head) => head.length >= 2);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const bytes = isGzip ? unpacked(packed.all) : packed.all;
  const plain = watch ? watch.within(bytes) : bytes;
  const { head, all } = await peek(plain, hasLine);
  const cut = cutOf(head.toString("utf8"));
  for await (const piece of cut(withoutMark(all, head))) {
    watch?.onPiece();
    const read = "bytes" in piece ? readRow(piece.bytes) : asWhole(piece.reason);
    if (read) yield { ...read, line: piece.line };
  }
}

const asWhole = (message: string) => ({ problems: [{ field: null, message }] });

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Null for an empty line. */
function readRow(bytes: Buffer): Read | null {
  let value: unknown;
  try {
    // the decoder drops a byte order mark
    const text = utf8.decode(bytes);
    if (text.trim() === "") return null;
    value = JSON.parse(text);
  } catch (error) {
    return asWhole(error instanceof SyntaxError ? "the row is not JSON" : "the row is not UTF-8");
  }
  return readPaper(value);
}

/** Reads a row that has been parsed. */
export function readPaper(value: unknown): Read {
  const result = importedPaper.safeParse(value, { error: remedyFor });
  return result.success ? { paper: result.data } : { problems: problemsOf(result.error) };
}

/** The invalid fields and why. */
export const problemsOf = ({ issues }: z.ZodError): Problem[] =>
  issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => {
    const field = path.join(".") || null;
    const lower = message.charAt(0).toLowerCase() + message.slice(1);
    return { field, message: field ? lower : `the row ${lower}` };
  });
