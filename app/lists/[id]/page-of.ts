import "server-only";
import { z } from "zod";
import { listSorts } from "@/server/lists/schema";
import type { openList } from "./list";

const query = z.object({
  sort: z.enum(listSorts).catch("hand"),
  /** Without scripts, how many papers the previous pages have shown. */
  from: z.coerce.number().int().min(0).max(100_000).catch(0),
});

/** The part of a list that a URL asks for, in the requested order: its index and first rows. */
export async function pageOf(
  { caller, page }: Awaited<ReturnType<typeof openList>>,
  params: Record<string, unknown>,
) {
  const { sort, from } = query.parse(params);
  const listId = page.list.id;
  const { items, revision } = await caller.lists.index({ listId, sort });
  const index = items.slice(from, from + 500);
  const paperIds = index.slice(0, from > 0 ? 40 : 20).map(([paperId]) => paperId);
  const first = await caller.lists.rows({ listId, paperIds });
  const next = from + paperIds.length;
  return {
    shown: { page, sort, revision, index, total: items.length - from, first },
    more: next < items.length ? `/lists/${listId}?sort=${sort}&from=${next}` : null,
  };
}
