import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { annotations } from "@/db/schema/annotations";
import { paperStats } from "@/db/schema/editions";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { requireList } from "../../access/require-list";
import { shownToAll, visible } from "../../annotations/audiences/visible";
import { bytes } from "../../annotations/queries";
import type { UserContext } from "../../platform/context";
import { fitting } from "../../platform/page";
import { live } from "../items/change";

/**
 * Some items of a list for export, in the order of the ids, with the chosen notes on their papers.
 */
async function batch(ctx: UserContext, listId: string, paperIds: number[], chosen: Chosen[]) {
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
        votes: paperStats.votes,
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
      .where(and(live(listId), inArray(listItems.paperId, paperIds))),
    notesNamed(
      ctx,
      chosen.flatMap(({ ids }) => ids),
    ),
  ]);
  const byId = new Map(items.map((item) => [item.paperId, item]));
  return paperIds.flatMap((id) => {
    const item = byId.get(id);
    if (!item) return [];
    const { left = 0 } = chosen.find(({ paperId }) => paperId === id) ?? {};
    return [{ ...item, notes: notes.filter((note) => note.paperId === id), notesLeft: left }];
  });
}

/**
 * At most this many notes per paper are exported, oldest first; the number of the others is stated.
 */
const NOTES = { rows: 500, bytes: 500_000 };

/** The notes to export for a paper, the size of their text, and how many are left out. */
interface Chosen {
  paperId: number;
  ids: string[];
  bytes: number;
  left: number;
}

/** The notes on these papers that the reader may read, for any audience, up to the limit. */
async function chosenOn(ctx: UserContext, paperIds: number[]): Promise<Chosen[]> {
  const each = ctx.db
    .select({
      id: annotations.id,
      paperId: annotations.paperId,
      bytes: bytes.as("bytes"),
      notes: sql<number>`(count(*) over (partition by ${annotations.paperId}))::int`.as("notes"),
      turn: sql<number>`row_number() over (partition by ${annotations.paperId}
        order by ${annotations.createdAt}, ${annotations.id})`.as("turn"),
    })
    .from(annotations)
    .where(
      and(
        inArray(annotations.paperId, paperIds),
        visible(ctx),
        isNull(annotations.deletedAt),
        or(shownToAll, eq(annotations.authorId, ctx.actor.userId)),
      ),
    )
    .as("each");
  const found = await ctx.db
    .select()
    .from(each)
    .where(lte(each.turn, NOTES.rows))
    .orderBy(asc(each.turn));
  const byPaper = new Map<number, typeof found>();
  for (const note of found) {
    const notes = byPaper.get(note.paperId);
    if (notes) notes.push(note);
    else byPaper.set(note.paperId, [note]);
  }
  return paperIds.flatMap((paperId) => {
    const notes = byPaper.get(paperId);
    if (!notes) return [];
    const shown = fitting(notes, NOTES);
    return {
      paperId,
      ids: shown.map(({ id }) => id),
      bytes: shown.reduce((sum, note) => sum + note.bytes, 0),
      left: (notes[0]?.notes ?? 0) - shown.length,
    };
  });
}

const notesNamed = (ctx: UserContext, ids: string[]) =>
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
    .where(inArray(annotations.id, ids))
    .orderBy(asc(annotations.createdAt), asc(annotations.id));

export type ExportedItem = Awaited<ReturnType<typeof batch>>[number];
export type ExportedNote = ExportedItem["notes"][number];

const BATCH = 100;
/** The most bytes of notes in memory at a time. */
const MAX_BYTES = 1_000_000;

/**
 * The items of a list, batch by batch, in the order it had at the start. Checks access again before
 * each batch, so that losing access ends the export.
 */
export async function* itemsOf(ctx: UserContext, listId: string): AsyncGenerator<ExportedItem[]> {
  const order = await ctx.db
    .select({ paperId: listItems.paperId })
    .from(listItems)
    .where(live(listId))
    .orderBy(asc(listItems.position));
  for (let from = 0; from < order.length; from += BATCH) {
    await requireList(ctx, listId, "read");
    const ids = order.slice(from, from + BATCH).map(({ paperId }) => paperId);
    const chosen = await chosenOn(ctx, ids);
    const sizes = new Map(chosen.map(({ paperId, bytes }) => [paperId, bytes]));
    for (let rest = ids; rest.length > 0; ) {
      const rows = rest.map((paperId) => ({ paperId, bytes: sizes.get(paperId) ?? 0 }));
      const some = fitting(rows, { rows: BATCH, bytes: MAX_BYTES }).map(({ paperId }) => paperId);
      yield await batch(
        ctx,
        listId,
        some,
        chosen.filter(({ paperId }) => some.includes(paperId)),
      );
      rest = rest.slice(some.length);
    }
  }
}
