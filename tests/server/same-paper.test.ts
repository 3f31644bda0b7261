import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { paperAliases } from "@/db/schema/aliases";
import { annotations } from "@/db/schema/annotations";
import { editions, paperUpvotes, submissions } from "@/db/schema/editions";
import { userPapers } from "@/db/schema/library";
import { listItems } from "@/db/schema/lists";
import { papers } from "@/db/schema/papers";
import { votes } from "@/db/schema/votes";
import { storeRows } from "@/server/ingest/import-file";
import { mergePapers } from "@/server/ingest/merge-papers";
import { readPaper } from "@/server/ingest/rows";
import type { ImportOptions } from "@/server/ingest/schema";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as, contextFor } from "../support/callers";
import { makeCollection, makePaper, makeTeam, makeUser, putOnList } from "../support/factories";

const db = appDatabase();
const system = () => contextFor({ kind: "system" });

const AUTHORS = ["Ada Lovelace", "Émilie du Châtelet", "Kurt Gödel"];

let number = 0;
/** Another paper each time: an arXiv id, and a title that no other paper has. */
const another = () => {
  const id = `2410.${String(++number).padStart(5, "0")}`;
  return { id, title: `On the engines of analysis, part ${number}`, doi: `10.1145/${id}` };
};

async function store(rows: object[], options: Partial<ImportOptions> = {}) {
  async function* read() {
    for (const [at, row] of rows.entries()) yield { line: at + 1, ...readPaper(row) };
  }
  const given = { edition: null, curators: [], source: "Hugging Face", ...options };
  return storeRows(system(), read(), given);
}

const row = (given: object) => ({
  abstract: "What is known of engines, and what they do with numbers.",
  authors: AUTHORS,
  ...given,
});

const all = async (...ids: string[]) =>
  (
    await db
      .select()
      .from(papers)
      .where(sql`${papers.title} = any(${sql.param(ids)}::text[])`)
  ).map(({ slug }) => slug);

const at = (address: string) => anonymous().papers.at({ address });

test("a paper that is given without its arXiv id and then with it is one", async () => {
  const { id, title } = another();
  await store([row({ title, upvotes: 3 })]);
  const [slug = ""] = await all(title);
  const { paper } = await at(slug);
  const ada = await makeUser();
  await as(ada).votes.set({ paperId: paper?.id ?? 0, voted: true });
  await store([row({ arxivId: `${id}v1`, title: title.toUpperCase().replace(",", ":") })]);
  expect(await at(slug)).toEqual({ movedTo: id, paper: null });
  expect((await at(id)).paper).toMatchObject({ id: paper?.id, votes: 1, sourceUpvotes: 3 });
});

test("a row without an arXiv id completes the paper that has one", async () => {
  const { id, title } = another();
  await store([row({ arxivId: id, title })]);
  await store([row({ title, organization: "The Analytical Society" })]);
  expect(await all(title)).toEqual([id]);
  expect((await at(id)).paper).toMatchObject({ organization: "The Analytical Society" });
});

test("one batch may name a paper twice", async () => {
  const { id, title, doi } = another();
  const other = `${title}, revised and enlarged`;
  const counts = await store([
    row({ title, doi }),
    row({ arxivId: id, title }),
    row({ title: other, doi: `https://doi.org/${doi.toUpperCase()}` }),
  ]);
  expect(counts).toMatchObject({ read: 3, added: 1 });
  expect([...(await all(title)), ...(await all(other))]).toEqual([id]);
});

test("papers with different arXiv ids are two, whatever else they share", async () => {
  const one = another();
  const two = another();
  await store([
    row({ arxivId: one.id, title: one.title, doi: one.doi }),
    row({ arxivId: two.id, title: one.title, doi: one.doi }),
  ]);
  expect((await all(one.title)).sort()).toEqual([one.id, two.id]);
  expect(await at(one.doi)).toEqual({ movedTo: one.id, paper: null });
});

test("neither a short title nor other authors make two papers one", async () => {
  const { id, title } = another();
  await store([row({ arxivId: id, title, authors: ["Charles Babbage", "Luigi Menabrea"] })]);
  await store([row({ title })]);
  expect(await all(title)).toHaveLength(2);
  const short = another();
  await store([row({ arxivId: short.id, title: "A short reply" })]);
  await store([row({ title: "A short reply" })]);
  expect(await all("A short reply")).toHaveLength(2);
});

test("the DOI of a whole volume does not make its papers one", async () => {
  const { id, title, doi } = another();
  await store([row({ arxivId: id, title, doi })]);
  await store([row({ title: `${title} (foreword)`, doi, authors: ["Mary Somerville"] })]);
  expect(await all(`${title} (foreword)`)).toHaveLength(1);
});

test("a DOI and arXiv's own DOI lead to the paper", async () => {
  const { id, title, doi } = another();
  await store([row({ arxivId: id, title, doi, openReviewId: "aVh9KRZdRk" })]);
  expect(await at(doi)).toEqual({ movedTo: id, paper: null });
  expect(await at(`10.48550/arXiv.${id}`)).toEqual({ movedTo: id, paper: null });
  await store([row({ title: "Another title altogether here", openReviewId: "aVh9KRZdRk" })]);
  expect(await all("Another title altogether here")).toEqual([]);
  await store([row({ title: "With a DOI that is arXiv's", doi: `10.48550/arXiv.${id}` })]);
  expect(await all("With a DOI that is arXiv's")).toEqual([id]);
});

test("what readers did with two papers that are one is kept", async () => {
  const { id, title, doi } = another();
  const [ada, bob] = [await makeUser(), await makeUser()];
  const kept = await makePaper({ arxivId: id, title, authors: AUTHORS, feedDate: "2024-10-09" });
  const old = await makePaper({
    slug: `old-${id}`,
    arxivId: null,
    titleKey: `draft ${id}`,
    title: `Draft of ${title}`,
    authors: AUTHORS,
    feedDate: "2024-10-07",
    sourceUpvotes: 7,
  });
  await db.insert(paperAliases).values({ kind: "doi", value: doi, paperId: old.id });
  for (const [user, paper] of [
    [ada, kept],
    [ada, old],
    [bob, old],
  ] as const) {
    await as(user).votes.set({ paperId: paper.id, voted: true });
  }
  await as(ada).library.set({ paperId: kept.id, status: "to_read" });
  await as(ada).library.set({ paperId: old.id, status: "read" });
  await as(bob).library.set({ paperId: old.id, status: "reading" });
  const team = await makeTeam({ owner: ada, members: [bob] });
  const both = await makeCollection(team, { papers: [kept, old] });
  const one = await makeCollection(team);
  await putOnList(one.id, [old], bob);
  const note = { paperId: old.id, version: 1, audience: "everyone" as const };
  const noteId = randomUUID();
  await as(ada).annotations.create({ ...note, id: noteId, body: "Read this." });
  await as(bob).annotations.reply({ id: randomUUID(), parentId: noteId, body: "I did." });

  await store([row({ arxivId: id, title, doi })]);

  expect(await at(old.slug)).toEqual({ movedTo: id, paper: null });
  expect((await at(id)).paper).toMatchObject({ id: kept.id, votes: 2, feedDate: "2024-10-07" });
  expect(await db.select().from(votes).where(eq(votes.paperId, kept.id))).toHaveLength(2);
  const states = await db.select().from(userPapers).where(eq(userPapers.paperId, kept.id));
  expect(states.map(({ userId, status }) => [userId, status]).sort()).toEqual(
    [
      [ada.id, "read"],
      [bob.id, "reading"],
    ].sort(),
  );
  for (const list of [both, one]) {
    const items = await db.select().from(listItems).where(eq(listItems.listId, list.id));
    expect(items.map(({ paperId }) => paperId)).toEqual([kept.id]);
  }
  const notes = await db.select().from(annotations).where(eq(annotations.paperId, kept.id));
  expect(notes.map(({ body }) => body).sort()).toEqual(["I did.", "Read this."]);
  const [ran] = await db.select().from(submissions).where(eq(submissions.paperId, kept.id));
  expect(ran?.feedDate).toBe("2024-10-07");
  // the day of the other one has no papers left
  const days = await db.select().from(editions).where(eq(editions.feedDate, "2024-10-09"));
  expect(days).toEqual([]);
  expect(await at(doi)).toEqual({ movedTo: id, paper: null });
});

test("the upvotes of several sources are kept apart, and the largest count ranks", async () => {
  const { id, title } = another();
  await store([row({ arxivId: id, title, upvotes: 12 })], { source: "Hugging Face" });
  await store([row({ arxivId: id, title, upvotes: 30 })], { source: "alphaXiv" });
  await store([row({ arxivId: id, title, upvotes: 14 })], { source: "Hugging Face" });
  const { paper } = await at(id);
  expect(paper).toMatchObject({ source: "alphaXiv", sourceUpvotes: 30 });
  const counts = await db
    .select({ source: paperUpvotes.source, upvotes: paperUpvotes.upvotes })
    .from(paperUpvotes)
    .where(eq(paperUpvotes.paperId, paper?.id ?? 0))
    .orderBy(paperUpvotes.upvotes);
  expect(counts).toEqual([
    { source: "Hugging Face", upvotes: 14 },
    { source: "alphaXiv", upvotes: 30 },
  ]);
});

test("a merge of a paper that no longer exists changes nothing", async () => {
  const paper = await makePaper();
  await mergePapers(system(), 2_000_000_000, paper.id);
  expect((await at(paper.slug)).paper).toMatchObject({ id: paper.id });
});

/** The tables that name papers, and what a merge does with their rows. */
const NAMING = [
  "annotations",
  "digest_opened",
  "digest_papers",
  "list_items",
  "moderation_log",
  "paper_aliases",
  "paper_pictures",
  "paper_stats",
  // of the text, which is deleted
  "paper_terms",
  "paper_upvotes",
  "paper_versions",
  "papers_to_relate",
  "related_papers",
  "removed_papers",
  "submissions",
  "team_proposals",
  "user_papers",
  "votes",
  "warnings",
];

test("every table that names papers is thought of", async () => {
  const rows = await db.execute<{ name: string }>(sql`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'papers'::regclass order by name`);
  expect(rows.map(({ name }) => name)).toEqual(NAMING);
});
