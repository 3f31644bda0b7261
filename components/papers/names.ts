import { joinNames } from "../ui/join-names";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Isolates a right-to-left name, so that it does not reorder its neighbors. */
export const isolated = (name: string) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);

/**
 * "FIRST, SECOND and 6 more": authors as a row names them; the paper's page names them all. If
 * there are more than three, the first ones and the number of the others.
 */
export function shortAuthors(names: string[], all = names.length): string {
  const first = names.slice(0, 3).map(isolated);
  return all <= 3 ? joinNames(first) : `${first[0]}, ${first[1]} and ${all - 2} more`;
}

/** The curators of an edition: "AK and the research community". */
export function byline(curators: string[]): string {
  const shown = curators.length > 4 ? curators.slice(0, 3) : curators;
  const others = curators.length - shown.length;
  return joinNames([...shown, ...(others ? [`${others} others`] : []), "the research community"]);
}

/** "1 paper", "1,200 papers" */
export const papersIn = (papers: number) =>
  papers === 1 ? "1 paper" : `${papers.toLocaleString("en-US")} papers`;

/** What is said of a list: how many papers it has, or that it has none yet. */
export const papersOn = (papers: number) => (papers === 0 ? "No papers yet" : papersIn(papers));
