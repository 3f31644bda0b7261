import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { votes } from "@/db/schema/votes";
import type { Context } from "../context";
import type { mineInput } from "./schema";

/**
 * What is the reader's own about the papers of a page, to be laid over the print: who they are,
 * and for each paper their vote, reading status and lists. One call a page, never one a row.
 * Null for a stranger.
 */
export async function mine(ctx: Context, input: z.output<typeof mineInput>) {
  const { actor, db } = ctx;
  if (actor.kind !== "user") return null;
  const me = actor.userId;
  const [voted, saved, listed] = await Promise.all([
    db
      .select({ paperId: votes.paperId })
      .from(votes)
      .where(and(eq(votes.userId, me), inArray(votes.paperId, input.paperIds))),
    db
      .select({ paperId: userPapers.paperId, status: userPapers.status })
      .from(userPapers)
      .where(and(eq(userPapers.userId, me), inArray(userPapers.paperId, input.paperIds))),
    db
      .select({ paperId: listItems.paperId, listId: listItems.listId })
      .from(listItems)
      .innerJoin(lists, eq(lists.id, listItems.listId))
      .where(and(eq(lists.ownerUserId, me), inArray(listItems.paperId, input.paperIds))),
  ]);
  return {
    reader: { name: actor.name, administrator: actor.role === "administrator" },
    voted: voted.map((row) => row.paperId),
    statuses: Object.fromEntries(saved.map((row) => [row.paperId, row.status])),
    listed: listed.map((row) => [row.paperId, row.listId] as const),
  };
}
