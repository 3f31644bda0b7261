import { phraseCounter } from "./phrases";
import { TOPIC_RULES } from "./rules";

/** What the rules read of a paper. */
export interface About {
  title: string;
  abstract: string;
  keywords: readonly string[];
  categories: readonly string[];
}

/** The version of the rules and of this code. Papers with an older one are given topics again. */
export const TOPICS_VERSION = 2;

/** A paper has at most as many; the first is its label. */
export const MAX_TOPICS = 3;

/** How much a phrase counts, by where it is and how surely it speaks for its topic. */
const WEIGHTS = {
  sure: { title: 6, keyword: 3, abstract: 1.2 },
  hints: { title: 2, keyword: 1, abstract: 0.4 },
};
const OF_CATEGORY = 2;
/** From how many on a phrase in keywords or in the abstract counts no more. */
const MOST = { keyword: 2, abstract: 3 };
/** A further topic is one that has at least this part of the first one's points, and these. */
const SHARE = 0.45;
const LEAST = 4;
/** A first topic has at least these points: below them a paper has no topic. */
const LEAST_FIRST = 1.2;

const phrasesOf = (list: string | undefined) =>
  list === undefined ? [] : list.split(",").map((phrase) => phrase.trim().replace(/\s+/g, " "));

const RULES = TOPIC_RULES.map(({ slug, categories = [], weight = 1 }) => ({
  slug,
  weight,
  categories: new Set(categories),
}));

/** For each rule the counts of its sure phrases and of its hints, one after the other. */
const countsOf = phraseCounter(
  TOPIC_RULES.flatMap(({ sure, hints }) => [phrasesOf(sure), phrasesOf(hints)]),
);

const ASCII = /^[\0-\x7f]*$/;

/** Marks and blanks, except where there is a single blank already. */
const MARKS = / [^a-z0-9.+]+|[^a-z0-9.+ ][^a-z0-9.+]*/g;

/** Lower case without accents, with hyphens and other marks as blanks. */
const plain = (text: string) =>
  (ASCII.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, ""))
    .toLowerCase()
    .replace(MARKS, " ");

/**
 * The topics of a paper by `TOPIC_RULES`, at most three, the label first; none if no rule has
 * anything to say.
 */
export function topicsOf({ title, abstract, keywords, categories }: About): string[] {
  const inTitle = countsOf(plain(title));
  const inAbstract = countsOf(plain(abstract));
  const inKeywords = keywords.map((keyword) => countsOf(plain(keyword)));
  const points = RULES.map(({ slug, weight, categories: own }, rule) => {
    let sum = categories[0] !== undefined && own.has(categories[0]) ? OF_CATEGORY : 0;
    for (const [kind, list] of [
      ["sure", 2 * rule],
      ["hints", 2 * rule + 1],
    ] as const) {
      const { title, keyword, abstract } = WEIGHTS[kind];
      if (inTitle[list]) sum += title;
      let having = 0;
      for (const counts of inKeywords) if (counts[list]) having++;
      sum += keyword * Math.min(MOST.keyword, having);
      sum += abstract * Math.min(MOST.abstract, inAbstract[list] ?? 0);
    }
    return { slug, sum: sum * weight };
  });
  // the sort is stable: of equal ones the earlier rule comes first
  const best = points.filter(({ sum }) => sum > 0).sort((a, b) => b.sum - a.sum);
  const first = best[0];
  if (!first || first.sum < LEAST_FIRST) return [];
  const least = Math.max(LEAST, first.sum * SHARE);
  return best
    .filter((topic, index) => index === 0 || topic.sum >= least)
    .slice(0, MAX_TOPICS)
    .map(({ slug }) => slug);
}
