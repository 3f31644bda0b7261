import type { z } from "zod";
import { peek } from "../platform/streams";
import { elements, lines, whole } from "./cut";
import { type ImportedPaper, importedPaper } from "./schema";
import { unpacked } from "./unpacked";

/** A row of a file and the line it starts on: a paper, or the reason why it is not one. */
export type Row = { line: number } & ({ paper: ImportedPaper } | { reason: string });

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

/**
 * Reads the rows of a file: JSON arrays or JSON Lines, plain or gzip, detected by content and not
 * by name. Keeps one row in memory at a time, and reports every row that it cannot read. Throws
 * `BAD_REQUEST` if the file is in neither format.
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

/** The invalid fields and why, on one line. */
function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "the row"} ${lower(issue.message)}`)
    .join("; ");
}

const lower = (message: string) => message.charAt(0).toLowerCase() + message.slice(1);
