import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { paperStats } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { requireList } from "../access/require-list";
import { toldOf } from "../annotations/audiences/visible";
import { isMine } from "../annotations/my-notes/queries";
import { bytes } from "../annotations/queries";
import { heldBy, index } from "../library/queries";
import type { Shown } from "../library/schema";
import { live } from "../lists/items/change";
import { listShared } from "../lists/sharing/queries";
import type { Context, UserContext } from "../platform/context";
import { fitting } from "../platform/page";
import { BATCH, NOTE, own, readable, withNotes } from "./notes-on-papers";
import type { notesExportInput } from "./schema";

/** The columns of a paper that are exported. */
const PAPER = {
  paperId: papers.id,
  slug: papers.slug,
  arxivId: papers.arxivId,
  doi: papers.doi,
  title: papers.title,
  abstract: papers.abstract,
  authors: papers.authors,
  categories: papers.categories,
  publishedAt: papers.publishedAt,
  publishedPrecision: papers.publishedPrecision,
  votes: paperStats.votes,
};

/** Some items of a list, in no order. */
function itemsOf(ctx: UserContext, listId: string, paperIds: number[]) {
  const adder = alias(users, "adder");
  const noter = alias(users, "noter");
  return ctx.db
    .select({
      ...PAPER,
      addedBy: adder.name,
      addedAt: listItems.addedAt,
      note: listItems.note,
      noteBy: noter.name,
    })
    .from(listItems)
    .innerJoin(papers, eq(papers.id, listItems.paperId))
    .leftJoin(paperStats, eq(paperStats.paperId, papers.id))
    .leftJoin(adder, eq(adder.id, listItems.addedBy))
    .leftJoin(noter, eq(noter.id, listItems.noteBy))
    .where(and(live(listId), inArray(listItems.paperId, paperIds)));
}

/**
 * The items of a list with the notes that the reader may read, batch by batch, in the order it had
 * at the start; with `only`, those of these papers. Checks access again before each batch, so that
 * losing access ends the export.
 */
export async function* itemsOnList(ctx: UserContext, listId: string, only?: Set<number>) {
  const order = await orderOf(ctx, listId);
  for (const ids of inBatches(only ? order.filter((id) => only.has(id)) : order)) {
    await requireList(ctx, listId, "read");
    yield* withNotes(ctx, ids, readable(ctx), (some) => itemsOf(ctx, listId, some));
  }
}

/** The papers of a list, in its order. */
async function orderOf(ctx: Context, listId: string): Promise<number[]> {
  const order = await ctx.db
    .select({ paperId: listItems.paperId })
    .from(listItems)
    .where(live(listId))
    .orderBy(asc(listItems.position));
  return order.map(({ paperId }) => paperId);
}

export type ExportedItem = Batched<ReturnType<typeof itemsOnList>>;

/** What a public link shows, batch by batch: checked again before each, and without any person. */
export async function* itemsShared(ctx: Context, token: string) {
  const { id } = await listShared(ctx, token);
  for (const ids of inBatches(await orderOf(ctx, id))) {
    const { withNotes } = await listShared(ctx, token);
    const items = await ctx.db
      .select({ ...PAPER, note: listItems.note })
      .from(listItems)
      .innerJoin(papers, eq(papers.id, listItems.paperId))
      .leftJoin(paperStats, eq(paperStats.paperId, papers.id))
      .where(and(live(id), inArray(listItems.paperId, ids)));
    const byId = new Map(items.map((item) => [item.paperId, item]));
    yield ids.flatMap((paperId) => {
      const item = byId.get(paperId);
      if (!item) return [];
      return [{ ...item, note: withNotes ? item.note : "", notes: [], notesLeft: 0 }];
    });
  }
}

export type SharedItem = Batched<ReturnType<typeof itemsShared>>;

/** Some papers of the reader's library, in no order. */
const heldOf = (ctx: UserContext, paperIds: number[]) =>
  ctx.db
    .select({
      ...PAPER,
      status: userPapers.status,
      favorite: userPapers.favorite,
      tags: userPapers.tags,
      savedAt: userPapers.savedAt,
    })
    .from(userPapers)
    .innerJoin(papers, eq(papers.id, userPapers.paperId))
    .leftJoin(paperStats, eq(paperStats.paperId, papers.id))
    .where(and(heldBy(ctx.actor.userId), inArray(userPapers.paperId, paperIds)));

/** The papers of a part of the reader's library with their own notes, in the order of its page. */
export async function* papersInLibrary(ctx: UserContext, shown: Shown) {
  const { ids } = await index(ctx, shown);
  for (const some of inBatches(ids)) {
    yield* withNotes(ctx, some, own(ctx), (paperIds) => heldOf(ctx, paperIds));
  }
}

export type ExportedHolding = Batched<ReturnType<typeof papersInLibrary>>;

/** As many as a library lists. */
const MAX_NOTED = 20_000;

/**
 * The papers on which the reader has written, with those of the notes that are wanted: the paper
 * with the newest note first, and within a paper the oldest note first.
 */
export async function* notedPapers(
  ctx: UserContext,
  wanted: z.output<typeof notesExportInput>["wanted"],
) {
  const mine = await isMine(ctx, wanted);
  let rest = await ctx.db
    .select({ paperId: annotations.paperId, bytes: sql<number>`sum(${bytes})::int` })
    .from(annotations)
    .where(mine)
    .groupBy(annotations.paperId)
    .orderBy(desc(sql`max(${annotations.createdAt})`), desc(annotations.paperId))
    .limit(MAX_NOTED);
  while (rest.length > 0) {
    const some = fitting(rest, BATCH).map(({ paperId }) => paperId);
    rest = rest.slice(some.length);
    yield await notedOf(ctx, some, mine);
  }
}

async function notedOf(ctx: UserContext, ids: number[], mine: SQL | undefined) {
  const [found, notes] = await Promise.all([
    ctx.db
      .select(PAPER)
      .from(papers)
      .leftJoin(paperStats, eq(paperStats.paperId, papers.id))
      .where(inArray(papers.id, ids)),
    ctx.db
      .select({ ...NOTE, group: toldOf(ctx).group })
      .from(annotations)
      .leftJoin(users, eq(users.id, annotations.authorId))
      .where(and(inArray(annotations.paperId, ids), mine))
      .orderBy(asc(annotations.createdAt), asc(annotations.id)),
  ]);
  const byId = new Map(found.map((paper) => [paper.paperId, paper]));
  return ids.flatMap((id) => {
    const paper = byId.get(id);
    const onIt = notes.filter(({ paperId }) => paperId === id);
    // deleted since the order was read
    return paper && onIt.length > 0 ? [{ ...paper, notes: onIt }] : [];
  });
}

export type NotedPaper = Batched<ReturnType<typeof notedPapers>>;

type Batched<T> = T extends AsyncGenerator<(infer Item)[]> ? Item : never;

function* inBatches(ids: number[]) {
  for (let from = 0; from < ids.length; from += BATCH.rows)
    yield ids.slice(from, from + BATCH.rows);
}
