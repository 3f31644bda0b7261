/** Words that people read in a minute, and words of an abstract that a row shows. */
const WORDS_A_MINUTE = 230;
const WORDS_SHOWN = 45;

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

/**
 * The minutes to read an edition: each title, and what a row shows of its abstract. A page that has
 * only some of its papers stands for all of them.
 */
export function minutesOf(
  papers: { title: string; abstract: string }[],
  paperCount: number,
): number | undefined {
  if (papers.length === 0) return undefined;
  const each = papers.map(
    ({ title, abstract }) => words(title) + Math.min(WORDS_SHOWN, words(abstract)),
  );
  const all = (each.reduce((sum, one) => sum + one, 0) / papers.length) * paperCount;
  return Math.max(1, Math.round(all / WORDS_A_MINUTE));
}
