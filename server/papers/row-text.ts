import { type Budget, htmlBytes } from "./budget";
import { type Run, runsOf } from "./runs";

/**
 * The length of an abstract in a row, more than three lines; longer ones, and any once the page's
 * budget is used up, are cut.
 */
export const MAX_ABSTRACT = 3_000;
const BEGINNING = 400;

/** Longer titles and lists of authors are shown in full on the paper's page. */
const MAX_LINE = 300;
/** The length of a title or list of authors once the page's budget is used up. */
const SHORT_LINE = 30;

/** At most this many characters, cut between words if possible. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const blank = text.lastIndexOf(" ", length);
  const end = blank > length / 2 ? blank : length;
  // a lone surrogate cannot be shown
  return `${text.slice(0, end).replace(/[\ud800-\udbff]$/, "")} …`;
}

/** Spends the page's budget on runs; returns false if not enough is left. */
const takeRoom = (page: Budget, runs: Run[]) => page.spend({ html: htmlBytes(runs) });

/** The title of a paper as its row shows it: at least its start, even without budget. */
export function rowTitle(title: string, page: Budget): Run[] {
  const runs = runsOf(cut(title, MAX_LINE), { page });
  return takeRoom(page, runs) ? runs : [cut(title, SHORT_LINE)];
}

/** The authors of a paper on one line of a row. */
export function rowByline(names: string, page: Budget): string {
  const line = cut(names, MAX_LINE);
  return takeRoom(page, [line]) ? line : cut(names, SHORT_LINE);
}

/** The abstract of a paper as its row shows it, and whether it is complete. */
export function rowAbstract(abstract: string, page: Budget): { runs: Run[]; isWhole: boolean } {
  if (abstract.length <= MAX_ABSTRACT) {
    const runs = runsOf(abstract, { page });
    if (takeRoom(page, runs)) return { runs, isWhole: true };
  }
  const runs = runsOf(cut(abstract, BEGINNING), { page });
  return { runs: takeRoom(page, runs) ? runs : [], isWhole: false };
}
