import { eq } from "drizzle-orm";
import { paperAliases } from "@/db/schema/aliases";
import { papers } from "@/db/schema/papers";
import type { Context } from "../platform/context";
import type { Entry } from "./queries";
import { aliasesOf, type Known, samePapers } from "./same-paper";
import type { ImportedPaper } from "./schema";

/** Stores what else papers are known by. What leads to another paper goes on doing so. */
export async function storeAliases(ctx: Context, entries: Entry[]): Promise<string[]> {
  const values = entries.flatMap(({ id, paper }) =>
    aliasesOf(paper).map((alias) => ({ ...alias, paperId: id })),
  );
  if (values.length === 0) return [];
  const stored = await ctx.db
    .insert(paperAliases)
    .values(values)
    .onConflictDoNothing()
    .returning({ value: paperAliases.value });
  return stored.map(({ value }) => value);
}

/**
 * The rows by the slugs of their papers. A paper that was known without an arXiv id and has one now
 * moves to its address; its earlier one leads there. Returns these too, with their earlier addresses.
 */
export async function asKnown(ctx: Context, batch: Map<string, ImportedPaper>) {
  const known = await samePapers(ctx, batch);
  const rows = new Map<string, ImportedPaper>();
  const later = new Map<string, ImportedPaper>();
  const renamed: Pick<Known, "id" | "slug">[] = [];
  const taken = new Set<number>();
  for (const [slug, paper] of batch) {
    const kept = known.get(slug)?.[0];
    const isNamed = kept && kept.arxivId === null && paper.arxivId !== null;
    const own = isNamed ? paper.arxivId : (kept?.slug ?? slug);
    if (own === null || rows.has(own) || (kept && taken.has(kept.id))) {
      later.set(slug, paper);
      continue;
    }
    if (kept) taken.add(kept.id);
    if (kept && isNamed) {
      await nameByArxiv(ctx, kept, own);
      renamed.push(kept);
    }
    rows.set(own, kept?.arxivId && !paper.arxivId ? await completing(ctx, paper, kept) : paper);
  }
  return { rows, later, renamed };
}

/** A row without an arXiv id completes a paper that has one: the words of the paper stay. */
async function completing(ctx: Context, row: ImportedPaper, { id, arxivId }: Known) {
  const [kept] = await ctx.db
    .select({ title: papers.title, abstract: papers.abstract, authors: papers.authors })
    .from(papers)
    .where(eq(papers.id, id));
  return { ...row, arxivId, ...kept };
}

async function nameByArxiv(ctx: Context, { id, slug }: Known, arxivId: string): Promise<void> {
  await ctx.db
    .update(papers)
    .set({ slug: arxivId, arxivId, titleKey: null, updatedAt: ctx.now() })
    .where(eq(papers.id, id));
  await ctx.db
    .insert(paperAliases)
    .values({ kind: "slug", value: slug, paperId: id })
    .onConflictDoUpdate({
      target: [paperAliases.kind, paperAliases.value],
      set: { paperId: id },
    });
}
