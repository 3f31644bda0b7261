import { randomUUID } from "node:crypto";
import { generateNKeysBetween } from "fractional-indexing";
import type { Database } from "@/db/client";
import { userPapers } from "@/db/schema/library";
import { listItems, lists } from "@/db/schema/lists";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { votes } from "@/db/schema/votes";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";

export interface Reader {
  id: string;
  token: string;
}

export const cookie = ({ token }: Pick<Reader, "token">) => `${sessionCookieName()}=${token}`;

/** Readers with real sessions. */
export async function makeReaders(db: Database, count: number): Promise<Reader[]> {
  const rows = await db
    .insert(users)
    .values(
      Array.from({ length: count }, (_, index) => ({
        name: `Reader ${index}`,
        email: `${randomUUID()}@example.org`,
      })),
    )
    .returning({ id: users.id });
  return Promise.all(
    rows.map(async ({ id }) => {
      const session = { userId: id, userAgent: null, now: new Date() };
      return { id, token: (await startSession(db, session)).token };
    }),
  );
}

const LISTS = 20;
const ON_A_LIST = 50;
const IN_A_LIBRARY = 500;
const STATUSES = ["to_read", "reading", "read"] as const;

/** What a group of readers has. */
export interface Group {
  /** The address of their team. */
  team: string;
  /** A reading list of each reader, in their order. */
  lists: string[];
}

/**
 * Makes a group of these readers as they would be after a year: each with a library, with reading
 * lists, and votes for papers of the day; all in one team, with a collection.
 */
export async function makeGroup(
  db: Database,
  readers: Reader[],
  { papers, ofTheDay }: { papers: number[]; ofTheDay: number[] },
): Promise<Group> {
  const [owner, ...members] = readers;
  if (!owner) throw new Error("A group needs a reader.");
  const team = { id: randomUUID(), slug: "bench-group", name: "Bench group" };
  await db.transaction(async (tx) => {
    await tx.insert(teams).values(team);
    const own = { teamId: team.id, userId: owner.id, role: "owner" as const };
    const others = members.map(({ id }) => ({ ...own, userId: id, role: "member" as const }));
    await tx.insert(teamMembers).values([own, ...others]);
  });
  const collection = {
    id: randomUUID(),
    ownerTeamId: team.id,
    name: "Together",
    visibility: "team" as const,
  };
  await db.insert(lists).values(collection);
  await fillList(db, collection.id, papers.slice(0, ON_A_LIST));
  const first: string[] = [];
  for (const [index, { id }] of readers.entries()) {
    await db.insert(userPapers).values(
      papers.slice(0, IN_A_LIBRARY).map((paperId, at) => ({
        userId: id,
        paperId,
        status: STATUSES[at % STATUSES.length] ?? "to_read",
        tags: at % 5 === 0 ? ["later"] : [],
        savedAt: new Date(Date.now() - at * 3_600_000),
      })),
    );
    const own = Array.from({ length: LISTS }, () => randomUUID());
    await db
      .insert(lists)
      .values(own.map((listId, at) => ({ id: listId, ownerUserId: id, name: `List ${at}` })));
    for (const [at, listId] of own.entries()) {
      await fillList(db, listId, papers.slice(at * 7, at * 7 + ON_A_LIST));
    }
    await db
      .insert(votes)
      .values(
        ofTheDay
          .filter((_, at) => at % 4 === index % 4)
          .map((paperId) => ({ userId: id, paperId })),
      );
    first.push(own[0] ?? "");
  }
  return { team: team.slug, lists: first };
}

async function fillList(db: Database, listId: string, papers: number[]): Promise<void> {
  const positions = generateNKeysBetween(null, null, papers.length);
  await db
    .insert(listItems)
    .values(papers.map((paperId, at) => ({ listId, paperId, position: positions[at] ?? "" })));
}
