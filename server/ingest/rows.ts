import type { z } from "zod";
import { peek } from "../platform/streams";
import { elements, lines, whole } from "./cut";
import { type ImportedPaper, importedPaper } from "./schema";
import { unpacked } from "./unpacked";

/** A row of a file, with the line it starts on: a paper, or the reason why it is none. */
export type Row = { line: number } & ({ paper: ImportedPaper } | { reason: string });

/** More than this is not looked at to know how a file is written. */
const HEAD_BYTES = 65_536;

/** Enough to know how the file is written: its first line that is not empty, or its beginning. */
const hasLine = (head: Buffer) =>
  head.length >= HEAD_BYTES || head.toString("utf8").trimStart().includes("\n");

/** How a file that begins so is cut into rows. */
function cutOf(head: string) {
  if (/^[\s\uFEFF]*\[/.test(head)) return elements;
  // an object that goes on over many lines
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

/**
 * Reads the rows of a file: JSON arrays or JSON Lines, plain or gzip, told by what is in it and
 * not by its name. Holds one row at a time, and leaves nothing out unsaid. Throws `BAD_REQUEST` for
 * what is no such file.
 */
export async function* readRows(file: AsyncIterable<Buffer>): AsyncGenerator<Row> {
  const packed = await peek(file, (head) => head.length >= 2);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const plain = isGzip ? unpacked(packed.all) : packed.all;
  const { head, all } = await peek(plain, hasLine);
  const cut = cutOf(head.toString("utf8"));
  for await (const piece of cut(withoutMark(all, head))) {
    const read = "bytes" in piece ? readRow(piece.bytes) : piece;
    if (read) yield { ...read, line: piece.line };
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
