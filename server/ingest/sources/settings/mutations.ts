import { sql } from "drizzle-orm";
import type { z } from "zod";
import { sources } from "@/db/schema/sources";
import { logAct } from "../../../audit/mutations";
import { invalidate, LATEST } from "../../../page-cache/invalidate";
import type { UserContext } from "../../../platform/context";
import { env } from "../../../platform/env";
import { AppError } from "../../../platform/errors";
import { FetchError } from "../../../platform/fetch/fetch-error";
import { enqueueJob } from "../../../platform/jobs/enqueue";
import { transaction } from "../../../platform/transaction";
import { arxivNewest } from "../addresses";
import { arxivPage } from "../arxiv-papers";
import type { AskOptions } from "../arxiv-turn";
import { ARXIV } from "../known-sources";
import { SourceError } from "../source-error";
import { sourceSettings } from "./queries";
import type { categoryInput, turnInput } from "./schema";

const MAX_CATEGORIES = 20;

/** Turns a source on or off. What it gave stays. */
export async function turnSource(ctx: UserContext, { source, on }: z.output<typeof turnInput>) {
  await transaction(ctx, async (tx) => {
    const { categories } = await sourceSettings(tx, source);
    if (on && source === ARXIV.id && categories.length === 0) {
      throw new AppError("BAD_REQUEST", "Add a category first: arXiv has no others.", "on");
    }
    await tx.db
      .insert(sources)
      .values({ id: source, isOn: on, changedAt: tx.now() })
      .onConflictDoUpdate({ target: sources.id, set: { isOn: on } });
    await invalidate(tx, [LATEST]);
    await logAct(tx, { act: on ? "sources.on" : "sources.off", detail: source });
  });
}

/**
 * Adds a category of arXiv, after a trial: it must have a paper. Turns arXiv on with the first one,
 * and asks for the last two weeks. Returns the title of the category's newest paper.
 */
export async function addCategory(
  ctx: UserContext,
  { category }: z.output<typeof categoryInput>,
  options: AskOptions & { base?: string } = {},
) {
  const known = await sourceSettings(ctx, ARXIV.id);
  if (known.categories.includes(category)) return { category, newest: null };
  if (env().SOURCES === "off") {
    throw new AppError("FORBIDDEN", "SOURCES is off, so arXiv cannot be asked.", "category");
  }
  const newest = await newestOf(ctx, category, options);
  await transaction(ctx, async (tx) => {
    const added = await tx.db
      .insert(sources)
      .values({ id: ARXIV.id, isOn: true, categories: [category], changedAt: tx.now() })
      .onConflictDoUpdate({
        target: sources.id,
        set: {
          isOn: sql`${sources.isOn} or ${sources.categories} = '{}'`,
          categories: sql`array_append(array_remove(${sources.categories}, ${category}), ${category})`,
          changedAt: tx.now(),
        },
        setWhere: sql`cardinality(${sources.categories}) < ${MAX_CATEGORIES}`,
      })
      .returning({ id: sources.id });
    if (added.length === 0) {
      throw new AppError(
        "BAD_REQUEST",
        `There are ${MAX_CATEGORIES} categories already: remove one first.`,
        "category",
      );
    }
    await invalidate(tx, [LATEST]);
    await logAct(tx, { act: "sources.add-category", detail: category });
    await enqueueJob(tx, "fetch-arxiv", {}, { key: "fetch-arxiv" });
    await enqueueJob(tx, "read-arxiv-changes", {}, { key: "read-arxiv-changes" });
  });
  return { category, newest };
}

/** The title of a category's newest paper. */
async function newestOf(
  ctx: UserContext,
  category: string,
  { base, ...options }: AskOptions & { base?: string },
) {
  try {
    const { rows } = await arxivPage(ctx, arxivNewest(category, base), options);
    const [row] = rows;
    if (row && "paper" in row) return row.paper.title;
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof FetchError)) throw error;
    throw new AppError("BAD_REQUEST", `The trial failed: ${error.message}`, "category");
  }
  throw new AppError(
    "BAD_REQUEST",
    `arXiv has no papers in ${category}. Categories are written like cs.CL.`,
    "category",
  );
}

/** Removes a category. Its papers stay; without any, arXiv is not asked. */
export async function removeCategory(
  ctx: UserContext,
  { category }: z.output<typeof categoryInput>,
) {
  await transaction(ctx, async (tx) => {
    const left = sql`array_remove(${sources.categories}, ${category})`;
    const removed = await tx.db
      .update(sources)
      .set({ categories: left, isOn: sql`${sources.isOn} and ${left} <> '{}'` })
      .where(sql`${sources.id} = ${ARXIV.id} and ${category} = any(${sources.categories})`)
      .returning({ id: sources.id });
    if (removed.length === 0) return;
    await invalidate(tx, [LATEST]);
    await logAct(tx, { act: "sources.remove-category", detail: category });
  });
}
