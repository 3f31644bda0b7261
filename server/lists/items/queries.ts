import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  isNotNull,
  isNull,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { annotations } from "@/db/schema/annotations";
import { paperStats } from "@/db/schema/editions";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { statement } from "@/db/statement";
import { mayOnList } from "../../access/policy";
import { type OpenList, requireList } from "../../access/require-list";
import { shownToAll } from "../../annotations/audiences/visible";
import { points } from "../../editions/ranking";
import { revisionFor } from "../../live/revision";
import { entriesOf } from "../../papers/entries";
import type { UserContext } from "../../platform/context";
import { daysLeft, trashBegins } from "../../trash/days";
import type { indexInput, rowsInput } from "../schema";
import { live } from "./change";
import type { trashInput } from "./schema";

const { position, addedAt } = listItems;

type Sort = z.output<typeof indexInput>["sort"];

const sorted = (): Record<Sort, SQL[]> => ({
  hand: [asc(position)],
  added: [desc(addedAt), asc(position)],
  published: [sql`${papers.publishedAt} desc nulls last`, asc(position)],
  votes: [sql`${points()} desc nulls last`, asc(position)],
});

const eachPaper = sql`(select ${papers.publishedAt} from ${papers}
  where ${eq(papers.id, listItems.paperId)} offset 0) as papers`;

const eachStats = sql`(select ${paperStats.votes}, ${paperStats.sourceUpvotes} from ${paperStats}
  where ${eq(paperStats.paperId, listItems.paperId)} offset 0) as paper_stats`;

const indexOf = (db: Database, listId: string | Placeholder) =>
  db
    .select({ paperId: listItems.paperId, revision: listItems.revision })
    .from(listItems)
    .where(live(listId));

const findByHand = statement(["listId"], (db, { listId }) =>
  indexOf(db, listId)
    .orderBy(...sorted().hand)
    .prepare("list_index"),
);

/** The papers of a list in the requested order, each with the revision of its last change. */
function indexed({ db }: UserContext, listId: string, sort: Sort) {
  if (sort === "hand") return findByHand(db, { listId });
  const query = indexOf(db, listId)
    .orderBy(...sorted()[sort])
    .$dynamic();
  // item by item (`offset 0`): the cost depends on the list, not on the number of papers
  if (sort === "published") query.crossJoinLateral(eachPaper);
  if (sort === "votes") query.leftJoinLateral(eachStats, sql`true`);
  return query;
}

/**
 * The papers of a list in the requested order, each with the revision of its last change; and a
 * revision of the whole list that is no newer than its contents.
 */
export async function listIndex(ctx: UserContext, input: z.output<typeof indexInput>) {
  const open = await requireList(ctx, input.listId, "read");
  const items = await indexed(ctx, open.list.id, input.sort);
  return {
    revision: revisionFor(open),
    items: items.map(({ paperId, revision }): [number, number] => [paperId, revision]),
  };
}

const countDiscussions = statement(
  ["paperIds", "listId", "teamId"],
  (db, { paperIds, listId, teamId }) =>
    db
      .select({ paperId: annotations.paperId, notes: count() })
      .from(annotations)
      .where(
        and(
          sql`${annotations.paperId} = any(${paperIds}::int[])`,
          or(eq(annotations.audienceListId, listId), eq(annotations.audienceTeamId, teamId)),
          isNull(annotations.deletedAt),
          shownToAll,
        ),
      )
      .groupBy(annotations.paperId)
      .prepare("list_discussions"),
);

/** How many notes on each paper are for this collection, or for its team if the reader is in it. */
async function discussions(
  ctx: UserContext,
  { list, team, teamRole }: OpenList,
  paperIds: number[],
) {
  const teamId = teamRole && team ? team.id : null;
  const rows = await countDiscussions(ctx.db, { paperIds, listId: list.id, teamId });
  return new Map(rows.map((row) => [row.paperId, row.notes]));
}

const adder = alias(users, "adder");
const noter = alias(users, "noter");

const findItems = statement(["listId", "paperIds"], (db, { listId, paperIds }) =>
  db
    .select({
      paperId: listItems.paperId,
      revision: listItems.revision,
      note: listItems.note,
      noteBy: noter.name,
      addedBy: adder.name,
      addedById: listItems.addedBy,
      addedAt: listItems.addedAt,
    })
    .from(listItems)
    .leftJoin(adder, eq(adder.id, listItems.addedBy))
    .leftJoin(noter, eq(noter.id, listItems.noteBy))
    .where(and(live(listId), sql`${listItems.paperId} = any(${paperIds}::int[])`))
    .prepare("list_rows"),
);

/** Some papers of a list as its page shows them, with who added them, when and why. */
export async function listRows(ctx: UserContext, input: z.output<typeof rowsInput>) {
  const open = await requireList(ctx, input.listId, "read");
  const items = await findItems(ctx.db, { listId: open.list.id, paperIds: input.paperIds });
  const byPaper = new Map(items.map((item) => [item.paperId, item]));
  const ids = input.paperIds.filter((id) => byPaper.has(id));
  if (ids.length === 0) return [];
  const [entries, notes] = await Promise.all([entriesOf(ctx, ids), discussions(ctx, open, ids)]);
  return entries.flatMap((paper) => {
    const item = byPaper.get(paper.id);
    if (!item) return [];
    const { paperId: _, addedById, addedAt, ...rest } = item;
    return [
      {
        id: paper.id,
        paper,
        ...rest,
        addedAt: addedAt.toISOString(),
        /** Whether the reader added it, and so may remove it. */
        mine: addedById === ctx.actor.userId,
        discussed: notes.get(paper.id) ?? 0,
      },
    ];
  });
}

/** A paper on a list. */
export type ListRow = Awaited<ReturnType<typeof listRows>>[number];

const MAX_SHOWN = 100;

/**
 * The removed papers of a list that the actor may restore: all of them with the right to arrange,
 * else only their own additions. Last removed first.
 */
export async function trashOf(ctx: UserContext, input: z.output<typeof trashInput>) {
  const { list, team, role } = await requireList(ctx, input.listId, "add");
  const remover = alias(users, "remover");
  const items = await ctx.db
    .select({
      paperId: listItems.paperId,
      deletedAt: listItems.deletedAt,
      deletedBy: remover.name,
      note: listItems.note,
    })
    .from(listItems)
    .leftJoin(remover, eq(remover.id, listItems.deletedBy))
    .where(
      and(
        eq(listItems.listId, list.id),
        isNotNull(listItems.deletedAt),
        gt(listItems.deletedAt, trashBegins(ctx.now())),
        mayOnList(role, "arrange") ? undefined : eq(listItems.addedBy, ctx.actor.userId),
        input.paperId ? eq(listItems.paperId, input.paperId) : undefined,
      ),
    )
    .orderBy(desc(listItems.deletedAt), desc(listItems.position))
    .limit(MAX_SHOWN);
  const papers = await entriesOf(
    ctx,
    items.map((item) => item.paperId),
  );
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    list: { id: list.id, name: list.name },
    team,
    items: items.flatMap(({ paperId, deletedAt, deletedBy, note }) => {
      const paper = byId.get(paperId);
      if (!paper || !deletedAt) return [];
      return [{ paper, deletedBy, note, days: daysLeft(deletedAt, ctx.now()) }];
    }),
  };
}
