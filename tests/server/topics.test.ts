import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { papers } from "@/db/schema/papers";
import { importFile } from "@/server/ingest/import-file";
import { finishTopics, haveAllTopics, topicsBatch } from "@/server/papers/topics/mutations";
import { TOPICS_VERSION } from "@/server/papers/topics/topics";
import { appDatabase } from "@/server/platform/database";
import { anonymous, as, contextFor } from "../support/callers";
import { makePapers, makeUser } from "../support/factories";

const ctx = contextFor({ kind: "system" });
const feedDate = "2026-03-02";

async function* file(rows: object[]) {
  yield Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
}

const load = (...rows: object[]) =>
  importFile(ctx, file(rows), { edition: feedDate, curators: [], source: "Somewhere" });

const row = (arxivId: string, title: string, rest: object = {}) => ({
  arxivId,
  title,
  abstract: "We study it.",
  ...rest,
});

async function topicsAt(arxivId: string) {
  const [paper] = await appDatabase()
    .select({ topics: papers.topics, version: papers.topicsVersion })
    .from(papers)
    .where(eq(papers.arxivId, arxivId));
  return paper;
}

test("an import gives each paper its topics", async () => {
  await load(
    row("2603.00001", "Speech recognition for everyone"),
    row("2603.00002", "Gaussian splatting of rooms", { keywords: ["3d reconstruction"] }),
    row("2603.00003", "A video of nothing", { keywords: ["video generation"] }),
    row("2603.00004", "Another video of nothing", { keywords: ["video generation"] }),
  );
  expect(await topicsAt("2603.00001")).toEqual({
    topics: ["speech-and-audio"],
    version: TOPICS_VERSION,
  });
  expect((await topicsAt("2603.00002"))?.topics[0]).toBe("3d");
});

test("a merged paper has the topics of what the merge leaves", async () => {
  await load(row("2603.00005v2", "Robots that grasp", { keywords: ["robotics", "humanoids"] }));
  // an older version without keywords changes only what the newer one lacks
  await load(row("2603.00005v1", "Speech recognition", { authors: ["Ida Lynx"] }));
  expect((await topicsAt("2603.00005"))?.topics).toEqual(["robotics"]);
  // a newer text keeps the keywords of the older
  await load(row("2603.00005v3", "Speech recognition"));
  expect((await topicsAt("2603.00005"))?.topics).toEqual(["robotics", "speech-and-audio"]);
});

test("an edition, its week and its month are narrowed to a topic, and say which there are", async () => {
  const { editions } = anonymous();
  const all = await editions.daily({ feedDate });
  expect(all.topics.find(({ slug }) => slug === "video")).toEqual({
    slug: "video",
    name: "Video",
    papers: 2,
  });
  expect(all.topics[0]?.papers).toBe(Math.max(...all.topics.map((each) => each.papers)));
  for (const page of [
    await editions.daily({ feedDate, topic: "video" }),
    await editions.weekly({ week: "2026-W10", topic: "video" }),
    await editions.monthly({ month: "2026-03", topic: "video" }),
  ]) {
    expect(page.papers.map(({ title, topic }) => [title, topic])).toEqual([
      ["A video of nothing", "Video"],
      ["Another video of nothing", "Video"],
    ]);
    expect(page).toMatchObject({ topic: "video", paperCount: all.paperCount, topics: all.topics });
  }
  const none = await editions.daily({ feedDate, topic: "theory" });
  expect(none.papers).toEqual([]);
  await expect(editions.daily({ feedDate, topic: "sports" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});

test("a team's edition is narrowed the same way, its own votes first", async () => {
  const reader = as(await makeUser());
  const team = await reader.teams.create({ id: randomUUID(), name: "Watchers" });
  const [, second] = (await reader.editions.daily({ feedDate, topic: "video" })).papers;
  await reader.votes.set({ paperId: second?.id ?? 0, voted: true });
  const own = await reader.editions.teamDaily({ team: team.slug, feedDate, topic: "video" });
  expect(own.papers.map(({ title }) => title)).toEqual([
    "Another video of nothing",
    "A video of nothing",
  ]);
});

test("papers of older rules get theirs again, newest first, in batches", async () => {
  const db = appDatabase();
  // each in a month of its own: their pages are too many to be named one by one
  const titles = Array.from({ length: 150 }, (_, number) => ({
    title: `Speech for machines ${number}`,
    feedDate: `${1990 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}-01`,
  }));
  const made = await makePapers(titles);
  await db.update(papers).set({ topics: [], topicsVersion: 0 });
  expect(await haveAllTopics(ctx)).toBe(false);
  // one that the current rules know already keeps what it has
  const [first, ...others] = made.map(({ id }) => id);
  await db
    .update(papers)
    .set({ topics: ["theory"], topicsVersion: TOPICS_VERSION })
    .where(eq(papers.id, first ?? 0));

  const done = async () => {
    const rows = await db
      .select({ id: papers.id, topics: papers.topics })
      .from(papers)
      .where(eq(papers.topicsVersion, TOPICS_VERSION))
      .orderBy(papers.id);
    return new Map(rows.map(({ id, topics }) => [id, topics]));
  };
  let below = await topicsBatch(ctx, 2_147_483_647);
  expect([...(await done()).keys()]).toEqual([first, ...others.slice(-100)]);
  while (below !== null) below = await topicsBatch(ctx, below);
  await finishTopics(ctx);
  expect(await haveAllTopics(ctx)).toBe(true);
  const after = await done();
  expect(after.size).toBe(await db.$count(papers));
  expect(after.get(first ?? 0)).toEqual(["theory"]);
  expect(others.map((id) => after.get(id))).toEqual(others.map(() => ["speech-and-audio"]));
});
