/** Longer rows are refused unread, so that no file can fill the memory. */
const MAX_ROW_BYTES = 10_000_000;

const TOO_LONG = `the row is longer than ${MAX_ROW_BYTES / 1_000_000} MB`;

const [NEWLINE, QUOTE, COMMA, OPEN, CLOSE, BACKSLASH] = Buffer.from('\n",[]\\');
const [BRACE, UNBRACE, SPACE, TAB, RETURN] = Buffer.from("{} \t\r");

/** An unparsed row and the line it starts on; or why it cannot be read. */
export type Piece = { line: number } & ({ bytes: Buffer } | { reason: string });

/** Collects the bytes of one row, up to the limit. */
function collector() {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(part: Buffer) {
      size += part.length;
      if (size > MAX_ROW_BYTES) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    take(): { bytes: Buffer } | { reason: string } {
      const isTooLong = size > MAX_ROW_BYTES;
      const bytes = Buffer.concat(parts);
      parts = [];
      size = 0;
      return isTooLong ? { reason: TOO_LONG } : { bytes };
    },
  };
}

/** Cuts a file into rows, one per line. */
export async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
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

/** Yields the whole file as one row. */
export async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const row = collector();
  for await (const chunk of chunks) row.add(chunk);
  yield { line: 1, ...row.take() };
}

/**
 * Cuts JSON arrays into elements without parsing or storing them all: a malformed element does not
 * affect the others. One array may follow another; anything outside of them is cut into rows by
 * line.
 */
export async function* elements(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const row = collector();
  let line = 1;
  /** The start of the current row; 0 between rows. */
  let startLine = 0;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === NEWLINE) line++;
      const isSpace = byte === NEWLINE || byte === SPACE || byte === TAB || byte === RETURN;
      if (depth === 0) {
        if (startLine > 0 && byte === NEWLINE) {
          row.add(chunk.subarray(from, at));
          yield { line: startLine, ...row.take() };
          startLine = 0;
        } else if (startLine === 0 && !isSpace) {
          if (byte === OPEN) depth = 1;
          else startLine = line;
          from = byte === OPEN ? at + 1 : at;
        }
        continue;
      }
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isString = false;
        continue;
      }
      const isEnd = depth === 1 && (byte === COMMA || byte === CLOSE);
      if (startLine === 0 && !isSpace && !isEnd) startLine = line;
      if (byte === QUOTE) isString = true;
      else if (byte === OPEN || byte === BRACE) depth++;
      // a superfluous brace is an error of its row, not the end of the array
      else if (byte === CLOSE || (byte === UNBRACE && depth > 1)) depth--;
      if (!isEnd) continue;
      row.add(chunk.subarray(from, at));
      const taken = row.take();
      if (startLine > 0) yield { line: startLine, ...taken };
      startLine = 0;
      from = at + 1;
    }
    if (depth > 0 || startLine > 0) row.add(chunk.subarray(from));
  }
  if (depth > 0) yield { line: startLine || line, reason: "the file ends within its array" };
  else if (startLine > 0) yield { line: startLine, ...row.take() };
}
