import { joinNames } from "../ui/join-names";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name written from right to left, set apart so that it does not reorder its neighbours. */
const isolated = (name: string) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);

/**
 * "FIRST, SECOND and 6 more": how a row names authors; the paper page names them all. Of more than
 * three the first are enough, with how many they are.
 */
export function shortAuthors(names: string[], all = names.length): string {
  const first = names.slice(0, 3).map(isolated);
  return all <= 3 ? joinNames(first) : `${first[0]}, ${first[1]} and ${all - 2} more`;
}

/** "AK and the research community": who put an edition together. */
export function byline(curators: string[]): string {
  const shown = curators.length > 4 ? curators.slice(0, 3) : curators;
  const others = curators.length - shown.length;
  return joinNames([...shown, ...(others ? [`${others} others`] : []), "the research community"]);
}

/** "1 paper", "1,200 papers" */
export const papersIn = (papers: number) =>
  papers === 1 ? "1 paper" : `${papers.toLocaleString("en-US")} papers`;
