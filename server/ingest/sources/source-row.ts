import { asLine } from "../../platform/text";
import { type Read, type Row, readPaper } from "../rows";

/** The most characters of a source's own words that a message repeats. */
const MAX_QUOTED = 200;

/** The beginning of a source's own words, on one line. */
export function quoted(words: string, most = MAX_QUOTED): string {
  const line = asLine(words.slice(0, 4 * most));
  const whole = [...line];
  return whole.length > most ? `${whole.slice(0, most).join("")}…` : line;
}

/** A row of a source's answer; its `line` is its place there, from 1. */
export type SourceRow = Row & {
  /** The id of the paper as the source writes it, if it does. */
  sourceId: string | null;
};

/** A record of a source as a row. The value is a row of a file, unparsed; or says what is wrong. */
export function sourceRow(
  line: number,
  sourceId: string | null,
  value: { row: unknown } | Extract<Read, { problems: unknown }>,
): SourceRow {
  const named = sourceId === null ? null : quoted(sourceId, 100) || null;
  return { line, sourceId: named, ...("row" in value ? readPaper(value.row) : value) };
}

export const problem = (field: string | null, message: string) => ({
  problems: [{ field, message }],
});
