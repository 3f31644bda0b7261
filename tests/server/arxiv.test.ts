import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { sourceTurns } from "@/db/schema/sources";
import { arxivPapers } from "@/server/ingest/sources/arxiv-papers";
import { askArxiv } from "@/server/ingest/sources/arxiv-turn";
import { SourceError, ThrottledError } from "@/server/ingest/sources/source-error";
import { appDatabase } from "@/server/platform/database";
import { FetchError } from "@/server/platform/fetch/fetch-error";
import {
  type ArxivPaper,
  answerWith,
  atomFeed,
  cut,
  fakeArxiv,
  throttle,
  virtualTime,
} from "../support/arxiv";
import { contextFor } from "../support/callers";
import { papersOf } from "../support/source-answers";

const db = appDatabase();
const system = () => contextFor({ kind: "system" });

const paper = (id: string): ArxivPaper => ({
  id,
  title: `On ${id}`,
  abstract: "What is known.",
  versions: ["2026-11-02T10:00:00Z"],
});

const many = Array.from({ length: 250 }, (_, at) => paper(`2611.${String(at).padStart(5, "0")}`));

/** An arXiv that is asked in virtual time, and how it is asked. */
async function world(papers: ArxivPaper[] = [paper("2611.00001")]) {
  const time = virtualTime(system());
  const arxiv = await fakeArxiv(papers, time);
  return { arxiv, time, options: { base: arxiv.base, get: arxiv.get, wait: time.wait } };
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

beforeEach(() => db.delete(sourceTurns));

test("papers are found by ids, a hundred in one request", async () => {
  const { arxiv, options } = await world(many);
  const rows = await arxivPapers(system(), [...many.map(({ id }) => id), "2611.99999"], options);
  expect(papersOf(rows).map(({ arxivId }) => arxivId)).toEqual(many.map(({ id }) => id));
  expect(arxiv.asked).toHaveLength(3);
});

test("however many ask, one request is under way, and three seconds lie between two", async () => {
  const { arxiv, options } = await world(many);
  const ids = many.map(({ id }) => id);
  const asking = Array.from({ length: 4 }, () => arxivPapers(system(), ids, options));
  const found = await Promise.all(asking);
  expect(found.map((rows) => rows.length)).toEqual([250, 250, 250, 250]);
  expect(arxiv.asked).toHaveLength(12);
  expect(arxiv.mostOpen()).toBe(1);
  const gaps = arxiv.asked.slice(1).map(({ at }, place) => at - (arxiv.asked[place]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
});

test("a process that was killed while it asked keeps the turn for a minute", async () => {
  const { arxiv, options, time } = await world();
  await db.insert(sourceTurns).values({
    site: "arxiv",
    holder: "00000000-0000-4000-8000-000000000000",
    heldUntil: sql`clock_timestamp() + interval '1 minute'`,
    freeAt: sql`clock_timestamp()`,
  });
  const began = time.now();
  expect(await arxivPapers(system(), ["2611.00001"], options)).toHaveLength(1);
  expect((arxiv.asked[0]?.at ?? 0) - began).toBeGreaterThanOrEqual(59_000);
});

test("all processes leave arXiv alone for as long as it asks for", async () => {
  const { arxiv, options } = await world();
  arxiv.instead.push(throttle(600));
  const first = await failureOf(arxivPapers(system(), ["2611.00001"], options));
  expect(first).toBeInstanceOf(ThrottledError);
  expect((first as ThrottledError).retryAfterMs).toBe(600_000);
  const second = await failureOf(arxivPapers(system(), ["2611.00001"], options));
  expect(second).toBeInstanceOf(ThrottledError);
  expect((second as ThrottledError).retryAfterMs).toBeGreaterThan(590_000);
  expect(arxiv.asked).toHaveLength(1);
  await options.wait(600_000);
  expect(await arxivPapers(system(), ["2611.00001"], options)).toHaveLength(1);
});

test("a minute, if it does not say how long", async () => {
  const { arxiv, options } = await world();
  arxiv.instead.push(throttle());
  const refused = await failureOf(arxivPapers(system(), ["2611.00001"], options));
  expect((refused as ThrottledError).retryAfterMs).toBe(60_000);
  arxiv.instead.push(answerWith("Rate exceeded."));
  const soft = await failureOf(
    options.wait(60_000).then(() => arxivPapers(system(), ["2611.00001"], options)),
  );
  expect(soft).toBeInstanceOf(ThrottledError);
});

test("an empty page where papers should be is asked for again", async () => {
  const { arxiv, options } = await world();
  arxiv.instead.push(answerWith(atomFeed([], 1)), answerWith(atomFeed([], 1)));
  expect(await arxivPapers(system(), ["2611.00001"], options)).toHaveLength(1);
  arxiv.instead.push(...Array.from({ length: 3 }, () => answerWith(atomFeed([], 1))));
  const given = await failureOf(arxivPapers(system(), ["2611.00001"], options));
  expect(given).toMatchObject({ fault: "unreadable", message: "arXiv sent empty pages." });
});

test("errors are told in arXiv's words, with status 200 and 400", async () => {
  const { arxiv, options } = await world();
  const error = atomFeed([
    `<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>
     <summary>incorrect id format</summary></entry>`,
  ]);
  for (const status of [200, 400]) {
    arxiv.instead.push(answerWith(error, status));
    const refused = await failureOf(arxivPapers(system(), ["2611.00001"], options));
    expect(refused).toMatchObject({ message: "arXiv says: incorrect id format" });
  }
  arxiv.instead.push(answerWith("", 500));
  const broken = await failureOf(arxivPapers(system(), ["2611.00001"], options));
  expect(broken).toBeInstanceOf(SourceError);
  expect((broken as Error).message).toBe("arXiv answered with status 500.");
});

test("a connection that breaks gives the turn back", async () => {
  const { arxiv, options } = await world();
  arxiv.instead.push(cut);
  expect(await failureOf(arxivPapers(system(), ["2611.00001"], options))).toBeInstanceOf(
    FetchError,
  );
  const [turn] = await db.select().from(sourceTurns).where(eq(sourceTurns.site, "arxiv"));
  expect(turn?.holder).toBeNull();
  expect(await arxivPapers(system(), ["2611.00001"], options)).toHaveLength(1);
});

test("a run that is told to stop does not wait for its turn", async () => {
  const { arxiv, options } = await world();
  const stop = new AbortController();
  await db.insert(sourceTurns).values({
    site: "arxiv",
    freeAt: sql`clock_timestamp() + interval '30 seconds'`,
  });
  stop.abort();
  const address = `${arxiv.base}?id_list=2611.00001`;
  await expect(askArxiv(system(), address, { ...options, signal: stop.signal })).rejects.toThrow();
  expect(arxiv.asked).toHaveLength(0);
});
