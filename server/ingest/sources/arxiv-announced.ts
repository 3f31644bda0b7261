import { invalidate, LATEST } from "../../page-cache/invalidate";
import type { Context } from "../../platform/context";
import type { ImportCounts } from "../import-file";
import { arxivRss } from "./addresses";
import { feedDayDue } from "./announcements";
import { readArxivRss } from "./arxiv-rss";
import { type AskOptions, askArxiv } from "./arxiv-turn";
import { onlyHere } from "./here";
import { ARXIV } from "./known-sources";
import { daysSince } from "./queries";
import { sourceSettings } from "./settings/queries";
import { SourceError } from "./source-error";
import type { SourceRow } from "./source-row";
import { storeDay } from "./store-day";

type Options = AskOptions & { base?: string };

/**
 * Fetches the papers that arXiv has last announced in the chosen categories, unless it has given them
 * already: new ones come into the edition of that day, of others the new version does. Returns null if
 * there was nothing to ask for.
 */
export async function fetchAnnounced(
  ctx: Context,
  options: Options = {},
): Promise<ImportCounts | null> {
  const { isOn, categories, changedAt } = await sourceSettings(ctx, ARXIV.id);
  if (!isOn || categories.length === 0) return null;
  const day = feedDayDue(ctx.now());
  const [known] = (await daysSince(ctx, ARXIV.id, day)).filter((each) => each.day === day);
  // an empty feed may still fill
  const isDone = known?.fetchedAt && known.read > 0 && (!changedAt || known.fetchedAt >= changedAt);
  if (isDone) return null;
  try {
    return await storeDay(ctx, ARXIV, day, announced(ctx, day, categories, options), {
      edition: null,
      ...(options.signal && { signal: options.signal }),
    });
  } finally {
    // it says how this went, and when the next time is
    await invalidate(ctx, [LATEST]);
  }
}

async function* announced(
  ctx: Context,
  day: string,
  categories: string[],
  { base, ...options }: Options,
): AsyncGenerator<SourceRow> {
  const feed = await readArxivRss(await askArxiv(ctx, arxivRss(categories, base), options));
  const of = feed.publishedOn ?? feed.rows.flatMap(announcedOn)[0];
  if (of && of !== day) {
    throw new SourceError("unreadable", `arXiv's feed is that of ${of}, not yet that of ${day}.`);
  }
  async function* rows() {
    for (const row of feed.rows) yield isNew(row) ? inEdition(row, day) : row;
  }
  yield* onlyHere(ctx, rows(), isNew);
}

const announcedOn = (row: SourceRow) => ("paper" in row && row.paper.announcedOn) || [];

const isNew = (row: SourceRow) => "paper" in row && row.paper.announceType === "new";

/** A paper in the edition of a day. */
export const inEdition = (row: SourceRow, day: string): SourceRow =>
  "paper" in row ? { ...row, paper: { ...row.paper, feedDate: day } } : row;
