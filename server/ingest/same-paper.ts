import { and, inArray, or, sql } from "drizzle-orm";
import { paperAliases } from "@/db/schema/aliases";
import { papers } from "@/db/schema/papers";
import type { Context } from "../platform/context";
import { titleKeyOf } from "./identity";
import type { ImportedPaper } from "./schema";

/** A paper that is here. */
export interface Known {
  id: number;
  slug: string;
  arxivId: string | null;
}

type Alias = Pick<typeof paperAliases.$inferSelect, "kind" | "value">;

/** What else a row's paper is known by. */
export function aliasesOf({ doi, openReviewId }: ImportedPaper): Alias[] {
  return [
    ...(doi ? [{ kind: "doi" as const, value: doi.toLowerCase() }] : []),
    ...(openReviewId ? [{ kind: "openreview" as const, value: openReviewId }] : []),
  ];
}

/** By what a row's paper may be found to be that of another row. */
export const namesOf = (paper: ImportedPaper): string[] => [
  titleKeyOf(paper.title),
  ...aliasesOf(paper).map(named),
];

/** A shorter title may be that of several works: "Attention", "Reply to comments". */
const MIN_TITLE = 20;

/** Family names as far as they can be told: the last words of the names, without accents. */
const familyNames = (authors: string[]) =>
  new Set(authors.map((name) => titleKeyOf(name).split(" ").at(-1) ?? ""));

/** Whether at least half of the shorter list of authors is on the other one. */
function shareAuthors(some: string[], others: string[]): boolean {
  const [few, many] = [familyNames(some), familyNames(others)].sort((a, b) => a.size - b.size);
  if (!few || !many || few.size === 0) return false;
  return 2 * [...few].filter((name) => many.has(name)).length >= few.size;
}

const knownColumns = {
  id: papers.id,
  slug: papers.slug,
  arxivId: papers.arxivId,
  title: papers.title,
  authors: papers.authors,
};

type Found = Known & { title: string; authors: string[] };

const found = (ctx: Context) => ctx.db.select(knownColumns).from(papers);

/** Papers by alias, as `KIND VALUE`. */
async function byAlias(ctx: Context, aliases: Alias[]): Promise<Map<string, Found>> {
  if (aliases.length === 0) return new Map();
  const kinds = [...new Set(aliases.map(({ kind }) => kind))];
  const rows = await ctx.db
    .select({ ...knownColumns, kind: paperAliases.kind, value: paperAliases.value })
    .from(paperAliases)
    .innerJoin(papers, sql`${papers.id} = ${paperAliases.paperId}`)
    .where(
      or(
        ...kinds.map((kind) =>
          and(
            sql`${paperAliases.kind} = ${kind}`,
            inArray(
              paperAliases.value,
              aliases.filter((each) => each.kind === kind).map(({ value }) => value),
            ),
          ),
        ),
      ),
    );
  return new Map(rows.map((row) => [`${row.kind} ${row.value}`, row]));
}

/** Papers whose titles differ from these at most in case, accents, punctuation and spacing. */
async function byTitle(ctx: Context, titles: string[]): Promise<Map<string, Found[]>> {
  if (titles.length === 0) return new Map();
  // title by title (`lateral … offset 0`): the cost does not grow with the number of papers
  const rows = await ctx.db.execute<{ [Name in keyof Found]: Found[Name] }>(sql`
    select given.* from unnest(${sql.param(titles)}::text[]) as wanted (title)
    cross join lateral (
      select ${papers.id}, ${papers.slug}, ${papers.arxivId} as "arxivId", ${papers.title},
        ${papers.authors} from ${papers}
      where paper_same_title(${papers.title}) = paper_same_title(wanted.title) offset 0) as given`);
  const groups = new Map<string, Found[]>();
  for (const row of rows) {
    const key = titleKeyOf(row.title);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

const named = ({ kind, value }: Alias) => `${kind} ${value}`;

/**
 * For each row the papers here that are the same work, the one to keep first: by arXiv id, DOI or
 * OpenReview id, or by title and authors. Papers with different arXiv ids are different works,
 * whatever else they share.
 */
export async function samePapers(
  ctx: Context,
  rows: Map<string, ImportedPaper>,
): Promise<Map<string, Known[]>> {
  const slugs = [...rows.keys()];
  const aliases = [...rows].flatMap(([slug, paper]) => [
    { kind: "slug" as const, value: slug },
    ...aliasesOf(paper),
  ]);
  const own = new Map<string, Found>();
  for (const row of await found(ctx).where(inArray(papers.slug, slugs))) own.set(row.slug, row);
  const aliased = await byAlias(ctx, aliases);
  const titled = await byTitle(
    ctx,
    [...rows.values()].filter(({ title }) => title.length >= MIN_TITLE).map(({ title }) => title),
  );
  return new Map(
    [...rows].map(([slug, paper]) => [slug, same(slug, paper, { own, aliased, titled })]),
  );
}

interface Candidates {
  own: Map<string, Found>;
  aliased: Map<string, Found>;
  titled: Map<string, Found[]>;
}

function same(slug: string, paper: ImportedPaper, { own, aliased, titled }: Candidates): Known[] {
  const certain = [own.get(slug), aliased.get(named({ kind: "slug", value: slug }))];
  const likely = aliasesOf(paper)
    .map((alias) => aliased.get(named(alias)))
    // authors may give the DOI of a whole volume
    .filter((one) => one && (one.authors.length === 0 || shareAuthors(one.authors, paper.authors)));
  const alike = (titled.get(titleKeyOf(paper.title)) ?? []).filter((one) =>
    shareAuthors(one.authors, paper.authors),
  );
  const all = [...certain, ...likely, ...alike].flatMap((one) => one ?? []);
  const arxivId = paper.arxivId ?? all.find((one) => one.arxivId)?.arxivId ?? null;
  const ours = all.filter((one) => one.arxivId === null || one.arxivId === arxivId);
  return [
    ...new Map(ours.map(({ id, slug, arxivId }) => [id, { id, slug, arxivId }])).values(),
  ].sort((a, b) => Number(a.arxivId === null) - Number(b.arxivId === null) || a.id - b.id);
}
