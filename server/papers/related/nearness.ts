import { SEARCH_VERSION } from "../search/document";
import { hash } from "../search/spelling";
import { shownText, stemOf, wordsOf } from "../search/words";
import { TOPICS_VERSION } from "../topics/topics";

// Two papers are as close as the words are that both use: rare words count more than frequent ones,
// words of the title more than those of the abstract, and two words side by side more than each
// of them alone. Topics that both have bring them closer.

/** The version of this code, and of what it reads. All papers are related again with a new one. */
export const RELATED_VERSION = `1, search ${SEARCH_VERSION}, topics ${TOPICS_VERSION}`;

/** For each paper, at most this many are kept, */
export const MAX_RELATED = 10;
/** and none that is farther away: of those, half are about something else. */
export const LEAST_NEARNESS = 0.08;

/** A paper's terms: this many of those that tell most. */
const MAX_TERMS = 96;
/** How much more a word of the title tells. */
const OF_TITLE = 1.25;
/** A word tells more each time that the text repeats it, up to this many times. */
const MAX_REPEATS = 3;
/** How much more two words side by side tell than the rarer of them. */
const OF_PAIR = 2;
/** Below 1: the rarest words are often names that two texts share by chance. */
const OF_RARITY = 0.7;
/** How much closer all topics in common bring two papers. */
const OF_TOPICS = 0.5;

/** Words without a subject: what holds any English text together, and what any abstract says. */
const EMPTY = new Set(
  `a an the this that these those it its they their them we our us you your he she his her who whom
  which what when where why how and or but nor not no than as if so yet while whereas though although
  because since unless until of in on at by for from to into onto with without within through across
  over under between among about against during before after above below up down out off upon via per
  is are was were be been being am do does did done has have had having can could may might must shall
  should will would also both each either every all any some such same other others another more most
  less least many much few several only even still just too very well often further then there here
  thus hence therefore however moreover furthermore additionally specifically particularly notably
  including et al eg ie etc one two three first second various
  paper papers work works study studies studied propose proposes proposed present presents presented
  introduce introduces introduced show shows shown showing demonstrate demonstrates demonstrated
  demonstrating find finds finding findings result results method methods approach approaches novel new
  existing current recent recently prior previous experiment experiments experimental extensive
  evaluate evaluates evaluated evaluation evaluations perform performs performance achieve achieves
  achieved achieving improve improves improved improving improvement improvements state art outperform
  outperforms outperforming compare compared comparison significant significantly effect effective
  effectively effectiveness address addresses addressing challenge challenges challenging problem
  problems task tasks use uses used using based code available https http github com`.split(/\s+/),
);

/** A number, or a single letter or digit of an alphabet: those of other scripts can be words. */
const isBare = (word: string) => /^(?:\p{N}+|[a-z])$/u.test(word);

/** The stems of a text in order; null for a word without a subject. */
function stemsOf(source: string): (string | null)[] {
  return wordsOf(shownText(source)).map(({ text, mark }) =>
    (isBare(text) && !mark) || EMPTY.has(text) ? null : stemOf(text) + mark,
  );
}

/** A paper's text as stems. */
export interface Reading {
  title: (string | null)[];
  abstract: (string | null)[];
}

export const readingOf = (paper: { title: string; abstract: string }): Reading => ({
  title: stemsOf(paper.title),
  abstract: stemsOf(paper.abstract),
});

/** The different stems of some texts. */
export const stemsIn = (readings: Reading[]): string[] =>
  [...new Set(readings.flatMap(({ title, abstract }) => [...title, ...abstract]))].filter(
    (stem) => stem !== null,
  );

/** How often words occur here: in how many papers each stem is, of how many papers. */
export interface Frequencies {
  papers: number;
  papersWith: Map<string, number>;
}

/** A paper's terms, and how much each of them tells; the squares of that add up to 1. */
export interface Terms {
  /** Hashes, for the database. */
  terms: number[];
  weights: number[];
}

/** The words and pairs of words that tell what a paper is about, those that tell most first. */
export function termsOf({ title, abstract }: Reading, { papers, papersWith }: Frequencies): Terms {
  const rarity = (stem: string) =>
    Math.log(1 + papers / Math.max(1, papersWith.get(stem) ?? 0)) ** OF_RARITY;
  const found = new Map<string, { tells: number; times: number }>();
  const add = (term: string, tells: number) => {
    const known = found.get(term);
    if (known) known.times++;
    else found.set(term, { tells, times: 1 });
  };
  for (const [stems, factor] of [
    [title, OF_TITLE],
    [abstract, 1],
  ] as const) {
    for (const [at, stem] of stems.entries()) {
      if (stem === null) continue;
      add(stem, factor * rarity(stem));
      const next = stems[at + 1];
      if (next) add(`${stem} ${next}`, factor * OF_PAIR * Math.max(rarity(stem), rarity(next)));
    }
  }
  const heaviest = [...found]
    .map(([term, { tells, times }]) => ({
      term,
      weight: tells * (1 + Math.log(Math.min(times, MAX_REPEATS))),
    }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_TERMS);
  const length = Math.hypot(...heaviest.map(({ weight }) => weight));
  return {
    terms: heaviest.map(({ term }) => hash(term)),
    weights: heaviest.map(({ weight }) => weight / length),
  };
}

/**
 * How close two papers are, from the product of their terms' weights and their topics: 0 if they
 * share no term, 1.5 if all terms and topics are the same. Rounded, so that it is the same number
 * in both directions.
 */
export function nearness(product: number, topics: string[], others: string[]): number {
  const shared = topics.filter((topic) => others.includes(topic)).length;
  const alike = shared / Math.max(1, Math.sqrt(topics.length * others.length));
  return Math.round(product * (1 + OF_TOPICS * alike) * 10_000) / 10_000;
}
