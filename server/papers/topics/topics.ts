import { TOPIC_RULES } from "./rules";

/** What the rules read of a paper. */
export interface About {
  title: string;
  abstract: string;
  keywords: readonly string[];
  categories: readonly string[];
}

/** The version of the rules and of this code. Papers with an older one are given topics again. */
export const TOPICS_VERSION = 1;

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

const escaped = (phrase: string) => phrase.replace(/[.+]/g, "\\$&");

/** A pattern that finds each of the phrases as whole words, in text as `plain` gives it. */
function patternOf(phrases: string): RegExp {
  const each = phrases
    .split(",")
    .map((phrase) => escaped(phrase.trim()).replaceAll("*", "[a-z0-9]*"));
  return new RegExp(`(?<![a-z0-9])(?:${each.join("|")})(?![a-z0-9])`, "g");
}

const RULES = TOPIC_RULES.map(({ slug, sure, hints, categories = [], weight = 1 }) => ({
  slug,
  weight,
  sure: patternOf(sure),
  hints: hints === undefined ? null : patternOf(hints),
  categories: new Set(categories),
}));

/** Lower case without accents, with hyphens and other marks as blanks. */
const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9.+]+/g, " ");

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/**
 * The topics of a paper by `TOPIC_RULES`, at most three, the label first; none if no rule has
 * anything to say.
 */
export function topicsOf({ title, abstract, keywords, categories }: About): string[] {
  const texts = { title: plain(title), abstract: plain(abstract) };
  const words = keywords.map(plain);
  const points = RULES.map(({ slug, weight, sure, hints, categories: own }) => {
    let sum = categories[0] !== undefined && own.has(categories[0]) ? OF_CATEGORY : 0;
    for (const [kind, pattern] of [
      ["sure", sure],
      ["hints", hints],
    ] as const) {
      if (!pattern) continue;
      const { title, keyword, abstract } = WEIGHTS[kind];
      if (count(texts.title, pattern) > 0) sum += title;
      const inKeywords = words.filter((word) => count(word, pattern) > 0).length;
      sum += keyword * Math.min(MOST.keyword, inKeywords);
      sum += abstract * Math.min(MOST.abstract, count(texts.abstract, pattern));
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
