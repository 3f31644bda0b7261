import { and, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { annotations } from "@/db/schema/annotations";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { readableText } from "../../papers/readable";
import { named } from "../../papers/search/queries";
import type { UserContext } from "../../platform/context";
import { fitting } from "../../platform/page";
import { writtenFor } from "../audiences/queries";
import { isFor } from "../audiences/require-audience";
import { visible } from "../audiences/visible";
import { plainNote } from "../markdown";
import { toNote } from "../note";
import { bytes, micros, notesNamed } from "../queries";
import { budgetOfNotes } from "../rendered";
import type { mineInput } from "../schema";

const PAGE = { rows: 50, bytes: 200_000 };

/**
 * A page of the actor's own notes by paper: the paper with the newest note first, and within a
 * paper the newest note first. A paper with more notes than fit continues on the next page.
 */
export async function mine(ctx: UserContext, input: z.output<typeof mineInput>) {
  const wanted = ctx.db
    .select({
      id: annotations.id,
      paperId: annotations.paperId,
      micros: micros.as("micros"),
      bytes: bytes.as("bytes"),
      newest: sql<string>`max(${micros}) over (partition by ${annotations.paperId})`.as("newest"),
    })
    .from(annotations)
    .where(await isMine(ctx, input))
    .as("wanted");
  const key = [wanted.newest, wanted.paperId, wanted.micros, wanted.id];
  const [newest, paperId, time, id] = input.after?.split(".") ?? [];
  const [found, groups] = await Promise.all([
    ctx.db
      .select()
      .from(wanted)
      .where(
        id
          ? sql`(${sql.join(key, sql`, `)})
            < (${newest}::bigint, ${paperId}::bigint, ${time}::bigint, ${id}::uuid)`
          : undefined,
      )
      .orderBy(...key.map((part) => desc(part)))
      .limit(PAGE.rows + 1),
    writtenFor(ctx),
  ]);
  const shown = fitting(found, PAGE);
  const end = shown.length < found.length ? shown.at(-1) : undefined;
  return {
    papers: await byPaper(
      ctx,
      shown.map((note) => note.id),
    ),
    /** The collections and teams that the reader has written for. */
    groups,
    after: end ? [end.newest, end.paperId, end.micros, end.id].join(".") : null,
  };
}

/** A condition that selects the actor's own notes, as far as they are wanted. */
export async function isMine(
  ctx: UserContext,
  { audience, color, q }: Omit<z.output<typeof mineInput>, "after">,
): Promise<SQL | undefined> {
  return and(
    byActor(ctx),
    audience && isFor(audience),
    color && and(eq(annotations.color, color), isNotNull(annotations.start)),
    q ? or(holds(q), await isOnPaper(ctx, q)) : undefined,
  );
}

const byActor = (ctx: UserContext) =>
  and(eq(annotations.authorId, ctx.actor.userId), isNull(annotations.deletedAt));

/** Whether the note is on a paper with these words in its title or its authors' names. */
async function isOnPaper(ctx: UserContext, q: string): Promise<SQL | undefined> {
  const found = await named(ctx, q);
  if (!found) return undefined;
  const noted = ctx.db.select({ id: annotations.paperId }).from(annotations).where(byActor(ctx));
  const those = ctx.db
    .select({ id: papers.id })
    .from(papers)
    .where(and(inArray(papers.id, noted), found));
  return inArray(annotations.paperId, those);
}

/** Groups these notes by paper. */
async function byPaper(ctx: UserContext, ids: string[]) {
  const told = await notesNamed(ctx, ids);
  const paperIds = [...new Set(told.map(({ row }) => row.paperId))];
  const [found, answered] = await Promise.all([
    ctx.db
      .select({ id: papers.id, slug: papers.slug, title: papers.title })
      .from(papers)
      .where(inArray(papers.id, paperIds)),
    answeredBy(
      ctx,
      told.flatMap(({ row }) => row.parentId ?? []),
    ),
  ]);
  const byId = new Map(found.map((paper) => [paper.id, paper]));
  const budget = budgetOfNotes();
  return paperIds.flatMap((paperId) => {
    const paper = byId.get(paperId);
    if (!paper) return [];
    const notes = told
      .filter(({ row }) => row.paperId === paperId)
      .map((each) => ({
        ...toNote(ctx, each, budget),
        /** The note that this one replies to, if the reader may still see it. */
        repliesTo: answered.get(each.row.parentId ?? "") ?? null,
      }));
    return [{ ...paper, notes }];
  });
}

/** As much of a note as tells which one it is. */
const MAX_WORDS = 160;
/** As much of its source: markup may take most of it. */
const MAX_SOURCE = 4 * MAX_WORDS;

/** These notes, as far as the actor may still see them: who wrote them, and what or on what. */
async function answeredBy(ctx: UserContext, ids: string[]) {
  const parents = await ctx.db
    .select({
      id: annotations.id,
      author: users.name,
      authorId: annotations.authorId,
      deletedAt: annotations.deletedAt,
      exact: annotations.exact,
      body: sql<string>`left(${annotations.body}, ${MAX_SOURCE})`,
    })
    .from(annotations)
    .leftJoin(users, eq(users.id, annotations.authorId))
    .where(and(inArray(annotations.id, ids), visible(ctx)));
  return new Map(
    parents.map(({ id, author, authorId, deletedAt, exact, body }) => {
      const mine = authorId === ctx.actor.userId;
      const words = deletedAt ? exact : body || exact;
      const shown = words && (words === exact ? readableText(words) : plainNote(words));
      return [id, { author: deletedAt ? null : author, mine, words: shown && beginning(shown) }];
    }),
  );
}

function beginning(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  if (line.length <= MAX_WORDS) return line;
  // a lone surrogate cannot be shown
  return `${line
    .slice(0, MAX_WORDS)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()} …`;
}

/** A note as the list of the reader's own notes shows it. */
export type MyNote = Awaited<ReturnType<typeof mine>>["papers"][number]["notes"][number];

/** Whether the note's text or quote contains the search text, ignoring case. */
function holds(q: string): SQL | undefined {
  const pattern = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(annotations.body, pattern), ilike(annotations.exact, pattern));
}
