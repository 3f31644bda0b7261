import { and, not, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { papers } from "@/db/schema/papers";
import { searchBlocks } from "@/db/schema/search-blocks";
import { statement } from "@/db/statement";
import type { Context } from "../../platform/context";
import { quoted, wholeTitle } from "./document";
import { newestParts, type Part } from "./newest";
import { mainVariants, mostMatches, type Plan, rarestFirst, rechecked } from "./plan";
import type { Term } from "./query";
import { anyQuery, textQuery, titleQuery, type Variants } from "./tsquery";
import { wordsOf } from "./words";

/** The most matches that are ranked, the newest: bounds the work of any search. */
export const MAX_RANKED = 500;
/** The most additional papers with all the words in their title. */
const MAX_TITLES = 300;
/** The most additional papers with exactly this title. */
const MAX_WHOLE = 10;
/** If at most this many papers have the rarest word, they are read, whatever their age. */
const FEW = 1_000;
/** Otherwise, as many of the newest papers are searched as have that word this many times, */
const MAX_READ = 10_000;
/** or as likely have as many papers to read for a phrase or a field, which the index does not tell, */
const MAX_RECHECKED = 5_000;
/** and for words in titles, where they are rarer, this many times more. */
const TITLES = 8;
/** The length of a title: of two titles with all the words, the shorter is the better match. */
const titleWords = sql`(1 + length(title) - length(replace(title, ' ', '')))`;
/** Weights of the (unused) fourth class, the abstract, names and the title. */
const WEIGHTS = "{0.1, 0.2, 0.7, 1.0}";

/** Has `ts_rank_cd` divide a rank by itself and one. */
const BELOW_ONE = 32;

/** How near and how often the words of a query are in a paper: takes long for one of many words. */
const rankFor = (query: Value, scaling: number) =>
  sql`ts_rank_cd(${sql.raw(`'${WEIGHTS}'`)}, search, ${query}::tsquery, ${number(scaling)})`;

/** What an alternative's words must match. */
type QueryOf = (terms: Term[], variants: Variants) => string;

const NOWHERE = sql`false`;

const hasWords = (query: Value) => sql`${papers.search} @@ ${query}::tsquery`;

const hasTopic = (alternatives: Term[][]) =>
  alternatives.flat().some(({ topic }) => topic !== null);

/** A condition for papers that match one of the alternatives, its words and its topics. */
export function matches(alternatives: Term[][], variants: Variants, queryOf: QueryOf): SQL {
  // one query for all alternatives reads the index once
  if (!hasTopic(alternatives))
    return hasWords(anyQuery(alternatives.map((terms) => queryOf(terms, variants))));
  const each = alternatives.map((terms) => {
    const query = queryOf(terms, variants);
    const topics = terms.flatMap(({ topic, isExcluded }) => (topic ? { topic, isExcluded } : []));
    return and(
      query === "" ? undefined : hasWords(query),
      ...topics.map(({ topic, isExcluded }) => {
        const has = sql`${papers.topics} @> array[${topic}::text]`;
        return isExcluded ? not(has) : has;
      }),
    );
  });
  return or(...each) ?? NOWHERE;
}

const number = (value: number) => sql.raw(`${value}`);

/**
 * The newest matches. Of a common word, those in the first of `parts` that has enough: Postgres reads
 * them one after the other, and each by the index, as it may not choose to sort first.
 */
function newestOf(matching: SQL, most: number, parts: Value): SQL {
  if (!parts) {
    return sql`select id from (select ${papers.id} from ${papers} where ${matching} offset 0) as found
      order by id desc limit ${number(most)}`;
  }
  return sql`select found.id from unnest(${parts}::text[]) as part cross join lateral (
      select id from (select ${papers.id} from ${papers}
        where ${searchBlocks(papers.id)} && part::int[] and ${matching} offset 0) as inside
      order by id desc limit ${number(most)}) as found
    limit ${number(most)}`;
}

type Value = string | number | null | Placeholder;

const VALUES = [
  "whole",
  "query",
  "main",
  "words",
  "titleParts",
  "textParts",
  "rank",
  "id",
] as const;

/** What a search depends on, as values or as the placeholders of a statement. */
type Given = Record<(typeof VALUES)[number], Value> & { size: number | Placeholder };

/** The conditions for papers that match with all words in the title, or anywhere. */
interface Conditions {
  title: SQL;
  text: SQL;
}

/**
 * Ranks the newest matches: first a title typed whole, then those with all words in the title. The
 * others, all below 1, are ranked only if the page has room for them.
 */
function rankedBy(given: Given, { title, text }: Conditions, isCommon: boolean) {
  const { whole, query, main, words, titleParts, textParts, rank, id, size } = given;
  const ofTitles = newestOf(title, MAX_TITLES, isCommon ? titleParts : null);
  const ofTexts = newestOf(text, MAX_RANKED, isCommon ? textParts : null);
  const nearness = (scaling: number) =>
    query === ""
      ? sql`0`
      : sql`coalesce(nullif(${rankFor(main, scaling)}, 0), ${rankFor(query, scaling)})`;
  const inTitles = sql`10 * tier * tier + 10.0 * ${words}::int / ${titleWords}`;
  const each = sql`matches cross join lateral (
    select title, search from ${papers} where ${papers.id} = matches.id offset 0) as paper`;
  const ranked = sql`(
    with matches as materialized (
      select id, max(tier) as tier from (
        select id, 3 as tier from (${newestOf(hasWords(whole), MAX_WHOLE, null)}) as same
        union all select id, 1 from (${ofTitles}) as titles
        union all select id, 0 from (${ofTexts}) as texts
      ) as found group by id
    ), all_titled as materialized (
      select id, (${inTitles} + ${nearness(0)})::float8 as rank from ${each}
      where tier > 0 and (${rank}::float8 is null or ${rank}::float8 >= 1)
    ), titled as materialized (
      select id, rank from all_titled
      where ${rank}::float8 is null or (rank, id) < (${rank}::float8, ${id}::float8)
    ), others as materialized (
      select id, ${nearness(BELOW_ONE)}::float8 as rank from ${each}
      where tier = 0 and (select count(*) from titled) < ${size}::int
    )
    select id, rank, (select count(*)::int from matches) as found from (
      select id, rank from titled
      union all select id, rank from others
      where ${rank}::float8 is null or (rank, id) < (${rank}::float8, ${id}::float8)
    ) as page
  ) as ranked`;
  return (db: Database) =>
    db
      .select({ id: sql<number>`id`, rank: sql<number>`rank`, found: sql<number>`found` })
      .from(ranked)
      .orderBy(sql`rank desc, id desc`)
      .limit(size);
}

/** The most queries that a search for common words consists of. */
const MAX_QUERIES = 4;

/** A search for words only, as a statement that Postgres need not plan each time. */
function prepared(queries: number, isCommon: boolean) {
  const numbers = Array.from({ length: queries }, (_, at) => at);
  const titles = numbers.map((at) => `title${at}` as const);
  const texts = numbers.map((at) => `text${at}` as const);
  return statement([...VALUES, "size", ...titles, ...texts], (db, given) => {
    const all = (names: (keyof typeof given)[]) =>
      and(...names.map((name) => hasWords(given[name] ?? ""))) ?? NOWHERE;
    const conditions = { title: all(titles), text: all(texts) };
    const name = isCommon ? `search_common_${queries}` : "search_rare";
    return rankedBy(given, conditions, isCommon)(db).prepare(name);
  });
}

const findRare = prepared(1, false);
const findCommon = Array.from({ length: MAX_QUERIES }, (_, at) => prepared(at + 1, true));

/**
 * The terms of a search for common words, in groups that must all match. Postgres gets a query for
 * each, the rarest first: it would evaluate a single one for every paper with any of its words.
 */
function groupsOf(plan: Plan): Term[][] {
  const [terms, ...others] = plan.alternatives;
  if (!terms || others.length > 0) return [];
  const sorted = rarestFirst(plan, terms);
  const required = sorted.filter(({ isExcluded }) => !isExcluded).length;
  const single = Math.min(MAX_QUERIES, required) - 1;
  return [...sorted.slice(0, single).map((term) => [term]), sorted.slice(single)];
}

/** The queries for titles and for texts, as many of each. */
function queriesFor(plan: Plan, isCommon: boolean) {
  const { alternatives, variants } = plan;
  const titled = alternatives.filter((terms) => titleQuery(terms, variants) !== "");
  const groups = isCommon && titled.length > 0 ? groupsOf(plan) : [];
  if (groups.length > 0) {
    const text = groups.map((terms) => textQuery(terms, variants));
    const title = groups.map((terms, at) => titleQuery(terms, variants) || (text[at] ?? ""));
    return { title, text };
  }
  const title = [anyQuery(titled.map((terms) => titleQuery(terms, variants)))];
  return { title, text: [wanted(plan)] };
}

/** What texts must match; "" if only topics are asked for. */
export const wanted = ({ alternatives, variants }: Pick<Plan, "alternatives" | "variants">) =>
  anyQuery(alternatives.map((terms) => textQuery(terms, variants)));

/** The parts of all papers in which a search for common words looks, in titles and in texts. */
function partsFor(plan: Plan, most: number) {
  const { papers: total, newest } = plan;
  const times = total / Math.max(1, most);
  const gaps = newest / Math.max(1, total);
  const papersRead = Math.min(MAX_READ * times, MAX_RECHECKED / rechecked(plan));
  const reach = papersRead * gaps;
  const titles = newestParts(newest, MAX_RANKED * times, TITLES * reach);
  return { titles, texts: titles.filter((_, at) => (titles[at - 1]?.ids ?? 0) < reach) };
}

/** As Postgres parses them. */
const written = (parts: Part[]) => `{${parts.map(({ blocks }) => `"{${blocks}}"`)}}`;

/** Whether the words are so common that older papers are not searched. */
export function isPartial(plan: Plan): boolean {
  const most = mostMatches(plan);
  const reached = most > FEW ? partsFor(plan, most).texts.at(-1)?.ids : undefined;
  return reached !== undefined && reached <= plan.newest;
}

/** The ids of the best matches after this rank and id, their ranks, and how many there are in all. */
export async function bestOf(
  ctx: Context,
  plan: Plan,
  after: number[] | undefined,
  size: number,
): Promise<{ id: number; rank: number; found: number }[]> {
  const { shown, alternatives, variants } = plan;
  const words = wordsOf(shown);
  // a search with operators is not a title
  const isTitle = !alternatives
    .flat()
    .some(({ isExcluded, field, topic }) => isExcluded || field !== null || topic !== null);
  const most = mostMatches(plan);
  const isCommon = most > FEW;
  const parts = isCommon ? partsFor(plan, most) : { titles: [], texts: [] };
  const values = {
    whole: isTitle ? quoted(wholeTitle(words)) : "",
    query: wanted(plan),
    main: wanted({ alternatives, variants: mainVariants(plan) }),
    words: words.length,
    rank: after?.[0] ?? null,
    id: after?.[1] ?? null,
    titleParts: written(parts.titles),
    textParts: written(parts.texts),
  };
  if (hasTopic(alternatives)) {
    const titled = alternatives.filter((terms) => titleQuery(terms, variants) !== "");
    const title = matches(titled, variants, titleQuery);
    const text = matches(alternatives, variants, textQuery);
    return rankedBy({ ...values, size }, { title, text }, isCommon)(ctx.db);
  }
  const { title, text } = queriesFor(plan, isCommon);
  const find = isCommon ? findCommon[text.length - 1] : findRare;
  return find
    ? find(ctx.db, {
        ...values,
        size,
        ...Object.fromEntries(title.map((query, at) => [`title${at}`, query])),
        ...Object.fromEntries(text.map((query, at) => [`text${at}`, query])),
      })
    : [];
}
