import { and, asc, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { papers, paperVersions } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { isFor, toldOf, visible, writtenFor } from "../audiences/service";
import type { Context, UserContext } from "../context";
import { AppError } from "../errors";
import { atomsOf } from "./atoms";
import { type Note, placeOf, type Told, toNote } from "./note";
import type { mineInput, onPaperInput } from "./schema";

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

const hider = alias(users, "hider");

/** Notes with what their reader is told about them. */
const notes = (ctx: Context) =>
  ctx.db
    .select({ row: annotations, author: users.name, hiddenBy: hider.name, ...toldOf(ctx) })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .leftJoin(hider, eq(hider.id, annotations.hiddenBy))
    .$dynamic();

/** Everything that the actor may read on a paper, the oldest first, replies among the rest. */
export async function onPaper(ctx: Context, input: z.output<typeof onPaperInput>) {
  const text = await currentText(ctx, input.paperId);
  const known = await notes(ctx)
    .where(and(eq(annotations.paperId, input.paperId), visible(ctx)))
    .orderBy(asc(annotations.createdAt), asc(annotations.id));
  const standing = known.filter(({ row }) => !row.deletedAt);
  // a deleted note leaves its place to the replies that this reader may know of
  const replied = new Set(standing.map(({ row }) => row.parentId));
  const rows = known.filter(({ row }) => !row.deletedAt || replied.has(row.id));
  return {
    version: text.version,
    textHash: text.hash,
    notes: rows.map((told): Note => ({ ...toNote(ctx, told), place: placeOf(told.row, text) })),
  };
}

/** One note as it stands after a write. */
export async function oneNote(ctx: UserContext, id: string): Promise<Note> {
  const [told] = await notes(ctx).where(eq(annotations.id, id));
  if (!told) throw new AppError("NOT_FOUND", "This note is no longer here.", "id");
  const text = await currentText(ctx, told.row.paperId);
  return { ...toNote(ctx, told), place: placeOf(told.row, text) };
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
    input.audience && isFor(input.audience),
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

  const [rows, groups] = await Promise.all([
    notes(ctx)
      .where(
        and(
          wanted,
          inArray(
            annotations.paperId,
            shown.map((paper) => paper.id),
          ),
        ),
      )
      .orderBy(desc(annotations.createdAt), desc(annotations.id)),
    writtenFor(ctx),
  ]);
  const quotes = await quotesOf(ctx, rows);
  return {
    papers: shown.map(({ id, slug, title }) => ({
      id,
      slug,
      title,
      notes: rows
        .filter(({ row }) => row.paperId === id)
        .map((told) => ({
          ...toNote(ctx, told),
          /** The words that the note is about to which this replies. */
          repliesTo: quotes.get(told.row.parentId ?? "") ?? null,
        })),
    })),
    /** The collections and teams that the reader has written for. */
    groups,
    after: end ? `${end.newest}.${end.id}` : null,
  };
}

/** The passages of the notes that these reply to, as far as the actor still sees those. */
async function quotesOf(ctx: UserContext, replies: Pick<Told, "row">[]) {
  const ids = replies.flatMap(({ row }) => row.parentId ?? []);
  const parents = await ctx.db
    .select({ id: annotations.id, exact: annotations.exact })
    .from(annotations)
    .where(and(inArray(annotations.id, ids), visible(ctx)));
  return new Map(parents.map(({ id, exact }) => [id, exact]));
}

/** A note as the list of one's own shows it. */
export type MyNote = Awaited<ReturnType<typeof mine>>["papers"][number]["notes"][number];

/** Whether the note's words or its quote hold what was typed, whatever the case. */
function holds(q: string): SQL | undefined {
  const pattern = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(annotations.body, pattern), ilike(annotations.exact, pattern));
}
