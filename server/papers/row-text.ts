import { type Budget, htmlBytes } from "./budget";
import { type Run, runsOf } from "./runs";

/** Of a longer abstract, and of any once the page is full, a row shows the beginning: more than three lines. */
export const MAX_ABSTRACT = 3_000;
const BEGINNING = 400;

/** Titles and names of authors longer than this are on the paper's page. */
const MAX_LINE = 300;
/** What a full page still shows of each. */
const SHORT_LINE = 30;

/** At most so many characters, cut between words where one ends not far from there. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const blank = text.lastIndexOf(" ", length);
  const end = blank > length / 2 ? blank : length;
  // half of a surrogate pair cannot be shown
  return `${text.slice(0, end).replace(/[\ud800-\udbff]$/, "")} …`;
}

/** Takes room on the page for runs; false where there is not enough. */
const takeRoom = (page: Budget, runs: Run[]) => page.spend({ html: htmlBytes(runs) });

/** The title of a paper as its row shows it: some of it, however full the page is. */
export function rowTitle(title: string, page: Budget): Run[] {
  const runs = runsOf(cut(title, MAX_LINE), { page });
  return takeRoom(page, runs) ? runs : [cut(title, SHORT_LINE)];
}

/** Who wrote a paper, in one line of a row. */
export function rowByline(names: string, page: Budget): string {
  const line = cut(names, MAX_LINE);
  return takeRoom(page, [line]) ? line : cut(names, SHORT_LINE);
}

/** The abstract of a paper as its row shows it, and whether that is all of it. */
export function rowAbstract(abstract: string, page: Budget): { runs: Run[]; isWhole: boolean } {
  if (abstract.length <= MAX_ABSTRACT) {
    const runs = runsOf(abstract, { page });
    if (takeRoom(page, runs)) return { runs, isWhole: true };
  }
  const runs = runsOf(cut(abstract, BEGINNING), { page });
  return { runs: takeRoom(page, runs) ? runs : [], isWhole: false };
}
