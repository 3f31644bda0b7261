import type { Context } from "../../platform/context";
import { arxivByIds } from "./addresses";
import { type AtomPage, readArxivAtom } from "./arxiv-atom";
import { type AskOptions, askArxiv } from "./arxiv-turn";
import { SourceError } from "./source-error";
import type { SourceRow } from "./source-row";

/** arXiv sends empty pages now and then, and full ones when it is asked again. */
const ATTEMPTS = 3;

/** A page of arXiv's API. */
export async function arxivPage(
  ctx: Context,
  address: string,
  options?: AskOptions,
): Promise<AtomPage> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const page = await readArxivAtom(await askArxiv(ctx, address, options));
    if (!page.isGap) return page;
  }
  throw new SourceError("unreadable", "arXiv sent empty pages.");
}

/**
 * The papers with these ids, which may name versions, as rows: papers, or why they cannot be read.
 * Ids that arXiv does not know have no row. A hundred take one request, which waits for its turn
 * (`askArxiv`).
 */
export async function arxivPapers(
  ctx: Context,
  ids: string[],
  { base, ...options }: AskOptions & { base?: string } = {},
): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for (const address of arxivByIds(ids, base)) {
    rows.push(...(await arxivPage(ctx, address, options)).rows);
  }
  return rows;
}
