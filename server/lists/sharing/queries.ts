import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { listItems, lists } from "@/db/schema/lists";
import { teams } from "@/db/schema/teams";
import { requireList } from "../../access/require-list";
import { rowsOf } from "../../papers/queries";
import type { Context, UserContext } from "../../platform/context";
import { AppError } from "../../platform/errors";
import { live } from "../items/change";
import type { Link } from "./mutations";
import type { linkInput, sharedInput } from "./schema";

const PAGE = 100;

/** The public link of a list, for its managers; null if there is none. */
export async function publicLink(
  ctx: UserContext,
  input: z.output<typeof linkInput>,
): Promise<Link | null> {
  const { list } = await requireList(ctx, input.listId, "manage");
  return list.publicToken ? { token: list.publicToken, withNotes: list.publicNotes } : null;
}

/** The list that a public link shows; throws `NOT_FOUND` if the link does not work. */
export async function listShared(ctx: Context, token: string) {
  const [list] = await ctx.db
    .select({
      id: lists.id,
      name: lists.name,
      description: lists.description,
      withNotes: lists.publicNotes,
    })
    .from(lists)
    .leftJoin(teams, eq(teams.id, lists.ownerTeamId))
    .where(and(eq(lists.publicToken, token), isNull(lists.deletedAt), isNull(teams.dissolvedAt)));
  if (!list) {
    throw new AppError("NOT_FOUND", "This link does not work, or no longer works.", "token");
  }
  return list;
}

/**
 * What a public link shows: the papers in order, and their notes if the link includes those. It
 * reveals nothing about any person.
 */
export async function sharedList(ctx: Context, input: z.output<typeof sharedInput>) {
  const list = await listShared(ctx, input.token);
  const [items, [held]] = await Promise.all([
    ctx.db
      .select({
        paperId: listItems.paperId,
        place: listItems.position,
        note: listItems.note,
      })
      .from(listItems)
      .where(and(live(list.id), input.after ? gt(listItems.position, input.after) : undefined))
      .orderBy(asc(listItems.position))
      .limit(PAGE + 1),
    ctx.db.select({ papers: count() }).from(listItems).where(live(list.id)),
  ]);
  const shown = items.slice(0, PAGE);
  const remarks = list.withNotes
    ? Object.fromEntries(shown.flatMap(({ paperId, note }) => (note ? [[paperId, note]] : [])))
    : {};
  const papers = await rowsOf(
    ctx,
    shown.map((item) => item.paperId),
  );
  const { name, description } = list;
  return {
    list: { name, description, papers: held?.papers ?? 0 },
    papers,
    /** The notes of the list, by paper. */
    remarks: remarks as Record<number, string>,
    more: items.length > PAGE ? (shown.at(-1)?.place ?? null) : null,
  };
}
