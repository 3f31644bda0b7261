import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { importSample } from "@/server/ingest/sample";
import { weekOf } from "@/server/platform/calendar";
import { anonymous, as, contextFor } from "../support/callers";
import { makePaper, makePapers, makeUser } from "../support/factories";

const feeds = () => anonymous().editions;
const titles = (page: { papers: { title: string }[] }) => page.papers.map((paper) => paper.title);
const ids = (page: { papers: { id: number }[] }) => page.papers.map((paper) => paper.id);

/** Reads a feed to its end, as if clicking More repeatedly. */
async function readThrough(
  read: (after?: string) => Promise<{ papers: { id: number }[]; more: string | null }>,
) {
  const seen: number[] = [];
  let pages = 0;
  let after: string | undefined;
  do {
    const page = await read(after);
    seen.push(...ids(page));
    after = page.more ?? undefined;
    pages++;
  } while (after);
  return { seen, pages };
}

test("an edition is ordered by points, time of submission, the source's order", async () => {
  const feedDate = "2001-05-01";
  const make = (title: string, given: object) => makePaper({ title, feedDate, ...given });
  await make("fifth", { position: 2 });
  await make("fourth", { position: 1 });
  await make("third", { submittedAt: new Date("2001-05-01T08:00:00Z"), position: 9 });
  await make("second", { sourceUpvotes: 4 });
  const voted = await make("first", {});
  await as(await makeUser()).votes.set({ paperId: voted.id, voted: true });

  const edition = await feeds().daily({ feedDate });
  expect(titles(edition)).toEqual(["first", "second", "third", "fourth", "fifth"]);
  expect(edition.papers[0]?.votes).toBe(1);
});

test("one vote moves the last paper of a real edition up by ten points, not to the top", async () => {
  await importSample(contextFor({ kind: "system" }));
  const feedDate = "2026-08-18";
  const before = (await feeds().daily({ feedDate })).papers;
  const last = before.at(-1);
  if (!last) throw new Error("The sample lacks the edition.");
  await as(await makeUser()).votes.set({ paperId: last.id, voted: true });
  const after = (await feeds().daily({ feedDate })).papers;
  const above = before.filter((paper) => paper.sourceUpvotes > last.sourceUpvotes + 10);
  expect(above.length).toBeGreaterThan(3);
  expect(after.findIndex((paper) => paper.id === last.id)).toBe(above.length);
  const others = (rows: typeof before) =>
    rows.filter((paper) => paper.id !== last.id).map(({ id }) => id);
  expect(others(after)).toEqual(others(before));
});

test("a week has its days, each with its two best and how many it has", async () => {
  const make = (feedDate: string, sourceUpvotes: number, title: string) =>
    makePaper({ feedDate, sourceUpvotes, title });
  await make("2006-05-02", 3, "Third");
  const voted = await make("2006-05-02", 0, "Voted for");
  await make("2006-05-02", 7, "Second on $x^2$");
  await make("2006-05-04", 1, "Alone");
  await as(await makeUser()).votes.set({ paperId: voted.id, voted: true });
  const titles = (day: { papers: { title: string }[] } | undefined) =>
    day?.papers.map(({ title }) => title);
  const { byDay } = await feeds().weekly({ week: "2006-W18" });
  expect(byDay.map(({ feedDate, paperCount }) => [feedDate, paperCount])).toEqual([
    ["2006-05-02", 3],
    ["2006-05-04", 1],
  ]);
  expect(titles(byDay[0])).toEqual(["Voted for", "Second on x²"]);
  expect(titles(byDay[1])).toEqual(["Alone"]);
  expect((await feeds().weekly({ week: "2006-W18", topic: "agents" })).byDay).toEqual([]);
});

test("an edition has the papers of the six days before it that trend most", async () => {
  await makePaper({ feedDate: "2007-03-01", sourceUpvotes: 500, title: "Too long ago" });
  await makePaper({ feedDate: "2007-03-02", sourceUpvotes: 900, title: "Old and loud" });
  await makePaper({ feedDate: "2007-03-07", sourceUpvotes: 20, title: "New" });
  await makePaper({ feedDate: "2007-03-07", sourceUpvotes: 4, title: "New and quiet" });
  await makePaper({ feedDate: "2007-03-08", sourceUpvotes: 9, title: "Its own" });
  const { rising } = await feeds().daily({ feedDate: "2007-03-08" });
  expect(rising.map(({ title }) => title)).toEqual(["New", "New and quiet", "Old and loud"]);
});

test("the same order in weeks, months, lists and the library", async () => {
  const reader = as(await makeUser());
  const feedDate = "2001-07-02";
  const make = (sourceUpvotes: number) => makePaper({ feedDate, sourceUpvotes });
  const [first, second, voted, last] = [
    await make(12),
    await make(11),
    await make(1),
    await make(2),
  ];
  await reader.votes.set({ paperId: voted.id, voted: true });
  await reader.votes.set({ paperId: second.id, voted: true });
  const order = [second, first, voted, last].map(({ id }) => id);
  expect(ids(await feeds().weekly({ week: "2001-W27" }))).toEqual(order);
  expect(ids(await feeds().monthly({ month: "2001-07" }))).toEqual(order);
  const list = await reader.lists.create({ id: randomUUID(), name: "By points" });
  for (const { id } of [last, voted, first, second]) {
    await reader.items.add({ listId: list.id, paperId: id });
    await reader.library.set({ paperId: id, status: "to_read" });
  }
  const { items } = await reader.lists.index({ listId: list.id, sort: "votes" });
  expect(items.map(([id]) => id)).toEqual(order);
  expect((await reader.library.index({ sort: "votes" })).ids).toEqual(order);
});

/** The titles of the sample edition in the order of its page. */
async function pageOrder() {
  const rows = gunzipSync(await readFile("db/sample/2025-03-13.jsonl.gz")).toString();
  return rows
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .toSorted((a, b) => a.index - b.index)
    .map((row) => row.title);
}

test("the sample edition is in its page's order until somebody votes", async () => {
  await importSample(contextFor({ kind: "system" }));
  const edition = await feeds().daily({ feedDate: "2025-03-13" });
  expect(edition).toMatchObject({ curators: ["AK"], paperCount: 92, more: null });
  expect(titles(edition)).toEqual(await pageOrder());

  const last = edition.papers.at(-1);
  await as(await makeUser()).votes.set({ paperId: last?.id ?? 0, voted: true });
  const voted = await feeds().daily({ feedDate: "2025-03-13" });
  expect(titles(voted)).toEqual([last?.title, ...titles(edition).slice(0, -1)]);
});

test("neighbours are the editions, weeks and months that exist, however far", async () => {
  await makePaper({ feedDate: "2002-12-30" });
  await makePaper({ feedDate: "2003-02-10" });
  await makePaper({ feedDate: "2003-07-01" });
  expect(await feeds().daily({ feedDate: "2003-02-10" })).toMatchObject({
    previous: "2002-12-30",
    next: "2003-07-01",
  });
  expect(await feeds().weekly({ week: "2003-W07" })).toMatchObject({
    from: "2003-02-10",
    to: "2003-02-16",
    previous: "2003-W01",
    next: weekOf("2003-07-01"),
  });
  expect(await feeds().monthly({ month: "2003-02" })).toMatchObject({
    previous: "2002-12",
    next: "2003-07",
  });
  expect(await feeds().nearest({ from: "2003-03-01", to: "2003-03-31" })).toEqual({
    previous: "2003-02-10",
    next: "2003-07-01",
  });
});

test("readers who submit are named beside the source's curators, once each", async () => {
  const submitter = await makeUser({ name: "Ada" });
  await makePaper({ feedDate: "2004-01-05", submittedBy: submitter.id });
  await makePaper({ feedDate: "2004-01-06", submittedBy: submitter.id });
  expect((await feeds().weekly({ week: "2004-W02" })).curators).toEqual(["Ada"]);
});

test("pages of a long month hold every paper once, though all are equal", async () => {
  const made = await makePapers(
    Array.from({ length: 95 }, (_, number) => {
      const day = String((number % 28) + 1).padStart(2, "0");
      return { feedDate: `2005-02-${day}`, sourceUpvotes: number % 3 };
    }),
  );
  const { seen, pages } = await readThrough((after) =>
    feeds().monthly({ month: "2005-02", after }),
  );
  expect(pages).toBe(3);
  expect(seen.toSorted((a, b) => a - b)).toEqual(made.map((paper) => paper.id));
  const { seen: trending } = await readThrough((after) => feeds().trending({ after }));
  expect(new Set(trending).size).toBe(trending.length);
  expect(trending).toEqual(expect.arrayContaining(seen));
});

test("trending puts ten times the points before a paper not two days younger", async () => {
  const [old, young, middle] = await Promise.all([
    makePaper({ feedDate: "2150-01-01", sourceUpvotes: 100 }),
    makePaper({ feedDate: "2150-01-02", sourceUpvotes: 10 }),
    makePaper({ feedDate: "2150-01-01", sourceUpvotes: 50 }),
  ]);
  expect(ids(await feeds().trending({})).slice(0, 3)).toEqual([old.id, middle.id, young.id]);
  for (let votes = 0; votes < 4; votes++) {
    await as(await makeUser()).votes.set({ paperId: middle.id, voted: true });
  }
  await as(await makeUser()).votes.set({ paperId: young.id, voted: true });
  // 50 + 4·10 points rank below 100; 10 + 10 points rank below both
  expect(ids(await feeds().trending({})).slice(0, 3)).toEqual([old.id, middle.id, young.id]);
  for (let votes = 0; votes < 2; votes++) {
    await as(await makeUser()).votes.set({ paperId: middle.id, voted: true });
  }
  expect(ids(await feeds().trending({})).slice(0, 3)).toEqual([middle.id, old.id, young.id]);
});

test("trending papers are narrowed to a topic, in the same order and page by page", async () => {
  const made = await makePapers(
    Array.from({ length: 90 }, (_, number) => ({
      feedDate: "2151-01-01",
      sourceUpvotes: 10_000 + number,
      topics: number % 2 === 0 ? ["agents", "code"] : ["code"],
    })),
  );
  const about = made.filter((_, number) => number % 2 === 0).map(({ id }) => id);
  const { seen, pages } = await readThrough((after) =>
    feeds().trending({ topic: "agents", after }),
  );
  expect(pages).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.slice(0, about.length)).toEqual(about.toReversed());
  const { topics, topic } = await feeds().trending({ topic: "agents" });
  expect(topic).toBe("agents");
  const count = new Map(topics.map(({ slug, papers }) => [slug, papers]));
  expect(count.get("code")).toBeGreaterThanOrEqual(90);
  await expect(feeds().trending({ topic: "none" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test.each([
  ["no edition on that day", () => feeds().daily({ feedDate: "1999-01-01" }), "NOT_FOUND"],
  [
    "no edition on the calendar's last day",
    () => feeds().daily({ feedDate: "2199-12-31" }),
    "NOT_FOUND",
  ],
  ["no edition in that week", () => feeds().weekly({ week: "1999-W01" }), "NOT_FOUND"],
  ["no edition in that month", () => feeds().monthly({ month: "1999-01" }), "NOT_FOUND"],
  ["no such day", () => feeds().daily({ feedDate: "2025-02-30" }), "BAD_REQUEST"],
  ["no such week", () => feeds().weekly({ week: "2025-W53" }), "BAD_REQUEST"],
  ["no such month", () => feeds().monthly({ month: "2025-13" }), "BAD_REQUEST"],
  ["a cursor that is none", () => feeds().trending({ after: "%%%" }), "BAD_REQUEST"],
  ["a cursor of another feed", () => feeds().trending({ after: "WzEsMiwzLDQsNV0" }), "BAD_REQUEST"],
  ["a cursor of words", () => feeds().trending({ after: "WyJhIiwiYiJd" }), "BAD_REQUEST"],
])("%s is refused", async (_name, ask, code) => {
  await expect(ask()).rejects.toMatchObject({ code });
});
