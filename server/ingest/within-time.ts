import { newestDay } from "../platform/calendar";
import type { Context } from "../platform/context";
import type { Row } from "./rows";

/** Why papers cannot be in this day's edition; null if they can. */
export function futureDay(ctx: Context, day: string | null): string | null {
  const newest = newestDay(ctx.now());
  if (day === null || day <= newest) return null;
  return `${day} is still to come: the newest edition there can be is that of ${newest}`;
}

/** The rows, where those whose edition is still to come are invalid. */
export async function* withinTime(ctx: Context, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) {
    const message = "paper" in row ? futureDay(ctx, row.paper.feedDate) : null;
    yield message ? { line: row.line, problems: [{ field: "feedDate", message }] } : row;
  }
}
