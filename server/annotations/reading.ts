import { and, asc, desc, eq, exists, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { papers, paperVersions } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import type { Context, UserContext } from "../context";
import { AppError } from "../errors";
import { resolve, type Span, wholeAtoms } from "./anchor";
import { atomsOf } from "./atoms";
import type { mineInput, onPaperInput } from "./schema";

type Row = typeof annotations.$inferSelect;

/** The text that a paper's page shows: its newest version. */
async function currentText(ctx: Context, paperId: number) {
  const [text] = await ctx.db
    .select({
      version: paperVersions.version,
      abstract: paperVersions.abstract,
      hash: paperVersions.abstractHash,
    })
    .from(paperVersions)
    .where(eq(paperVersions.paperId, paperId))
    .orderBy(desc(paperVersions.version))
    .limit(1);
  if (!text) throw new AppError("NOT_FOUND", "This paper is no longer here.", "paperId");
  return { ...text, atoms: atomsOf(text.abstract) };
}

type Text = Awaited<ReturnType<typeof currentText>>;

/** Which notes the actor may know of: those for everyone, and their own. */
export function visible({ actor }: Context): SQL | undefined {
  const open = eq(annotations.audience, "everyone");
  return actor.kind === "user" ? or(open, eq(annotations.authorId, actor.userId)) : open;
}

/** Where the passage of a note stands now; null for a comment, and when it stands nowhere. */
function placeOf(row: Row, text: Text): Span | null {
  const { start, end, exact, prefix, suffix, textHash } = row;
  if (start === null || end === null || exact === null || textHash === null) return null;
  const target = { start, end, exact, prefix: prefix ?? "", suffix: suffix ?? "", textHash };
  const place = resolve(target, text.abstract, text.hash);
  return place && wholeAtoms(text.atoms, place);
}

/** A row as its reader may see it. A deleted one says nothing but which passage it stood at. */
function toNote(ctx: Context, row: Row, author: string | null) {
  const deleted = row.deletedAt !== null;
  return {
    id: row.id,
    parentId: row.parentId,
    /** Null when the author has left. */
    author: deleted ? null : author,
    mine: ctx.actor.kind === "user" && row.authorId === ctx.actor.userId,
    audience: row.audience,
    body: deleted ? "" : row.body,
    /** The words it is about as they were then; null for a comment. */
    exact: row.exact,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    edited: row.updatedAt > row.createdAt,
    deleted,
  };
}

/** A note on a paper's page, with the place of its passage there. */
export type Note = ReturnType<typeof toNote> & { place: Span | null };

/** Everything that the actor may read on a paper, the oldest first, replies among the rest. */
export async function onPaper(ctx: Context, input: z.output<typeof onPaperInput>) {
  const text = await currentText(ctx, input.paperId);
  const reply = alias(annotations, "reply");
  const replied = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(reply)
      .where(and(eq(reply.parentId, annotations.id), isNull(reply.deletedAt))),
  );
  const rows = await ctx.db
    .select({ row: annotations, author: users.name })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .where(
      and(
        eq(annotations.paperId, input.paperId),
        visible(ctx),
        or(isNull(annotations.deletedAt), replied),
      ),
    )
    .orderBy(asc(annotations.createdAt), asc(annotations.id));
  const notes = rows.map(
    ({ row, author }): Note => ({ ...toNote(ctx, row, author), place: placeOf(row, text) }),
  );
  return { version: text.version, textHash: text.hash, notes };
}

/** One note as it stands after a write. */
export async function oneNote(ctx: UserContext, id: string): Promise<Note> {
  const [found] = await ctx.db.select().from(annotations).where(eq(annotations.id, id));
  if (!found) throw new AppError("NOT_FOUND", "This note is no longer here.", "id");
  const text = await currentText(ctx, found.paperId);
  return { ...toNote(ctx, found, ctx.actor.name), place: placeOf(found, text) };
}

const PAPERS_A_PAGE = 20;

/** Microseconds since 1970: a cursor loses nothing of what Postgres compares. */
const newest = sql<string>`(extract(epoch from max(${annotations.createdAt})) * 1000000)::bigint`;

/** The actor's own notes by paper, the paper with the newest note first. */
export async function mine(ctx: UserContext, input: z.output<typeof mineInput>) {
  const [time, last] = input.after?.split(".") ?? [];
  const wanted = and(
    eq(annotations.authorId, ctx.actor.userId),
    isNull(annotations.deletedAt),
    input.audience && eq(annotations.audience, input.audience),
    input.q ? holds(input.q) : undefined,
  );
  const page = await ctx.db
    .select({ id: papers.id, slug: papers.slug, title: papers.title, newest })
    .from(annotations)
    .innerJoin(papers, eq(papers.id, annotations.paperId))
    .where(wanted)
    .groupBy(papers.id)
    .having(
      time && last
        ? sql`(${newest}, ${papers.id}) < (${time}::bigint, ${last}::bigint)`
        : sql`true`,
    )
    .orderBy(desc(newest), desc(papers.id))
    .limit(PAPERS_A_PAGE + 1);
  const shown = page.slice(0, PAPERS_A_PAGE);
  const end = page.length > PAPERS_A_PAGE ? shown.at(-1) : undefined;

  const parent = alias(annotations, "parent");
  const rows = await ctx.db
    .select({ row: annotations, repliesTo: parent.exact })
    .from(annotations)
    .leftJoin(parent, eq(parent.id, annotations.parentId))
    .where(
      and(
        wanted,
        inArray(
          annotations.paperId,
          shown.map((paper) => paper.id),
        ),
      ),
    )
    .orderBy(desc(annotations.createdAt), desc(annotations.id));
  return {
    papers: shown.map(({ id, slug, title }) => ({
      id,
      slug,
      title,
      notes: rows
        .filter(({ row }) => row.paperId === id)
        .map(({ row, repliesTo }) => ({ ...toNote(ctx, row, ctx.actor.name), repliesTo })),
    })),
    after: end ? `${end.newest}.${end.id}` : null,
  };
}

/** A note as the list of one's own shows it. */
export type MyNote = Awaited<ReturnType<typeof mine>>["papers"][number]["notes"][number];

/** Whether the note's words or its quote hold what was typed, whatever the case. */
function holds(q: string): SQL | undefined {
  const pattern = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(annotations.body, pattern), ilike(annotations.exact, pattern));
}
