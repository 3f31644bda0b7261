import { parseArgs } from "node:util";
import { StartError } from "@/db/start-error";
import { daysOf } from "@/server/ingest/sources/addresses";
import { fetchAnnounced } from "@/server/ingest/sources/arxiv-announced";
import { readChanges } from "@/server/ingest/sources/arxiv-changes";
import { ARXIV, type SourceId, sourceIds } from "@/server/ingest/sources/known-sources";
import { fetchDays, fetchDue } from "@/server/ingest/sources/mutations";
import { SourceError } from "@/server/ingest/sources/source-error";
import { isFeedDate } from "@/server/platform/calendar";
import type { Context } from "@/server/platform/context";
import { AppError } from "@/server/platform/errors";
import { FetchError } from "@/server/platform/fetch/fetch-error";
import { fetcher } from "@/server/platform/fetch/fetcher";
import { openDatabase, settings, share, systemContext } from "./database";
import { say } from "./setup.mjs";

const HELP = `npm run ingest -- SOURCE [--date DATE | --from DATE --to DATE]

Asks a source for the papers of a day, written 2025-03-13, or of each day of a span; without a day,
for what it has not given of the last two weeks. The app does the latter by itself, unless SOURCES is
off.

  hugging-face  the papers that are featured on Hugging Face, by its days
  arxiv         the papers that arXiv announces in the categories of /admin/sources, by the days of
                its feeds, and what it has changed of papers that are here
`;

function day(name: string, text: string | undefined): string | undefined {
  if (text === undefined || isFeedDate(text)) return text;
  throw new StartError(`--${name} must be a day, written 2025-03-13, not ${text}.`);
}

interface Asked {
  source: SourceId;
  /** The days to ask for; null for those that are due. */
  days: string[] | null;
}

const isSource = (text: string | undefined): text is SourceId =>
  sourceIds.some((id) => id === text);

function read(args: string[]): Asked | "help" {
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
  if (values.help || !isSource(source) || more.length > 0) return "help";
  const [date, from, to] = [
    day("date", values.date),
    day("from", values.from),
    day("to", values.to),
  ];
  if (date && !from && !to) return { source, days: [date] };
  if (date || Boolean(from) !== Boolean(to)) return "help";
  try {
    return { source, days: from && to ? daysOf({ from, to }) : null };
  } catch (error) {
    throw new StartError(`${(error as Error).message}.`);
  }
}

type Counts = Record<"added" | "updated" | "skipped", number>;

const told = ({ added, updated, skipped }: Counts) =>
  `${added} new, ${updated} changed, ${skipped} skipped`;

async function askHuggingFace(ctx: Context, days: string[] | null) {
  const onDay = (date: string, counts: Counts & { read: number }) =>
    say(`${date}: ${counts.read} papers, ${told(counts)}`);
  const all = await (days ? fetchDays(ctx, days, { onDay }) : fetchDue(ctx, { onDay }));
  if (!all) throw new StartError("Hugging Face is turned off, under /admin/sources.");
  say(`${all.days} days: ${told(all)}.`);
}

async function askArxiv(ctx: Context, days: string[] | null) {
  const announced = days ? null : await fetchAnnounced(ctx);
  if (announced) say(`The newest feed: ${told(announced)}`);
  let records = 0;
  const read = await readChanges(ctx, {
    ...(days && { days }),
    onPage: (more) => {
      records += more;
      say(`${records} changes read`);
    },
  });
  if (!read) throw new StartError("arXiv is not asked: choose categories under /admin/sources.");
  say(`${read.records} changes: ${told(read.counts)}.`);
}

export async function main(args: string[]) {
  let asked: ReturnType<typeof read>;
  try {
    asked = read(args);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${(error as Error).message}\n\n${HELP}`);
  }
  if (asked === "help") {
    say(HELP);
    return args.includes("--help") || args.includes("-h") ? 0 : 1;
  }
  const database = await openDatabase(settings());
  share(database);
  const { db, end } = database.connect({ max: 1, name: "broadsheet ingest" });
  const ctx = systemContext(db);
  try {
    await (asked.source === ARXIV.id ? askArxiv : askHuggingFace)(ctx, asked.days);
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
