import { editions, standings, submissions } from "@/db/schema/editions";
import { papers, paperVersions } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { hashText } from "@/server/annotations/text";
import { appDatabase } from "@/server/database";
import { trendingScore } from "@/server/editions/ranking";
import { env } from "@/server/env";

export type User = typeof users.$inferSelect;
export type Paper = typeof papers.$inferSelect;

let made = 0;
const next = () => ++made;

/** A reader that nobody else has, with whatever the test says about them. */
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
  /** Puts the paper into the edition of this day. */
  feedDate?: string;
  submittedBy?: string;
  submittedAt?: Date;
  position?: number;
  sourceUpvotes?: number;
}

/** A paper with version 1 of its text and its standing; in an edition only with `feedDate`. */
export async function makePaper(given: GivenPaper = {}): Promise<Paper> {
  const { feedDate, submittedBy, submittedAt, position, sourceUpvotes = 0, ...own } = given;
  const number = String(next()).padStart(5, "0");
  const arxivId =
    own.arxivId === undefined && !own.titleKey ? `2401.${number}` : (own.arxivId ?? null);
  return appDatabase().transaction(async (tx) => {
    const [paper] = await tx
      .insert(papers)
      .values({
        title: `Paper ${number}`,
        abstract: `What paper ${number} found, and how.`,
        slug: arxivId ?? `paper-${number}`,
        ...own,
        arxivId,
        titleKey: arxivId ? null : (own.titleKey ?? `paper ${number}`),
      })
      .returning();
    if (!paper) throw new Error("no paper was made");
    await tx.insert(paperVersions).values({
      paperId: paper.id,
      version: paper.latestVersion ?? 1,
      title: paper.title,
      abstract: paper.abstract,
      abstractHash: hashText(paper.abstract),
    });
    if (feedDate) {
      await tx.insert(editions).values({ feedDate }).onConflictDoNothing();
      await tx
        .insert(submissions)
        .values({ paperId: paper.id, feedDate, submittedBy, submittedAt, position });
    }
    await tx.insert(standings).values({
      paperId: paper.id,
      source: "Hugging Face",
      sourceUpvotes,
      trending: feedDate
        ? trendingScore({ votes: 0, sourceUpvotes, feedDate }, env().TRENDING_TAU_DAYS)
        : null,
    });
    return paper;
  });
}

/** An edition of this many papers, in the source's order. */
export async function makeEdition(feedDate: string, count: number, given: GivenPaper = {}) {
  const made: Paper[] = [];
  for (let position = 0; position < count; position++) {
    made.push(await makePaper({ ...given, feedDate, position }));
  }
  return made;
}
