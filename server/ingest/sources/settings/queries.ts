import { eq } from "drizzle-orm";
import { sources } from "@/db/schema/sources";
import type { Context } from "../../../platform/context";
import { ARXIV, HUGGING_FACE, type SourceId } from "../known-sources";

export interface SourceSettings {
  isOn: boolean;
  /** Of arXiv: the categories whose papers come. */
  categories: string[];
  changedAt: Date | null;
  readTo: string | null;
}

/** A fresh installation asks Hugging Face; arXiv is asked once somebody has chosen what for. */
const AS_IT_COMES: Record<SourceId, SourceSettings> = {
  [HUGGING_FACE.id]: { isOn: true, categories: [], changedAt: null, readTo: null },
  [ARXIV.id]: { isOn: false, categories: [], changedAt: null, readTo: null },
};

/** What was chosen of a source. */
export async function sourceSettings(ctx: Context, id: SourceId): Promise<SourceSettings> {
  const [row] = await ctx.db.select().from(sources).where(eq(sources.id, id));
  if (!row) return AS_IT_COMES[id];
  const { isOn, categories, changedAt, readTo } = row;
  return { isOn, categories, changedAt, readTo };
}
