import { parseArgs } from "node:util";
import { StartError } from "@/db/start-error";
import { daysOf } from "@/server/ingest/sources/addresses";
import { HUGGING_FACE } from "@/server/ingest/sources/hugging-face";
import { fetchDays, fetchDue } from "@/server/ingest/sources/mutations";
import { SourceError } from "@/server/ingest/sources/source-error";
import { isFeedDate } from "@/server/platform/calendar";
import { AppError } from "@/server/platform/errors";
import { FetchError } from "@/server/platform/fetch/fetch-error";
import { fetcher } from "@/server/platform/fetch/fetcher";
import { openDatabase, settings, share, systemContext } from "./database";
import { say } from "./setup.mjs";

const HELP = `npm run ingest -- hugging-face [--date DATE | --from DATE --to DATE]

Asks Hugging Face for the papers featured on a day, written 2025-03-13, or on each day of a span;
without a day, for those of the last two weeks that it has not given in full. The app does the
latter by itself, every two hours on weekdays, unless SOURCES is off.
`;

function day(name: string, text: string | undefined): string | undefined {
  if (text === undefined || isFeedDate(text)) return text;
  throw new StartError(`--${name} must be a day, written 2025-03-13, not ${text}.`);
}

/** The days to ask for; null for those that are due. */
function read(args: string[]): string[] | null | "help" {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      date: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [source, ...more] = positionals;
  if (values.help || source !== HUGGING_FACE.id || more.length > 0) return "help";
  const [date, from, to] = [
    day("date", values.date),
    day("from", values.from),
    day("to", values.to),
  ];
  if (date && !from && !to) return [date];
  if (date || Boolean(from) !== Boolean(to)) return "help";
  try {
    return from && to ? daysOf({ from, to }) : null;
  } catch (error) {
    throw new StartError(`${(error as Error).message}.`);
  }
}

export async function main(args: string[]) {
  let days: ReturnType<typeof read>;
  try {
    days = read(args);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${(error as Error).message}\n\n${HELP}`);
  }
  if (days === "help") {
    say(HELP);
    return args.includes("--help") || args.includes("-h") ? 0 : 1;
  }
  const database = await openDatabase(settings());
  share(database);
  const { db, end } = database.connect({ max: 1, name: "broadsheet ingest" });
  const ctx = systemContext(db);
  const onDay = (
    date: string,
    { read, added, updated, skipped }: Record<"read" | "added" | "updated" | "skipped", number>,
  ) => say(`${date}: ${read} papers, ${added} new, ${updated} changed, ${skipped} skipped`);
  try {
    const all = await (days ? fetchDays(ctx, days, { onDay }) : fetchDue(ctx, { onDay }));
    say(
      `${all.days} days, ${all.added} papers new, ${all.updated} changed, ${all.skipped} skipped.`,
    );
    return 0;
  } catch (error) {
    const isForeseen =
      error instanceof SourceError || error instanceof FetchError || error instanceof AppError;
    if (isForeseen) throw new StartError(error.message);
    throw error;
  } finally {
    await fetcher().close();
    await end();
    await database.close();
  }
}
