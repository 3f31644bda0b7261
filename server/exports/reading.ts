import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { standings } from "@/db/schema/editions";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { listAs } from "../access/service";
import { shownToAll, visible } from "../audiences/service";
import type { UserContext } from "../context";
import { live } from "../lists/writing";

/** Some items of a list as an export has them, in the order of the ids, with the notes on their papers. */
async function batch(ctx: UserContext, listId: string, paperIds: number[]) {
  const adder = alias(users, "adder");
  const noter = alias(users, "noter");
  const [items, notes] = await Promise.all([
    ctx.db
      .select({
        paperId: papers.id,
        slug: papers.slug,
        arxivId: papers.arxivId,
        title: papers.title,
        abstract: papers.abstract,
        authors: papers.authors,
        categories: papers.categories,
        publishedAt: papers.publishedAt,
        publishedPrecision: papers.publishedPrecision,
        votes: standings.votes,
        addedBy: adder.name,
        addedAt: listItems.addedAt,
        note: listItems.note,
        noteBy: noter.name,
      })
      .from(listItems)
      .innerJoin(papers, eq(papers.id, listItems.paperId))
      .leftJoin(standings, eq(standings.paperId, papers.id))
      .leftJoin(adder, eq(adder.id, listItems.addedBy))
      .leftJoin(noter, eq(noter.id, listItems.noteBy))
      .where(and(live(listId), inArray(listItems.paperId, paperIds))),
    notesOn(ctx, paperIds),
  ]);
  const byId = new Map(items.map((item) => [item.paperId, item]));
  return paperIds.flatMap((id) => {
    const item = byId.get(id);
    return item ? [{ ...item, notes: notes.filter((note) => note.paperId === id) }] : [];
  });
}

/** What the reader may read on these papers, whoever it was written for, the oldest first. */
const notesOn = (ctx: UserContext, paperIds: number[]) =>
  ctx.db
    .select({
      id: annotations.id,
      paperId: annotations.paperId,
      version: annotations.version,
      parentId: annotations.parentId,
      author: users.name,
      audience: annotations.audience,
      body: annotations.body,
      start: annotations.start,
      end: annotations.end,
      exact: annotations.exact,
      prefix: annotations.prefix,
      suffix: annotations.suffix,
      createdAt: annotations.createdAt,
      updatedAt: annotations.updatedAt,
    })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .where(
      and(
        inArray(annotations.paperId, paperIds),
        visible(ctx),
        isNull(annotations.deletedAt),
        or(shownToAll, eq(annotations.authorId, ctx.actor.userId)),
      ),
    )
    .orderBy(asc(annotations.createdAt), asc(annotations.id));

export type ExportedItem = Awaited<ReturnType<typeof batch>>[number];
export type ExportedNote = ExportedItem["notes"][number];

const BATCH = 100;

/**
 * What stands on a list, batch by batch, in the order it had at the beginning. Before each batch it
 * is asked again whether the reader may: access that ends meanwhile ends this too.
 */
export async function* itemsOf(ctx: UserContext, listId: string): AsyncGenerator<ExportedItem[]> {
  const order = await ctx.db
    .select({ paperId: listItems.paperId })
    .from(listItems)
    .where(live(listId))
    .orderBy(asc(listItems.position));
  for (let from = 0; from < order.length; from += BATCH) {
    await listAs(ctx, listId, "read");
    const ids = order.slice(from, from + BATCH).map(({ paperId }) => paperId);
    yield await batch(ctx, listId, ids);
  }
}
