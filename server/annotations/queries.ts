import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { users } from "@/db/schema/users";
import type { Budget } from "../papers/budget";
import type { Context, UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { fitting } from "../platform/page";
import { atomsOf } from "./atoms";
import { toldOf, visible } from "./audiences/visible";
import { type Note, placementOf, type Text, type Told, toNote } from "./note";
import { requireNewestText } from "./placements/queries";
import { placeSoon } from "./placements/queue";
import { budgetOfNotes } from "./rendered";
import type { noteInput, onPaperInput, repliesInput } from "./schema";

/** The text that a paper's page shows: its newest version. */
async function currentText(ctx: Context, paperId: number) {
  const text = await requireNewestText(ctx, paperId);
  return { ...text, atoms: atomsOf(text.abstract) };
}

const hider = alias(users, "hider");

/** Notes as their reader sees them, in the order of the ids. */
export async function notesNamed(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ row: annotations, author: users.name, hiddenBy: hider.name, ...toldOf(ctx) })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .leftJoin(hider, eq(hider.id, annotations.hiddenBy))
    .where(inArray(annotations.id, ids));
  const byId = new Map(rows.map((told) => [told.row.id, told]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A note with its place in a text. A note without one is queued for placement. */
function placedNote(ctx: Context, told: Told, text: Text, budget: Budget): Note {
  const note = { ...toNote(ctx, told, budget), ...placementOf(told.row, text) };
  if (note.placing) placeSoon(told.row.paperId);
  return note;
}

async function placed(ctx: Context, ids: string[], text: Text): Promise<Note[]> {
  const budget = budgetOfNotes();
  return (await notesNamed(ctx, ids)).map((told) => placedNote(ctx, told, text, budget));
}

/** Page sizes for notes on passages and for notes on the whole paper. */
const THREADS = { rows: 50, bytes: 100_000 };
/** At most this many replies to each note come with a page of notes. */
const FIRST_REPLIES = 5;
const ALONG = { rows: THREADS.rows * FIRST_REPLIES, bytes: 100_000 };
const REPLIES = { rows: 50, bytes: 100_000 };

/** The size of a note's text. */
export const bytes = sql<number>`(octet_length(${annotations.body})
  + coalesce(octet_length(${annotations.exact}), 0))::int`;

/** Microseconds since 1970: a cursor keeps the full precision that Postgres compares. */
export const micros = sql<string>`(extract(epoch from ${annotations.createdAt}) * 1000000)::bigint`;

const isThere = (ctx: Context) => and(visible(ctx), isNull(annotations.deletedAt));

/** The order of cached pages: by time only. */
const BY_TIME = 3;

/**
 * The reader's own notes come first, then their groups', so that strangers' notes cannot push them
 * off a page. A page continued from a cached page keeps the order by time, for every reader.
 */
function nearness({ actor }: Context, asked?: string): SQL<number> {
  if (actor.kind !== "user" || asked === String(BY_TIME)) return sql`${BY_TIME}::int`;
  return sql`(case when ${annotations.authorId} = ${actor.userId} then 0
    when ${annotations.audience} <> 'everyone' then 1 else 2 end)`;
}

const ABOUT = {
  passages: isNotNull(annotations.exact),
  comments: isNull(annotations.exact),
};

type About = keyof typeof ABOUT;

/** One page of the notes on a paper's passages or on the whole paper, and its next cursor. */
async function threads(ctx: Context, paperId: number, about: About, after?: string) {
  const [near, time, last] = after?.split(".") ?? [];
  const rank = nearness(ctx, near);
  // a deleted note stays as a placeholder for replies that this reader may see
  const answered = ctx.db
    .select({ id: annotations.parentId })
    .from(annotations)
    .where(and(eq(annotations.paperId, paperId), isNotNull(annotations.parentId), isThere(ctx)));
  const found = await ctx.db
    .select({ id: annotations.id, rank, micros, bytes })
    .from(annotations)
    .where(
      and(
        eq(annotations.paperId, paperId),
        isNull(annotations.parentId),
        ABOUT[about],
        visible(ctx),
        or(isNull(annotations.deletedAt), inArray(annotations.id, answered)),
        last
          ? sql`(${rank}, ${micros}, ${annotations.id}) > (${near}::int, ${time}::bigint, ${last}::uuid)`
          : undefined,
      ),
    )
    .orderBy(rank, asc(micros), asc(annotations.id))
    .limit(THREADS.rows + 1);
  const shown = fitting(found, THREADS);
  const end = shown.length < found.length ? shown.at(-1) : undefined;
  return {
    ids: shown.map(({ id }) => id),
    more: end ? `${end.rank}.${end.micros}.${end.id}` : null,
  };
}

/** The first replies to each of these notes, and a cursor for the rest. */
async function firstReplies(ctx: Context, noteIds: string[]) {
  const each = ctx.db
    .select({
      id: annotations.id,
      noteId: annotations.parentId,
      micros: micros.as("micros"),
      bytes: bytes.as("bytes"),
      turn: sql<number>`(row_number() over (partition by ${annotations.parentId}
        order by ${annotations.createdAt}, ${annotations.id}))::int`.as("turn"),
      replies: sql<number>`(count(*) over (partition by ${annotations.parentId}))::int`.as(
        "replies",
      ),
    })
    .from(annotations)
    .where(and(inArray(annotations.parentId, noteIds), isThere(ctx)))
    .as("each");
  const found = await ctx.db
    .select()
    .from(each)
    .where(sql`${each.turn} <= ${FIRST_REPLIES}`)
    // replies are loaded in reading order
    .orderBy(asc(each.turn), asc(each.micros), asc(each.id));
  const shown = fitting(found, ALONG);
  const rest = new Map<string, RestOfReplies>();
  for (const { noteId, replies } of found) {
    if (noteId) rest.set(noteId, { noteId, left: replies, after: null });
  }
  for (const { noteId, turn, replies, micros, id } of shown) {
    if (noteId) rest.set(noteId, { noteId, left: replies - turn, after: `${micros}.${id}` });
  }
  return {
    ids: shown.map(({ id }) => id),
    rest: [...rest.values()].filter(({ left }) => left > 0),
  };
}

/** The replies to a note that are not loaded yet: their number, and the cursor. */
export interface RestOfReplies {
  noteId: string;
  left: number;
  after: string | null;
}

/**
 * What the actor may read on a paper: the first page of notes on passages and of notes on the whole
 * paper, or with `after` the next page of either. Each note comes with its first replies.
 */
export async function onPaper(ctx: Context, input: z.output<typeof onPaperInput>) {
  const { paperId, next } = input;
  const text = await currentText(ctx, paperId);
  const none = { ids: [], more: null };
  const page = (about: About) =>
    next && next.about !== about ? none : threads(ctx, paperId, about, next?.after);
  const [passages, comments] = await Promise.all([page("passages"), page("comments")]);
  const ids = [...passages.ids, ...comments.ids];
  const replies = await firstReplies(ctx, ids);
  return {
    version: text.version,
    textHash: text.hash,
    notes: await placed(ctx, [...ids, ...replies.ids], text),
    rest: replies.rest,
    more: { passages: passages.more, comments: comments.more },
  };
}

export type NotesOnPaper = Awaited<ReturnType<typeof onPaper>>;

/** Locates a note that the actor may see. */
async function known(ctx: Context, id: string) {
  const [note] = await ctx.db
    .select({ paperId: annotations.paperId, parentId: annotations.parentId })
    .from(annotations)
    .where(and(eq(annotations.id, id), visible(ctx)));
  if (!note) throw noNote();
  return note;
}

/** One page of replies to a note, oldest first. */
export async function replies(ctx: Context, input: z.output<typeof repliesInput>) {
  await known(ctx, input.noteId);
  const [time, last] = input.after?.split(".") ?? [];
  const found = await ctx.db
    .select({
      id: annotations.id,
      micros,
      bytes,
      left: sql<number>`(count(*) over ())::int`,
    })
    .from(annotations)
    .where(
      and(
        eq(annotations.parentId, input.noteId),
        isThere(ctx),
        last ? sql`(${micros}, ${annotations.id}) > (${time}::bigint, ${last}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(micros), asc(annotations.id))
    .limit(REPLIES.rows + 1);
  const shown = fitting(found, REPLIES);
  const end = shown.at(-1);
  const rest: RestOfReplies = {
    noteId: input.noteId,
    left: (found[0]?.left ?? 0) - shown.length,
    after: end ? `${end.micros}.${end.id}` : null,
  };
  const budget = budgetOfNotes();
  const notes = await notesNamed(
    ctx,
    shown.map(({ id }) => id),
  );
  return {
    notes: notes.map((told): Note => ({ ...toNote(ctx, told, budget), place: null })),
    rest,
  };
}

/** The thread of the note in a URL, whichever page it is on; for a reply, its parent too. */
export async function thread(ctx: Context, { id }: z.output<typeof noteInput>) {
  const { paperId, parentId } = await known(ctx, id);
  const noteId = parentId ?? id;
  if (parentId) await known(ctx, parentId);
  const [text, first] = await Promise.all([currentText(ctx, paperId), firstReplies(ctx, [noteId])]);
  const found = await placed(ctx, [...new Set([noteId, ...first.ids, id])], text);
  // a deleted note stays as a placeholder for its replies
  const notes = found.filter((note) => !note.deleted || (note.id === noteId && found.length > 1));
  if (notes.every((note) => note.id !== id)) throw noNote();
  return { paperId, version: text.version, textHash: text.hash, notes, rest: first.rest };
}

const noNote = () => new AppError("NOT_FOUND", "This note no longer exists.", "id");

/** One note as it is after a write. */
export async function oneNote(ctx: UserContext, id: string): Promise<Note> {
  const [told] = await notesNamed(ctx, [id]);
  if (!told) throw noNote();
  const text = await currentText(ctx, told.row.paperId);
  return placedNote(ctx, told, text, budgetOfNotes());
}
