import { sql } from "drizzle-orm";
import { generateNKeysBetween } from "fractional-indexing";
import type { Database } from "@/db/client";
import { editions, paperStats, paperUpvotes, submissions } from "@/db/schema/editions";
import { listItems, listMembers, lists } from "@/db/schema/lists";
import { papers, paperVersions } from "@/db/schema/papers";
import { sources } from "@/db/schema/sources";
import { teamMembers, teams } from "@/db/schema/teams";
import { users } from "@/db/schema/users";
import { hashText } from "@/server/annotations/text";
import { trendingScore } from "@/server/editions/ranking";
import { documentOf, SEARCH_VERSION } from "@/server/papers/search/document";
import { appDatabase } from "@/server/platform/database";

export type User = typeof users.$inferSelect;
export type Paper = typeof papers.$inferSelect;
export type Team = typeof teams.$inferSelect;
export type List = typeof lists.$inferSelect;

let made = 0;
const next = () => ++made;

/** A reader that no other test has, with the given columns. */
export async function makeUser(given: Partial<typeof users.$inferInsert> = {}): Promise<User> {
  const number = next();
  const [user] = await appDatabase()
    .insert(users)
    .values({ name: `Reader ${number}`, email: `reader${number}@example.org`, ...given })
    .returning();
  if (!user) throw new Error("no user was made");
  return user;
}

interface GivenPaper extends Partial<typeof papers.$inferInsert> {
  /** Adds the paper to this day's edition. */
  feedDate?: string;
  submittedBy?: string;
  submittedAt?: Date;
  position?: number;
  sourceUpvotes?: number;
}

/** Papers with version 1 of their texts and their counts; in an edition only with `feedDate`. */
export async function makePapers(many: GivenPaper[]): Promise<Paper[]> {
  const rows = many.map((given) => {
    const { feedDate, submittedBy, submittedAt, position, sourceUpvotes = 0, ...own } = given;
    const number = String(next()).padStart(5, "0");
    const arxivId =
      own.arxivId === undefined && !own.titleKey ? `2401.${number}` : (own.arxivId ?? null);
    const { title = `Paper ${number}`, authors = [] } = own;
    const { abstract = `What paper ${number} found, and how.` } = own;
    const { keywords = [], organization = null } = own;
    return {
      paper: {
        slug: arxivId ?? `paper-${number}`,
        search: documentOf({ title, authors, abstract, keywords, organization }).vector,
        searchVersion: SEARCH_VERSION,
        ...own,
        title,
        authors,
        abstract,
        arxivId,
        titleKey: arxivId ? null : (own.titleKey ?? `paper ${number}`),
      },
      submission: feedDate ? { feedDate, submittedBy, submittedAt, position } : null,
      sourceUpvotes,
      trending: feedDate ? trendingScore({ votes: 0, sourceUpvotes, feedDate }) : null,
    };
  });
  return appDatabase().transaction(async (tx) => {
    const made = await tx
      .insert(papers)
      .values(rows.map(({ paper }) => paper))
      .returning();
    const withIds = rows.map((row, index) => ({ ...row, paperId: made[index]?.id ?? 0 }));
    const submitted = withIds.flatMap(({ paperId, submission }) =>
      submission ? [{ paperId, ...submission }] : [],
    );
    const days = [...new Set(submitted.map(({ feedDate }) => feedDate))].sort();
    // pipelined on one connection: they run in this order
    await Promise.all([
      tx.insert(paperVersions).values(
        made.map(({ id, latestVersion, title, abstract }) => ({
          paperId: id,
          version: latestVersion ?? 1,
          title,
          abstract,
          abstractHash: hashText(abstract),
        })),
      ),
      ...(days.length > 0
        ? [
            tx
              .insert(editions)
              .values(days.map((feedDate) => ({ feedDate })))
              .onConflictDoNothing(),
            tx.insert(submissions).values(submitted),
          ]
        : []),
      tx.insert(paperStats).values(
        withIds.map(({ paperId, sourceUpvotes, trending }) => ({
          paperId,
          source: "Hugging Face",
          sourceUpvotes,
          trending,
        })),
      ),
      tx.insert(paperUpvotes).values(
        withIds.map(({ paperId, sourceUpvotes }) => ({
          paperId,
          source: "Hugging Face",
          upvotes: sourceUpvotes,
        })),
      ),
    ]);
    return made;
  });
}

/** A paper with version 1 of its text and its counts; in an edition only with `feedDate`. */
export async function makePaper(given: GivenPaper = {}): Promise<Paper> {
  const [paper] = await makePapers([given]);
  if (!paper) throw new Error("no paper was made");
  return paper;
}

/** An edition of this many papers, in the source's order. */
export const makeEdition = (feedDate: string, count: number, given: GivenPaper = {}) =>
  makePapers(Array.from({ length: count }, (_, position) => ({ ...given, feedDate, position })));

interface GivenTeam extends Partial<typeof teams.$inferInsert> {
  owner?: User;
  owners?: User[];
  admins?: User[];
  members?: User[];
}

/** A team with these people, who joined in this order; creates an owner if none is given. */
export async function makeTeam(given: GivenTeam = {}): Promise<Team> {
  const { owner, owners = [], admins = [], members = [], ...own } = given;
  const first = owner ?? owners[0] ?? (await makeUser());
  const number = next();
  const roles = [
    ...[first, ...owners.filter(({ id }) => id !== first.id)].map((user) => ({
      user,
      role: "owner" as const,
    })),
    ...admins.map((user) => ({ user, role: "admin" as const })),
    ...members.map((user) => ({ user, role: "member" as const })),
  ];
  const began = Date.now() - 30 * 86_400_000;
  return appDatabase().transaction(async (tx) => {
    const [team] = await tx
      .insert(teams)
      .values({ slug: `team-${number}`, name: `Team ${number}`, createdBy: first.id, ...own })
      .returning();
    if (!team) throw new Error("no team was made");
    await tx.insert(teamMembers).values(
      roles.map(({ user, role }, index) => ({
        teamId: team.id,
        userId: user.id,
        role,
        joinedAt: new Date(began + index * 60_000),
      })),
    );
    return team;
  });
}

/** Puts papers on an empty list, in this order. */
export async function putOnList(listId: string, held: Paper[], addedBy?: User): Promise<void> {
  const keys = generateNKeysBetween(null, null, held.length);
  const items = held.map((paper, index) => ({
    listId,
    paperId: paper.id,
    position: keys[index] ?? "",
    addedBy: addedBy?.id ?? null,
  }));
  await appDatabase().insert(listItems).values(items);
}

interface GivenCollection extends Partial<typeof lists.$inferInsert> {
  papers?: Paper[];
  addedBy?: User;
  /** The people named on it, with their roles. */
  named?: [User, (typeof listMembers.$inferInsert)["role"]][];
}

/** A team's collection, which its members see and edit unless stated otherwise. */
export async function makeCollection(team: Team, given: GivenCollection = {}): Promise<List> {
  const { papers: held = [], addedBy, named = [], ...own } = given;
  const [list] = await appDatabase()
    .insert(lists)
    .values({ name: `Collection ${next()}`, visibility: "team", ...own, ownerTeamId: team.id })
    .returning();
  if (!list) throw new Error("no collection was made");
  if (held.length > 0) await putOnList(list.id, held, addedBy);
  const people = named.map(([user, role]) => ({ listId: list.id, userId: user.id, role }));
  if (people.length > 0) await appDatabase().insert(listMembers).values(people);
  return list;
}

/** arXiv with one category, cs.CL, turned off. */
export async function makeArxiv(db: Database = appDatabase()): Promise<void> {
  const chosen = { isOn: false, categories: ["cs.CL"], changedAt: new Date(0) };
  await db
    .insert(sources)
    .values({ id: "arxiv", ...chosen })
    .onConflictDoUpdate({ target: sources.id, set: chosen });
}

/** A background job that has been given up. Returns its id. */
export async function makeFailedJob(db: Database = appDatabase()): Promise<string> {
  const [job] = await db.execute<{ id: string }>(sql`
    select id::text from graphile_worker.add_job('purge', max_attempts => 1)`);
  await db.execute(sql`update graphile_worker._private_jobs
    set attempts = max_attempts, last_error = 'It failed.' where id = ${job?.id}::bigint`);
  return job?.id ?? "";
}
