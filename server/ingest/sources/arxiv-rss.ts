import { parseArxivId } from "../../papers/arxiv-id";
import { flowing } from "../flowing";
import { unreadable } from "./answer";
import { arxivRow, categoriesOf, doiIn, lineOf } from "./arxiv-fields";
import { authorsOf } from "./authors";
import { mailDate } from "./mail-date";
import type { SourceRow } from "./source-row";
import { readXml, textIn, textOf, within, type XmlElement, type XmlName } from "./xml";

const rss = (name: string): XmlName => ["", name];
const arxiv = (name: string): XmlName => ["http://arxiv.org/schemas/atom", name];
const dc = (name: string): XmlName => ["http://purl.org/dc/elements/1.1/", name];

const FEED = { what: "an RSS feed", root: rss("rss"), record: rss("item"), depth: 3 };

/** The beginning of a description. */
const PREFIX = /^arXiv:\S+ Announce Type: ?([a-z-]+) (?:Abstract: ?)?/i;

const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

export interface RssFeed {
  rows: SourceRow[];
  /** The day that the feed is of. */
  publishedOn: string | null;
  /** When it was built: daily, also if its contents are old. */
  builtAt: Date | null;
  /** Weekdays on which the feed is empty. */
  skipDays: string[];
}

/**
 * Reads a feed of arXiv's new papers. Its dates are those of announcements, so its papers have no
 * date of publication.
 */
export async function readArxivRss(bytes: Uint8Array): Promise<RssFeed> {
  const rows: SourceRow[] = [];
  const feed = await readXml(bytes, FEED, (record) => {
    rows.push(arxivRow(rows.length + 1, record, rowOf));
  });
  const [channel] = within(feed, rss("channel"));
  if (!channel) throw unreadable("The answer is a feed without a channel.");
  const days = within(channel, rss("skipDays")).flatMap((list) => within(list, rss("day")));
  return {
    rows,
    publishedOn: mailDate(textIn(channel, rss("pubDate")) ?? "")?.day ?? null,
    builtAt: mailDate(textIn(channel, rss("lastBuildDate")) ?? "")?.at ?? null,
    skipDays: [...new Set(days.map((day) => textOf(day).trim()))].filter((day) =>
      WEEKDAY.test(day),
    ),
  };
}

function rowOf(item: XmlElement) {
  const text = (name: XmlName) => lineOf(textIn(item, name));
  const description = flowing(textIn(item, rss("description")) ?? "");
  const announced = PREFIX.exec(description);
  return {
    arxivId: idOf(item),
    title: text(rss("title")),
    abstract: description.slice(announced?.[0].length ?? 0) || null,
    authors: within(item, dc("creator")).flatMap((creator) => authorsOf(textOf(creator))),
    categories: categoriesOf(within(item, rss("category")).map(textOf)),
    announceType: text(arxiv("announce_type")) ?? announced?.[1]?.toLowerCase() ?? null,
    announcedOn: mailDate(textIn(item, rss("pubDate")) ?? "")?.day ?? null,
    license: text(dc("rights")),
    doi: doiIn(textIn(item, arxiv("DOI"))),
    journalRef: text(arxiv("journal_reference")),
  };
}

/** The id with its version, of the guid; or without one, of the link. */
function idOf(item: XmlElement): string | null {
  const guid = lineOf(textIn(item, rss("guid")))?.replace(/^oai:arxiv\.org:/i, "") ?? null;
  if (guid && parseArxivId(guid)) return guid;
  return lineOf(textIn(item, rss("link"))) ?? guid;
}
