import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { paperPictures } from "@/db/schema/pictures";
import { addressesOf, invalidate } from "../page-cache/invalidate";
import type { Context } from "../platform/context";
import type { Fetcher } from "../platform/fetch/create-fetcher";
import { FetchError, type FetchReason } from "../platform/fetch/fetch-error";
import { fetcher } from "../platform/fetch/fetcher";
import { enqueueJobs } from "../platform/jobs/enqueue";
import { transaction } from "../platform/transaction";
import { MAX_BYTES, type Picture, readPicture } from "./picture";

/** Where the picture of a paper is. */
interface Told {
  paperId: number;
  url: string;
}

/** Has pictures fetched that are not known yet, in the transaction that stores their papers. */
export async function fetchLater(tx: Context, told: Told[]): Promise<void> {
  if (told.length === 0) return;
  const fresh = await tx.db
    .insert(paperPictures)
    .values(told)
    .onConflictDoNothing()
    .returning({ paperId: paperPictures.paperId });
  await enqueueJobs(tx, "fetch-picture", fresh);
}

interface Options {
  get?: Fetcher["get"];
  signal?: AbortSignal;
}

/** What came of fetching a picture. */
export type Outcome = "kept" | "refused" | "known";

/**
 * Fetches the picture of a paper, once. Bytes that cannot be shown, and answers that say that there is
 * none, are final; other failures are thrown, and tried again.
 */
export async function fetchPicture(
  ctx: Context,
  { paperId }: { paperId: number },
  { get = fetcher().get, signal }: Options = {},
): Promise<Outcome> {
  const [waiting] = await ctx.db
    .select({ url: paperPictures.url })
    .from(paperPictures)
    .where(and(eq(paperPictures.paperId, paperId), isNull(paperPictures.triedAt)));
  if (!waiting) return "known";
  const found = await askFor(waiting.url, get, signal);
  await transaction(ctx, async (tx) => {
    await tx.db
      .update(paperPictures)
      .set({ triedAt: tx.now(), ...(typeof found === "string" ? { error: found } : found) })
      .where(eq(paperPictures.paperId, paperId));
    if (typeof found !== "string") await showAgain(tx, paperId);
  });
  return typeof found === "string" ? "refused" : "kept";
}

/** Failures that the same request has again. */
const FINAL = new Set<FetchReason>([
  "bad-url",
  "address-refused",
  "redirect-refused",
  "too-many-redirects",
  "too-large",
  "unreadable",
]);

/** Statuses after which asking again is worth it. */
const isPassing = (status: number) => status === 408 || status === 429 || status >= 500;

/** The picture, or why there is none for good. */
async function askFor(
  url: string,
  get: Fetcher["get"],
  signal: AbortSignal | undefined,
): Promise<Picture | string> {
  try {
    const { status, body } = await get(url, {
      accept: "image/webp, image/png, image/jpeg",
      limits: { maxBytes: MAX_BYTES },
      ...(signal && { signal }),
    });
    if (isPassing(status)) throw new Error(`The site answered with status ${status}.`);
    return status === 200 ? readPicture(body) : `The site answered with status ${status}.`;
  } catch (error) {
    if (error instanceof FetchError && FINAL.has(error.reason)) return error.message.slice(0, 500);
    throw error;
  }
}

async function showAgain(tx: Context, paperId: number): Promise<void> {
  const [paper] = await tx.db
    .select({ slug: papers.slug, feedDate: submissions.feedDate })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(eq(papers.id, paperId));
  if (paper) await invalidate(tx, addressesOf(paper));
}

/** The paper that is kept takes over the picture of one that is merged into it, if it has none. */
export async function movePicture(tx: Context, from: number, into: number): Promise<void> {
  const kept = await tx.db
    .select({ id: paperPictures.paperId })
    .from(paperPictures)
    .where(
      and(inArray(paperPictures.paperId, [from, into]), sql`${paperPictures.hash} is not null`),
    );
  if (kept.length !== 1 || kept[0]?.id !== from) return;
  await tx.db.delete(paperPictures).where(eq(paperPictures.paperId, into));
  await tx.db.update(paperPictures).set({ paperId: into }).where(eq(paperPictures.paperId, from));
}
