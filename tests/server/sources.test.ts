import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { sourceDays } from "@/db/schema/sources";
import { votes } from "@/db/schema/votes";
import { fetchDay, fetchDue } from "@/server/ingest/sources/mutations";
import { ThrottledError } from "@/server/ingest/sources/source-error";
import { appDatabase } from "@/server/platform/database";
import { as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";
import { fetcherFor, site } from "../support/sites";

interface Featured {
  paper: { id: string; title: string; upvotes: number; submittedOnDailyAt: string };
}

const [first, second] = JSON.parse(
  readFileSync("tests/fixtures/hugging-face/2025-05-12.json", "utf8"),
) as [Featured, Featured];

const DAY = "2025-05-12";
const TODAY = new Date("2025-05-12T18:00:00Z");

/** A paper like a recorded one, with another id, on a day. */
const featured = (number: number, day = DAY, like: Featured = first): Featured => ({
  ...like,
  paper: {
    ...like.paper,
    id: `2505.${String(number).padStart(5, "0")}`,
    title: `Paper ${number}`,
    submittedOnDailyAt: `${day}T04:30:20.087Z`,
  },
});

/** Hugging Face, as far as it answers here: its pages by day, and what it was asked. */
async function huggingFace(days: Record<string, Featured[]>, instead?: RequestListener) {
  const asked: string[] = [];
  const base = await site((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const day = searchParams.get("date") ?? "";
    const page = Number(searchParams.get("p"));
    asked.push(page > 0 ? `${day} p${page}` : day);
    if (instead) return instead(request, response);
    const all = days[day];
    response.statusCode = all ? 200 : 404;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(all ? all.slice(page * 100, (page + 1) * 100) : { error: "no" }));
  });
  const { get } = fetcherFor();
  return { asked, days, options: { base, get } };
}

const system = (now = TODAY) => contextFor({ kind: "system" }, { now: () => now });
const db = appDatabase();

const onDay = async (day: string) =>
  (
    await db
      .select({ slug: papers.slug })
      .from(submissions)
      .innerJoin(papers, eq(papers.id, submissions.paperId))
      .where(eq(submissions.feedDate, day))
      .orderBy(papers.slug)
  ).map(({ slug }) => slug);

const noted = async (day: string) =>
  (await db.select().from(sourceDays).where(eq(sourceDays.day, day)))[0];

beforeEach(async () => {
  await db.delete(papers);
  await db.delete(sourceDays);
});

test("a day's papers are stored, and what was skipped is told with its reason", async () => {
  const broken = { paper: { ...featured(7).paper, title: "" } };
  const { options } = await huggingFace({ [DAY]: [first, broken, second] });
  expect(await fetchDay(system(), DAY, options)).toMatchObject({ read: 3, added: 2, skipped: 1 });
  expect(await onDay(DAY)).toEqual([first.paper.id, second.paper.id].sort());
  expect(await noted(DAY)).toMatchObject({
    fetchedAt: TODAY,
    error: null,
    added: 2,
    skipped: 1,
    reasons: [{ line: 2, id: "2505.00007", reason: expect.stringMatching(/^title /) }],
  });
  // asked again, nothing changes
  expect(await fetchDay(system(), DAY, options)).toMatchObject({ added: 0, updated: 0 });
});

test("a day that goes on filling gets its later papers, and keeps the votes of the others", async () => {
  const { options, days } = await huggingFace({ [DAY]: [first] });
  await fetchDay(system(), DAY, options);
  const [paper] = await db.select().from(papers);
  const reader = await makeUser();
  await as(reader).votes.set({ paperId: paper?.id ?? 0, voted: true });
  days[DAY] = [{ paper: { ...first.paper, upvotes: first.paper.upvotes + 5 } }, second];
  const later = new Date(TODAY.getTime() + 7_200_000);
  expect(await fetchDay(system(later), DAY, options)).toMatchObject({ added: 1, updated: 1 });
  expect(await db.$count(votes)).toBe(1);
});

test("a day of many papers is read page by page", async () => {
  const many = Array.from({ length: 205 }, (_, at) => featured(100 + at));
  const { options, asked } = await huggingFace({ [DAY]: many });
  expect(await fetchDay(system(), DAY, options)).toMatchObject({ read: 205, added: 205 });
  expect(asked).toEqual([DAY, `${DAY} p1`, `${DAY} p2`]);
});

test("the first run makes up for two weeks, and later ones for what was missed", async () => {
  const days = {
    [DAY]: [first],
    "2025-05-09": [featured(1, "2025-05-09")],
    "2025-05-01": [featured(2, "2025-05-01")],
  };
  const { options, asked } = await huggingFace(days);
  expect(await fetchDue(system(), options)).toMatchObject({ days: 14, added: 3 });
  expect(asked).toHaveLength(14);
  // a weekend has no papers, which is an answer too
  expect(await noted("2025-05-11")).toMatchObject({ fetchedAt: TODAY, read: 0, error: null });

  asked.length = 0;
  await db.update(sourceDays).set({ fetchedAt: null }).where(eq(sourceDays.day, "2025-05-05"));
  await fetchDue(system(new Date("2025-05-13T04:00:00Z")), options);
  expect(asked).toEqual(["2025-05-13", "2025-05-12", "2025-05-11", "2025-05-10", "2025-05-05"]);
});

test.each<[string, RequestListener, RegExp]>([
  ["a refusal", (_, response) => void response.writeHead(403).end(), /answered with status 403/],
  ["a page for people", (_, response) => void response.end("<!doctype html>"), /is not JSON/],
  ["an object", (_, response) => void response.end('{"error": "Overloaded"}'), /says: Overloaded/],
  ["a cut connection", (request) => void request.socket.destroy(), /ended before its answer/],
])("%s ends the run, keeps what is stored, and is told", async (_, instead, told) => {
  const { options } = await huggingFace({ [DAY]: [first] });
  await fetchDay(system(), DAY, options);
  const broken = await huggingFace({}, instead);
  const later = new Date(TODAY.getTime() + 7_200_000);
  await expect(fetchDue(system(later), broken.options)).rejects.toThrow(told);
  // a source that does not answer for one day is not asked for the next
  expect(broken.asked).toEqual([DAY]);
  expect(await noted(DAY)).toMatchObject({
    triedAt: later,
    fetchedAt: TODAY,
    added: 1,
    error: expect.stringMatching(told),
  });
  expect(await onDay(DAY)).toEqual([first.paper.id]);
});

test("a pause that is asked for is kept", async () => {
  const { options } = await huggingFace(
    {},
    (_, response) => void response.writeHead(429, { "retry-after": "120" }).end(),
  );
  const refused = await fetchDay(system(), DAY, options).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ThrottledError);
  expect(refused).toMatchObject({ retryAfterMs: 120_000, fault: "throttled" });
});

test("a run that is stopped goes on with the other days next time", async () => {
  const { options, asked } = await huggingFace({});
  const stop = new AbortController();
  const onDay = () => {
    if (asked.length === 3) stop.abort();
  };
  await expect(fetchDue(system(), { ...options, onDay, signal: stop.signal })).rejects.toThrow();
  expect(asked).toHaveLength(3);
  asked.length = 0;
  const over = new Date("2025-05-12T23:00:00Z");
  await fetchDue(system(over), options);
  expect(asked).toHaveLength(14);
});

test("two runs at the same time store each paper once", async () => {
  const days = { [DAY]: [first, second, featured(3)] };
  const [one, other] = await Promise.all([huggingFace(days), huggingFace(days)]);
  const both = await Promise.all([
    fetchDay(system(), DAY, one.options),
    fetchDay(system(), DAY, other.options),
  ]);
  expect(both.map(({ added }) => added).sort()).toEqual([0, 3]);
  expect(await db.$count(papers)).toBe(3);
});
