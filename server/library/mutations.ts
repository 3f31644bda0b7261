import { and, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { papers } from "@/db/schema/papers";
import { appendAll, changing } from "../lists/items/change";
import type { UserContext } from "../platform/context";
import { AppError } from "../platform/errors";
import { MAX_TAGS, MAX_TAGS_A_PAPER } from "../platform/limits";
import { trashBegins } from "../trash/days";
import { heldBy, holdsTag } from "./queries";
import type {
  addToListInput,
  removeInput,
  removeTagInput,
  renameTagInput,
  Status,
  setInput,
  setManyInput,
} from "./schema";

/** Saves a paper to the reader's library, or changes its status there; keeps when it was saved. */
export async function setStatus(ctx: UserContext, input: z.output<typeof setInput>) {
  const now = ctx.now();
  const given = input.savedAt ? new Date(input.savedAt) : now;
  const savedAt = given < now ? given : now;
  const [row] = await ctx.db
    .insert(userPapers)
    .select(
      ctx.db
        .select({
          userId: sql<string>`${ctx.actor.userId}::uuid`.as("user_id"),
          paperId: papers.id,
          status: sql<typeof input.status>`${input.status}`.as("status"),
          favorite: sql<boolean>`false`.as("favorite"),
          tags: sql<string[]>`'{}'::text[]`.as("tags"),
          savedAt: sql<Date>`${savedAt.toISOString()}::timestamptz`.as("saved_at"),
          updatedAt: sql<Date>`${now.toISOString()}::timestamptz`.as("updated_at"),
          deletedAt: sql<null>`null::timestamptz`.as("deleted_at"),
        })
        .from(papers)
        .where(eq(papers.id, input.paperId)),
    )
    .onConflictDoUpdate({
      target: [userPapers.userId, userPapers.paperId],
      set: {
        status: input.status,
        updatedAt: now,
        // saved again, or restored by undo
        savedAt: sql`case when ${userPapers.deletedAt} is null then ${userPapers.savedAt} else excluded.saved_at end`,
        deletedAt: null,
      },
    })
    .returning({ status: userPapers.status });
  if (!row) throw new AppError("NOT_FOUND", "This paper no longer exists.", "paperId");
  return row;
}

/**
 * Moves a paper from the library to its trash and returns what was there, for undo. Keeps votes and
 * notes.
 */
export async function removePaper(ctx: UserContext, input: z.output<typeof removeInput>) {
  const [removed] = await ctx.db
    .update(userPapers)
    .set({ deletedAt: ctx.now() })
    .where(and(heldBy(ctx.actor.userId), eq(userPapers.paperId, input.paperId)))
    .returning({ status: userPapers.status, savedAt: userPapers.savedAt });
  return { removed: removed ?? null };
}

const texts = (words: string[]) => sql`${sql.param(words)}::text[]`;

/** These words without duplicates, ignoring case, in alphabetical order. */
const sorted = (words: SQL) => sql`
  (select coalesce(array_agg(tag order by lower(tag), tag), '{}') from (
    select distinct on (lower(tag)) tag from (${words}) as words order by lower(tag), rank) as once)`;

/**
 * Changes several papers of the library in one statement; papers outside it are ignored. Returns
 * each changed paper with its previous status. A paper that would exceed the limit of tags is left
 * unchanged and counted.
 */
export async function setMany(ctx: UserContext, input: z.output<typeof setManyInput>) {
  const { paperIds, status, favorite, addTags = [], removeTags = [], removed } = input;
  const me = ctx.actor.userId;
  if (addTags.length > 0) await mayAdd(ctx, addTags);
  const now = ctx.now().toISOString();
  // a tag keeps its existing spelling
  const words = sql`
    select tag, 0 as rank from unnest(${userPapers.tags}) as tag
      where lower(tag) not in (select lower(gone) from unnest(${texts(removeTags)}) as gone)
    union all
    select coalesce((select tag from known where lower(known.tag) = lower(fresh)), fresh), 1
      from unnest(${texts(addTags)}) as fresh`;
  const isTagged = addTags.length + removeTags.length > 0;
  const rows = await ctx.db.execute<{
    paperId: number;
    was: Status;
    tags: string[];
    changed: boolean;
  }>(sql`
    with known as materialized (
      select distinct on (lower(tag)) tag from ${userPapers} cross join unnest(${userPapers.tags}) as tag
      where ${userPapers.userId} = ${me}
        and lower(tag) in (select lower(fresh) from unnest(${texts(addTags)}) as fresh)
      order by lower(tag), tag
    ), held as materialized (
      select ${userPapers.paperId}, ${userPapers.status} as was,
        ${isTagged ? sorted(words) : sql`${userPapers.tags}`} as new_tags
      from ${userPapers}
      where ${and(
        eq(userPapers.userId, me),
        inArray(userPapers.paperId, paperIds),
        removed === false
          ? gt(userPapers.deletedAt, trashBegins(ctx.now()))
          : isNull(userPapers.deletedAt),
      )}
      -- in a fixed order, so that two of these cannot deadlock
      order by ${userPapers.paperId}
      for update of ${userPapers}
    ), changed as (
      update ${userPapers} set
        status = coalesce(${status ?? null}, ${userPapers.status}),
        favorite = coalesce(${favorite ?? null}::boolean, ${userPapers.favorite}),
        tags = held.new_tags,
        updated_at = ${now}::timestamptz,
        deleted_at = ${
          removed === undefined
            ? sql`${userPapers.deletedAt}`
            : sql`${removed ? now : null}::timestamptz`
        }
      from held
      where ${userPapers.userId} = ${me} and ${userPapers.paperId} = held.paper_id
        and cardinality(held.new_tags) <= ${MAX_TAGS_A_PAPER}
      returning held.paper_id
    )
    select held.paper_id as "paperId", held.was, held.new_tags as tags,
      exists (select from changed where changed.paper_id = held.paper_id) as changed
    from held order by held.paper_id`);
  return {
    changed: rows
      .filter(({ changed }) => changed)
      .map(({ paperId, was, tags }) => ({ paperId, was, tags })),
    /** How many papers were left unchanged because of the limit of tags. */
    full: rows.filter(({ changed }) => !changed).length,
  };
}

async function mayAdd(ctx: UserContext, addTags: string[]): Promise<void> {
  const [row] = await ctx.db.execute<{ tags: number }>(sql`
    select count(*)::int as tags from (
      select lower(tag) from ${userPapers} cross join unnest(${userPapers.tags}) as tag
        where ${userPapers.userId} = ${ctx.actor.userId}
      union select lower(fresh) from unnest(${texts(addTags)}) as fresh) as every`);
  if ((row?.tags ?? 0) > MAX_TAGS) {
    throw new AppError(
      "CONFLICT",
      `You have ${MAX_TAGS} tags, which is the most you can have. Remove one that you no longer need.`,
      "addTags",
    );
  }
}

/**
 * Renames a tag everywhere, including the trash. If a tag with the new name exists, merges the two.
 */
export async function renameTag(ctx: UserContext, { tag, to }: z.output<typeof renameTagInput>) {
  const words = sql`
    select case when lower(tag) in (lower(${tag}), lower(${to})) then ${to} else tag end as tag, 0 as rank
    from unnest(${userPapers.tags}) as tag`;
  const renamed = await ctx.db
    .update(userPapers)
    .set({ tags: sorted(words) })
    .where(and(eq(userPapers.userId, ctx.actor.userId), or(holdsTag(tag), holdsTag(to))))
    .returning({ paperId: userPapers.paperId });
  if (renamed.length === 0)
    throw new AppError("NOT_FOUND", "You have no tag with this name.", "tag");
  return { papers: renamed.length };
}

/** Removes a tag from every paper and returns those papers, for undo. */
export async function removeTag(ctx: UserContext, { tag }: z.output<typeof removeTagInput>) {
  const rest = sql`
    select tag, 0 as rank from unnest(${userPapers.tags}) as tag where lower(tag) <> lower(${tag})`;
  const removed = await ctx.db
    .update(userPapers)
    .set({ tags: sorted(rest) })
    .where(and(eq(userPapers.userId, ctx.actor.userId), holdsTag(tag)))
    .returning({ paperId: userPapers.paperId, deletedAt: userPapers.deletedAt });
  return {
    paperIds: removed.filter(({ deletedAt }) => !deletedAt).map(({ paperId }) => paperId),
  };
}

/** Adds several papers of the library to the end of a list, in the order given. Safe to repeat. */
export const addToList = (ctx: UserContext, input: z.output<typeof addToListInput>) =>
  changing(ctx, input.listId, "add", async (within) => {
    const { tx } = within;
    const held = await tx.db
      .select({ paperId: userPapers.paperId })
      .from(userPapers)
      .where(and(heldBy(tx.actor.userId), inArray(userPapers.paperId, input.paperIds)));
    const mine = new Set(held.map(({ paperId }) => paperId));
    const additions = input.paperIds.filter((id) => mine.has(id)).map((paperId) => ({ paperId }));
    return { added: await appendAll(within, additions) };
  });
