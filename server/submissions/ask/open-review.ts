import { z } from "zod";
import { refused, type Told, told } from "../row";

/** In the second version of its API a value is in an object. */
const value = <T extends z.ZodType>(type: T) =>
  z.preprocess(
    (given) => (typeof given === "object" && given && "value" in given ? given.value : given),
    type,
  );

const note = z.object({
  content: z.object({
    title: value(z.string()),
    abstract: value(z.string()).optional().catch(undefined),
    authors: value(z.array(z.string())).optional().catch(undefined),
    keywords: value(z.array(z.string())).optional().catch(undefined),
  }),
  pdate: z.number().nullish().catch(null),
  cdate: z.number().nullish().catch(null),
});

const answer = z.object({ notes: z.array(z.unknown()) });

/** Reads what OpenReview says of a submission; null if it knows none with this id. */
export function readOpenReview(bytes: Uint8Array, id: string): Told | null {
  const unreadable = refused(`OpenReview sent something unreadable for ${id}.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return unreadable;
  }
  const all = answer.safeParse(parsed);
  if (!all.success) return unreadable;
  if (all.data.notes.length === 0) return null;
  const found = note.safeParse(all.data.notes[0]);
  if (!found.success) return refused(`${id} is no paper on OpenReview.`);
  const { content, pdate, cdate } = found.data;
  const at = pdate ?? cdate;
  const day = at ? new Date(at) : null;
  return told({
    title: content.title,
    abstract: content.abstract ?? "",
    authors: content.authors ?? [],
    keywords: content.keywords?.filter((word) => word.length <= 200).slice(0, 200) ?? [],
    openReviewId: id,
    projectUrl: `https://openreview.net/forum?id=${id}`,
    publishedAt: day && !Number.isNaN(day.getTime()) ? day.toISOString().slice(0, 10) : null,
  });
}
