import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { annotations } from "@/db/schema/annotations";
import { users } from "@/db/schema/users";
import { shownToAll, visible } from "../annotations/audiences/visible";
import { bytes } from "../annotations/queries";
import type { UserContext } from "../platform/context";
import { fitting } from "../platform/page";

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

/** The notes that the reader may read, for any audience. */
export const readable = (ctx: UserContext): SQL | undefined =>
  and(
    visible(ctx),
    isNull(annotations.deletedAt),
    or(shownToAll, eq(annotations.authorId, ctx.actor.userId)),
  );

/** The reader's own notes. */
export const own = (ctx: UserContext): SQL | undefined =>
  and(eq(annotations.authorId, ctx.actor.userId), isNull(annotations.deletedAt));

/** The notes on these papers that are wanted, up to the limit. */
async function chosenOn(ctx: UserContext, paperIds: number[], wanted: SQL | undefined) {
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
    .where(and(inArray(annotations.paperId, paperIds), wanted))
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
  return paperIds.flatMap((paperId): Chosen[] => {
    const notes = byPaper.get(paperId);
    if (!notes) return [];
    const shown = fitting(notes, NOTES);
    return [
      {
        paperId,
        ids: shown.map(({ id }) => id),
        bytes: shown.reduce((sum, note) => sum + note.bytes, 0),
        left: (notes[0]?.notes ?? 0) - shown.length,
      },
    ];
  });
}

/** The columns of a note that are exported. */
export const NOTE = {
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
  color: annotations.color,
  createdAt: annotations.createdAt,
  updatedAt: annotations.updatedAt,
};

const notesNamed = (ctx: UserContext, ids: string[]) =>
  ctx.db
    .select(NOTE)
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .where(inArray(annotations.id, ids))
    .orderBy(asc(annotations.createdAt), asc(annotations.id));

export type ExportedNote = Awaited<ReturnType<typeof notesNamed>>[number];

/** How many papers, and how many bytes of notes, are in memory at a time. */
export const BATCH = { rows: 100, bytes: 1_000_000 };

/**
 * These papers with the wanted notes on each, in parts that fit into memory. `read` gives the papers;
 * one that it does not give is left out.
 */
export async function* withNotes<Paper extends { paperId: number }>(
  ctx: UserContext,
  ids: number[],
  wanted: SQL | undefined,
  read: (paperIds: number[]) => Promise<Paper[]>,
) {
  const chosen = new Map((await chosenOn(ctx, ids, wanted)).map((each) => [each.paperId, each]));
  for (let rest = ids; rest.length > 0; ) {
    const sizes = rest.map((paperId) => ({ paperId, bytes: chosen.get(paperId)?.bytes ?? 0 }));
    const some = fitting(sizes, BATCH).map(({ paperId }) => paperId);
    rest = rest.slice(some.length);
    const [papers, notes] = await Promise.all([
      read(some),
      notesNamed(
        ctx,
        some.flatMap((paperId) => chosen.get(paperId)?.ids ?? []),
      ),
    ]);
    const byId = new Map(papers.map((paper) => [paper.paperId, paper]));
    yield some.flatMap((id) => {
      const paper = byId.get(id);
      if (!paper) return [];
      const onIt = notes.filter(({ paperId }) => paperId === id);
      return [{ ...paper, notes: onIt, notesLeft: chosen.get(id)?.left ?? 0 }];
    });
  }
}
