import { readFileSync } from "node:fs";
import { and, eq, inArray } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { submissions } from "@/db/schema/editions";
import { papers, paperVersions } from "@/db/schema/papers";
import { sourceDays, sources } from "@/db/schema/sources";
import { fetchAnnounced } from "@/server/ingest/sources/arxiv-announced";
import { readChanges } from "@/server/ingest/sources/arxiv-changes";
import { fetchDue } from "@/server/ingest/sources/mutations";
import { alarms } from "@/server/ingest/sources/queries";
import { addCategory } from "@/server/ingest/sources/settings/mutations";
import { appDatabase } from "@/server/platform/database";
import {
  type ArxivPaper,
  answerWith,
  cut,
  fakeArxiv,
  oaiError,
  oaiPage,
  throttle,
  virtualTime,
} from "../support/arxiv";
import { actorFor, anonymous, as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";
import { fetcherFor, site } from "../support/sites";

// A week of an installation that asks Hugging Face and arXiv, which misbehave as they do, from Monday,
// November 2, 2026, by two processes at once.

vi.hoisted(() => {
  process.env.SOURCES = "on";
});

const db = appDatabase();
const system = (now: string) => contextFor({ kind: "system" }, { now: () => new Date(now) });

const paper = (id: string, submitted: string, given: Partial<ArxivPaper> = {}): ArxivPaper => ({
  id,
  title: `On the subject of ${id}`,
  abstract: `What is known of ${id}.`,
  versions: [submitted],
  ...given,
});

// before the cutoff of each day in New York, and so in the feed of the next weekday
const monday = paper("2611.00001", "2026-10-30T12:00:00Z");
const alsoMonday = paper("2611.00002", "2026-10-30T12:00:00Z");
const tuesday = paper("2611.00003", "2026-11-02T12:00:00Z");
const wednesday = paper("2611.00004", "2026-11-03T12:00:00Z", { categories: ["cs.CL", "cs.AI"] });
// only cross-listed
const ofOthers = paper("2611.00005", "2026-11-03T12:00:00Z", { categories: ["cs.CV", "cs.CL"] });
/** A record of long ago that a bulk edit has touched. */
const touched = paper("1801.00001", "2018-01-01T12:00:00Z", { datestamp: "2026-11-05" });

interface Featured {
  paper: { id: string; title: string; upvotes: number; submittedOnDailyAt: string };
}
const [example] = JSON.parse(
  readFileSync("tests/fixtures/hugging-face/2025-05-12.json", "utf8"),
) as [Featured];
const featured = (id: string, day: string, upvotes: number): Featured => ({
  ...example,
  paper: {
    ...example.paper,
    id,
    title: `Featured ${id}`,
    upvotes,
    submittedOnDailyAt: `${day}T05:00:00Z`,
  },
});

const editionOf = async (id: string) => {
  const [row] = await db
    .select({ day: submissions.feedDate })
    .from(papers)
    .leftJoin(submissions, eq(submissions.paperId, papers.id))
    .where(eq(papers.slug, id));
  return row ? row.day : "not here";
};

/** What is known of a day of a source. */
const known = async (source: string, day: string) => {
  const [row] = await db
    .select()
    .from(sourceDays)
    .where(and(eq(sourceDays.source, source), eq(sourceDays.day, day)));
  return row;
};

/** Hugging Face with these papers by day; a day that it does not know is answered with 404. */
async function huggingFace() {
  const days = new Map<string, Featured[]>();
  const base = await site((request, response) => {
    const day = new URL(request.url ?? "", "http://localhost").searchParams.get("date") ?? "";
    const all = days.get(day);
    response.statusCode = all ? 200 : 404;
    response.end(JSON.stringify(all ?? { error: "none" }));
  });
  const { get } = fetcherFor();
  return { days, ask: (now: string) => fetchDue(system(now), { base, get }) };
}

test("after a scripted week the database has what is true", async () => {
  await db.delete(sources);
  await db.delete(sourceDays);
  const time = virtualTime(system("2026-11-02T11:00:00Z"));
  const arxiv = await fakeArxiv([monday, alsoMonday], time);
  const { state, instead } = arxiv;
  const { days, ask: askHuggingFace } = await huggingFace();
  const of = (base: string) => ({ base, get: arxiv.get, wait: time.wait });
  /** Asks arXiv for what it has announced, from two processes at once. */
  const announced = (now: string) =>
    Promise.allSettled([1, 2].map(() => fetchAnnounced(system(now), of(arxiv.rss))));
  const changes = (now: string) => readChanges(system(now), of(arxiv.oai));

  // an administrator chooses a category; it is tried first
  const administrator = await makeUser({ role: "administrator" });
  const ctx = contextFor(actorFor(administrator), { now: () => new Date("2026-11-02T11:00:00Z") });
  await expect(addCategory(ctx, { category: "cs.XX" }, of(arxiv.base))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "arXiv has no papers in cs.XX. Categories are written like cs.CL.",
  });
  instead.push(cut);
  await expect(addCategory(ctx, { category: "cs.CL" }, of(arxiv.base))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: expect.stringMatching(/^The trial failed: /),
  });
  expect(await addCategory(ctx, { category: "cs.CL" }, of(arxiv.base))).toEqual({
    category: "cs.CL",
    newest: alsoMonday.title,
  });
  const { arxiv: chosen } = await as(administrator).sources.all();
  expect(chosen).toMatchObject({ isOn: true, categories: ["cs.CL"] });

  // Monday: two papers; Hugging Face's day is still filling
  state.feed = {
    day: "2026-11-02",
    papers: [
      { paper: monday, type: "new" },
      { paper: alsoMonday, type: "new" },
      // a paper of others that is not here
      { paper: ofOthers, type: "replace" },
    ],
  };
  days.set("2026-11-02", [featured("2610.00001", "2026-11-02", 3)]);
  await Promise.all([announced("2026-11-02T12:00:00Z"), askHuggingFace("2026-11-02T12:00:00Z")]);
  days.set("2026-11-02", [
    featured("2610.00001", "2026-11-02", 8),
    featured("2610.00002", "2026-11-02", 1),
  ]);
  await askHuggingFace("2026-11-02T20:00:00Z");
  const before = arxiv.asked.length;
  await announced("2026-11-02T20:00:00Z");
  // arXiv has given that day
  expect(arxiv.asked).toHaveLength(before);

  // Tuesday: the feed is still Monday's, then a connection breaks, then it comes
  await announced("2026-11-03T06:00:00Z");
  expect((await known("arxiv", "2026-11-03"))?.error).toBe(
    "arXiv's feed is that of 2026-11-02, not yet that of 2026-11-03.",
  );
  state.papers = [monday, alsoMonday, tuesday];
  state.feed = { day: "2026-11-03", papers: [{ paper: tuesday, type: "new" }] };
  instead.push(cut, cut);
  await announced("2026-11-03T10:00:00Z");
  await announced("2026-11-03T12:00:00Z");
  days.set("2026-11-03", [featured("2610.00003", "2026-11-03", 5)]);
  await askHuggingFace("2026-11-03T20:00:00Z");

  // the front page says what is to be expected
  const outlook = (now: string) => anonymous({ now: () => new Date(now) }).sources.outlook();
  expect(await outlook("2026-11-03T20:00:00Z")).toEqual({
    state: "answered",
    name: "Hugging Face",
    next: "Tuesday at 8:17 PM UTC",
  });

  // Wednesday: arXiv wants to be left alone all day, once without saying for how long
  state.papers.push(wednesday, ofOthers);
  state.feed = { day: "2026-11-04", papers: [{ paper: wednesday, type: "new" }] };
  instead.push(throttle(), throttle(7_200));
  await announced("2026-11-04T10:00:00Z");
  await time.wait(60_000);
  await announced("2026-11-04T12:00:00Z");
  expect((await known("arxiv", "2026-11-04"))?.error).toBe("arXiv asks for a pause.");
  await time.wait(7_200_000);
  // Hugging Face answers, but with nothing
  days.set("2026-11-04", []);
  await askHuggingFace("2026-11-05T01:00:00Z");

  // Thursday: arXiv announces nothing; a paper gets a second version, another one is withdrawn
  state.feed = { day: "2026-11-05", papers: [] };
  await announced("2026-11-05T12:00:00Z");
  days.set("2026-11-05", [featured("2610.00004", "2026-11-05", 2)]);
  await askHuggingFace("2026-11-05T20:00:00Z");
  const second = {
    abstract: "What is known by now.",
    versions: [...monday.versions, "2026-11-04T12:00:00Z"],
  };
  const last = {
    isWithdrawn: true as const,
    versions: [...alsoMonday.versions, "2026-11-04T13:00:00Z"],
  };
  state.papers = [
    { ...monday, ...second },
    { ...alsoMonday, ...last, abstract: "Withdrawn by its author." },
    // moved by a bulk edit, without a change
    { ...tuesday, datestamp: "2026-11-05" },
    wednesday,
    ofOthers,
    touched,
  ];

  // Friday: the second version is announced; the changes come page by page
  state.feed = {
    day: "2026-11-06",
    papers: [{ paper: { ...monday, ...second }, type: "replace" }],
  };
  await announced("2026-11-06T12:00:00Z");
  days.set("2026-11-06", [featured("2610.00005", "2026-11-06", 2)]);
  await askHuggingFace("2026-11-06T20:00:00Z");
  state.pageSize = 2;
  // an empty page in the middle; then its token has expired, and all begins again
  instead.push(answerWith(oaiPage([], "2026-10-17|0")), answerWith(oaiError("badResumptionToken")));
  const updated = db
    .select({ updatedAt: papers.updatedAt })
    .from(papers)
    .where(eq(papers.slug, tuesday.id));
  const read = await changes("2026-11-06T20:00:00Z");
  expect(read?.counts).toMatchObject({ added: 1, skipped: 0 });
  const [unchanged] = await updated;

  // repeated tokens end a run, and what came before stays
  state.pageSize = 1_000;
  instead.push(answerWith(oaiPage([], "again")), answerWith(oaiPage([], "again")));
  await expect(changes("2026-11-06T21:00:00Z")).rejects.toThrow("arXiv repeats its pages.");
  // an error comes with status 200
  instead.push(answerWith(oaiError("badArgument")));
  await expect(changes("2026-11-06T22:00:00Z")).rejects.toThrow("badArgument");

  // a datestamp moves again without a change
  state.papers = state.papers.map((each) =>
    each.id === tuesday.id ? { ...each, datestamp: "2026-11-07" } : each,
  );
  // what is chosen while changes are read is asked for the next time
  await db.update(sources).set({ changedAt: new Date("2026-11-06T23:01:00Z") });
  let clock = Date.parse("2026-11-06T22:59:00Z");
  const now = () => {
    clock += 60_000;
    return new Date(clock);
  };
  const running = contextFor({ kind: "system" }, { now });
  await readChanges(running, of(arxiv.oai));
  expect((await changes("2026-11-06T23:30:00Z"))?.days).toContain("2026-11-04");
  expect((await changes("2026-11-06T23:40:00Z"))?.days).not.toContain("2026-11-04");

  // the weekend has neither feeds nor featured papers
  for (const day of ["2026-11-07", "2026-11-08", "2026-11-09"]) {
    await announced(`${day}T03:00:00Z`);
    await askHuggingFace(`${day}T12:00:00Z`);
    await changes(`${day}T12:00:00Z`);
  }

  expect(await updated).toEqual([unchanged]);

  const editions = await Promise.all(
    [monday, alsoMonday, tuesday, wednesday, ofOthers, touched].map(({ id }) => editionOf(id)),
  );
  expect(editions).toEqual([
    "2026-11-02",
    "2026-11-02",
    "2026-11-03",
    "2026-11-04",
    "not here",
    "not here",
  ]);
  const featuredOn = await Promise.all(
    ["2610.00001", "2610.00002", "2610.00003", "2610.00004", "2610.00005"].map(editionOf),
  );
  expect(featuredOn).toEqual([
    "2026-11-02",
    "2026-11-02",
    "2026-11-03",
    "2026-11-05",
    "2026-11-06",
  ]);
  const texts = await db
    .select({ slug: papers.slug, version: paperVersions.version, withdrawn: papers.withdrawn })
    .from(paperVersions)
    .innerJoin(papers, eq(papers.id, paperVersions.paperId))
    .where(inArray(papers.slug, [monday.id, alsoMonday.id]))
    .orderBy(papers.slug, paperVersions.version);
  expect(texts).toEqual([
    { slug: monday.id, version: 1, withdrawn: false },
    { slug: monday.id, version: 2, withdrawn: false },
    { slug: alsoMonday.id, version: 1, withdrawn: true },
    { slug: alsoMonday.id, version: 2, withdrawn: true },
  ]);

  // the alarm: both silent weekdays, and no weekend
  expect(await alarms(system("2026-11-09T12:00:00Z"))).toEqual([
    { name: "Hugging Face", days: ["2026-11-04"] },
    { name: "arXiv", days: ["2026-11-05"] },
  ]);

  // a day that is asked for by hand is asked for alone, however long ago the last time was
  await db.update(sources).set({ readTo: "2026-05-01" });
  await readChanges(system("2026-11-09T13:00:00Z"), { ...of(arxiv.oai), days: ["2026-11-04"] });
  expect(Object.fromEntries(arxiv.asked.at(-1)?.url.searchParams ?? [])).toMatchObject({
    from: "2026-11-02",
    until: "2026-12-04",
  });

  // arXiv was asked one at a time, and never twice within three seconds
  expect(arxiv.mostOpen()).toBe(1);
  const gaps = arxiv.asked.slice(1).map(({ at }, place) => at - (arxiv.asked[place]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
});
