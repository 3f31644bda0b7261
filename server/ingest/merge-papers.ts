import { and, count, eq, exists, inArray, isNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { locks } from "@/db/locks";
import { paperAliases } from "@/db/schema/aliases";
import { annotations } from "@/db/schema/annotations";
import { removedPapers } from "@/db/schema/curation";
import { digestOpened, digestPapers } from "@/db/schema/digest";
import { editions, paperStats, paperUpvotes, submissions } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { moderationLog, warnings } from "@/db/schema/moderation";
import { papers, paperVersions } from "@/db/schema/papers";
import { teamProposals } from "@/db/schema/proposals";
import { votes } from "@/db/schema/votes";
import { placeNotesOf } from "../annotations/placements/place-notes";
import { touchList } from "../live/notify";
import { EVERYTHING, invalidate } from "../page-cache/invalidate";
import { forgetWords } from "../papers/search/mutations";
import { movePicture } from "../pictures/mutations";
import type { Context } from "../platform/context";
import { transaction } from "../platform/transaction";
import { rescore } from "../votes/paper-stats/mutations";
import { showLeadingSource } from "./upvotes";

/**
 * Makes two papers one: what readers have done with `from` is done with `into` from now on, which
 * keeps its own text, and the address of `from` leads there. Where both have something of which there
 * can be one (a vote, a status, a place on a list), `into` keeps its own, completed. Nothing happens
 * if one of them no longer exists.
 */
export async function mergePapers(ctx: Context, from: number, into: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
    const found = await tx.db
      .select({
        id: papers.id,
        slug: papers.slug,
        title: papers.title,
        authors: papers.authors,
        abstract: papers.abstract,
        keywords: papers.keywords,
        organization: papers.organization,
        searchVersion: papers.searchVersion,
        arxivId: papers.arxivId,
      })
      .from(papers)
      .where(inArray(papers.id, [from, into]));
    const source = found.find(({ id }) => id === from);
    // one that has got an arXiv id in the meantime is another work
    if (!source || found.length < 2 || source.arxivId !== null) return;
    const listIds = await moveItems(tx, from, into);
    await tx.db
      .select({ id: paperStats.paperId })
      .from(paperStats)
      .where(inArray(paperStats.paperId, [from, into]))
      .orderBy(paperStats.paperId)
      .for("update");
    // nobody adds to one of them any more
    await tx.db
      .select({ id: papers.id })
      .from(papers)
      .where(inArray(papers.id, [from, into]))
      .orderBy(papers.id)
      .for("update");
    await moveVotes(tx, from, into);
    await moveUpvotes(tx, from, into);
    await moveSubmission(tx, from, into);
    await moveLibraries(tx, from, into);
    await moveNotes(tx, from, into);
    await moveCuration(tx, from, into);
    await movePicture(tx, from, into);
    await moveDigests(tx, from, into);
    for (const table of [warnings, moderationLog]) {
      await tx.db.update(table).set({ paperId: into }).where(eq(table.paperId, from));
    }
    await tx.db.update(paperAliases).set({ paperId: into }).where(eq(paperAliases.paperId, from));
    await forgetWords(tx, source);
    await tx.db.delete(papers).where(eq(papers.id, from));
    await tx.db
      .insert(paperAliases)
      .values({ kind: "slug", value: source.slug, paperId: into })
      .onConflictDoUpdate({
        target: [paperAliases.kind, paperAliases.value],
        set: { paperId: into },
      });
    await rescore(tx, [into]);
    for (const id of listIds) await touchItems(tx, id, into);
    await invalidate(tx, [EVERYTHING]);
  });
  await placeNotesOf(ctx, [into]);
}

/** Returns the lists that changed, which are locked. */
async function moveItems(tx: Context, from: number, into: number): Promise<string[]> {
  const affected = await tx.db
    .select({ id: lists.id })
    .from(lists)
    .where(
      exists(
        tx.db
          .select({ one: sql`1` })
          .from(listItems)
          .where(and(eq(listItems.listId, lists.id), eq(listItems.paperId, from))),
      ),
    )
    .orderBy(lists.id)
    .for("no key update");
  const other = alias(listItems, "other");
  const beside = (isGone: boolean) =>
    exists(
      tx.db
        .select({ one: sql`1` })
        .from(other)
        .where(
          and(
            eq(other.listId, listItems.listId),
            eq(other.paperId, isGone ? from : into),
            isGone ? isNull(other.deletedAt) : undefined,
          ),
        ),
    );
  // one that was removed makes way for one that was not
  await tx.db
    .delete(listItems)
    .where(and(eq(listItems.paperId, into), sql`${listItems.deletedAt} is not null`, beside(true)));
  await tx.db.delete(listItems).where(and(eq(listItems.paperId, from), beside(false)));
  await tx.db.update(listItems).set({ paperId: into }).where(eq(listItems.paperId, from));
  return affected.map(({ id }) => id);
}

async function touchItems(tx: Context, listId: string, paperId: number): Promise<void> {
  const revision = await touchList(tx, listId);
  await tx.db
    .update(listItems)
    .set({ revision })
    .where(and(eq(listItems.listId, listId), eq(listItems.paperId, paperId)));
}

async function moveVotes(tx: Context, from: number, into: number): Promise<void> {
  const other = alias(votes, "other");
  await tx.db
    .update(votes)
    .set({ paperId: into })
    .where(
      and(
        eq(votes.paperId, from),
        notExists(
          tx.db
            .select({ one: sql`1` })
            .from(other)
            .where(and(eq(other.userId, votes.userId), eq(other.paperId, into))),
        ),
      ),
    );
  const [cast] = await tx.db.select({ votes: count() }).from(votes).where(eq(votes.paperId, into));
  await tx.db
    .update(paperStats)
    .set({ votes: cast?.votes ?? 0 })
    .where(eq(paperStats.paperId, into));
}

async function moveUpvotes(tx: Context, from: number, into: number): Promise<void> {
  await tx.db.execute(sql`insert into ${paperUpvotes} (paper_id, source, upvotes, as_of)
    select ${into}::int, source, upvotes, as_of from ${paperUpvotes} where paper_id = ${from}::int
    on conflict (paper_id, source) do update set
      upvotes = greatest(${paperUpvotes.upvotes}, excluded.upvotes),
      as_of = greatest(${paperUpvotes.asOf}, excluded.as_of)`);
  await showLeadingSource(tx, [into]);
}

/** A paper runs once: on the earlier of two days. */
async function moveSubmission(tx: Context, from: number, into: number): Promise<void> {
  const rows = await tx.db
    .select()
    .from(submissions)
    .where(inArray(submissions.paperId, [from, into]))
    .orderBy(submissions.feedDate, sql`${submissions.paperId} <> ${into}`);
  const [first, second] = rows;
  if (!first) return;
  if (second) await tx.db.delete(submissions).where(eq(submissions.paperId, second.paperId));
  await tx.db
    .update(submissions)
    .set({ paperId: into })
    .where(eq(submissions.paperId, first.paperId));
  if (second && second.feedDate !== first.feedDate) {
    const left = tx.db
      .select({ one: sql`1` })
      .from(submissions)
      .where(eq(submissions.feedDate, editions.feedDate));
    await tx.db
      .delete(editions)
      .where(and(eq(editions.feedDate, second.feedDate), notExists(left)));
  }
}

/**
 * A paper that is in an edition is not removed; a removed one stays so. A team's proposal of either
 * is of both, and the team's own of `into` stays.
 */
async function moveCuration(tx: Context, from: number, into: number): Promise<void> {
  const both = [from, into];
  await tx.db
    .delete(removedPapers)
    .where(
      and(
        inArray(removedPapers.paperId, both),
        exists(
          tx.db.select({ one: sql`1` }).from(submissions).where(eq(submissions.paperId, into)),
        ),
      ),
    );
  const other = alias(removedPapers, "other");
  await tx.db
    .update(removedPapers)
    .set({ paperId: into })
    .where(
      and(
        eq(removedPapers.paperId, from),
        notExists(tx.db.select({ one: sql`1` }).from(other).where(eq(other.paperId, into))),
      ),
    );
  const beside = alias(teamProposals, "beside");
  await tx.db
    .update(teamProposals)
    .set({ paperId: into })
    .where(
      and(
        eq(teamProposals.paperId, from),
        notExists(
          tx.db
            .select({ one: sql`1` })
            .from(beside)
            .where(and(eq(beside.teamId, teamProposals.teamId), eq(beside.paperId, into))),
        ),
      ),
    );
}

/** The status that says more wins, a favorite stays one, and both have their tags. */
async function moveLibraries(tx: Context, from: number, into: number): Promise<void> {
  await tx.db
    .select({ id: userPapers.userId })
    .from(userPapers)
    .where(inArray(userPapers.paperId, [from, into]))
    .orderBy(userPapers.userId, userPapers.paperId)
    .for("update");
  const order = sql`array['to_read', 'reading', 'read']`;
  await tx.db.execute(sql`insert into ${userPapers}
      (user_id, paper_id, status, favorite, tags, saved_at, updated_at, deleted_at)
    select user_id, ${into}::int, status, favorite, tags, saved_at, updated_at, deleted_at
      from ${userPapers} where paper_id = ${from}::int
    on conflict (user_id, paper_id) do update set
      status = case when array_position(${order}, excluded.status) > array_position(${order}, ${userPapers.status})
        then excluded.status else ${userPapers.status} end,
      favorite = ${userPapers.favorite} or excluded.favorite,
      tags = (array(select distinct tag from unnest(${userPapers.tags} || excluded.tags) tag order by tag))[1:50],
      saved_at = least(${userPapers.savedAt}, excluded.saved_at),
      updated_at = greatest(${userPapers.updatedAt}, excluded.updated_at),
      deleted_at = case when ${userPapers.deletedAt} is null or excluded.deleted_at is null then null
        else greatest(${userPapers.deletedAt}, excluded.deleted_at) end
    where excluded.deleted_at is null or ${userPapers.deletedAt} is not null`);
}

/** Nobody gets a paper by mail twice, nor one that they have opened. */
async function moveDigests(tx: Context, from: number, into: number): Promise<void> {
  await tx.db.execute(sql`insert into ${digestPapers} (subscription_id, paper_id, day)
    select subscription_id, ${into}::int, day from ${digestPapers} where paper_id = ${from}::int
    on conflict do nothing`);
  await tx.db.execute(sql`insert into ${digestOpened} (subscription_id, paper_id, opened_at)
    select subscription_id, ${into}::int, opened_at from ${digestOpened}
    where paper_id = ${from}::int on conflict do nothing`);
}

/** Their passages are then searched for in the text that is kept, as in a new version. */
async function moveNotes(tx: Context, from: number, into: number): Promise<void> {
  const [newest] = await tx.db
    .select({ version: sql<number>`max(${paperVersions.version})` })
    .from(paperVersions)
    .where(eq(paperVersions.paperId, into));
  // a note and its replies by one statement, as each names the other's paper
  await tx.db
    .update(annotations)
    .set({
      paperId: into,
      version: newest?.version ?? 1,
      placedHash: null,
      placedStart: null,
      placedEnd: null,
    })
    .where(eq(annotations.paperId, from));
}
