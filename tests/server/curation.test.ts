import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { removedPapers } from "@/db/schema/curation";
import { editions, paperStats, submissions } from "@/db/schema/editions";
import { moderationLog } from "@/db/schema/moderation";
import { papers as paperRows } from "@/db/schema/papers";
import { sources } from "@/db/schema/sources";
import { showNewestDay } from "@/server/curation/newest-day";
import { importRows } from "@/server/ingest/import-file";
import { mergePapers } from "@/server/ingest/merge-papers";
import { type Row, readPaper } from "@/server/ingest/rows";
import { HUGGING_FACE } from "@/server/ingest/sources/known-sources";
import { handlers } from "@/server/jobs/handlers";
import { monthOf, weekOf } from "@/server/platform/calendar";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { anonymous, as, contextFor, signedInAs } from "../support/callers";
import { makeEdition, makePaper, makeTeam, makeUser, type Paper } from "../support/factories";

const NOW = new Date("2025-05-14T18:00:00Z");
const now = () => NOW;

let year = 2040;
let day = "";
let ids: number[] = [];
let papers: Paper[] = [];

beforeEach(async () => {
  // each test has a day of its own
  day = `${year++}-05-14`;
  papers = await makeEdition(day, 4);
  ids = papers.map(({ id }) => id);
});

const settings = env();
afterEach(() => {
  settings.EDITION = "open";
  settings.SOURCES = "off";
});

const curator = async () => as(await makeUser({ role: "curator" }), { now }).curation;

const order = async (feedDate = day) =>
  (await anonymous().editions.daily({ feedDate })).papers.map(({ id }) => ids.indexOf(id));

const told = () =>
  appDatabase()
    .select({
      act: moderationLog.act,
      paperId: moderationLog.paperId,
      feedDate: moderationLog.feedDate,
      reason: moderationLog.reason,
    })
    .from(moderationLog)
    .orderBy(moderationLog.id);

const id = (at: number) => ids[at] ?? 0;

const written = (title: string) => ({ title, abstract: "Text.", authors: "", link: "" });

/** Imports a paper of the day as its source sends it again. */
async function imported({ arxivId, title, abstract }: Paper, feedDate = day) {
  async function* rows(): AsyncGenerator<Row> {
    yield { line: 1, ...readPaper({ arxivId, title, abstract, upvotes: 500 }) };
  }
  const ctx = contextFor({ kind: "system" }, { now: () => new Date("2100-01-01T00:00:00Z") });
  await importRows(ctx, rows(), { edition: feedDate, curators: [], source: "Hugging Face" });
}

test("what a curator puts first is first on its day only, whatever the points", async () => {
  const api = await curator();
  const best = await makePaper({ feedDate: day, sourceUpvotes: 100 });
  ids.push(best.id);
  expect(await order()).toEqual([4, 0, 1, 2, 3]);
  await api.place({ paperId: id(2), to: "top" });
  await api.place({ paperId: id(3), to: "top" });
  expect(await order()).toEqual([3, 2, 4, 0, 1]);
  await api.place({ paperId: id(3), to: "down" });
  await api.place({ paperId: id(3), to: "down" });
  expect(await order()).toEqual([2, 3, 4, 0, 1]);
  await api.place({ paperId: id(3), to: "up" });
  expect(await order()).toEqual([3, 2, 4, 0, 1]);
  await api.place({ paperId: id(2), to: "none" });
  expect(await order()).toEqual([3, 4, 0, 1, 2]);
  await expect(api.place({ paperId: id(0), to: "up" })).rejects.toMatchObject({ code: "CONFLICT" });
  const shown = await api.day({ feedDate: day });
  expect(
    shown.papers.map(({ paperId, place }) => [ids.indexOf(paperId), place]).slice(0, 2),
  ).toEqual([
    [3, 1],
    [4, null],
  ]);
  // a week's page names the best of its days in their order; its own is by points
  const week = await anonymous().editions.weekly({ week: weekOf(day) });
  expect(week.papers[0]?.id).toBe(best.id);
  expect(week.byDay[0]?.papers[0]?.slug).toBe(papers[3]?.slug);
  expect((await anonymous().editions.monthly({ month: monthOf(day) })).papers[0]?.id).toBe(best.id);
  // an import keeps the place
  await imported(papers[3] as Paper);
  expect((await order())[0]).toBe(3);
});

test("a day with places continues across pages", async () => {
  const api = await curator();
  const more = await makeEdition(day, 210);
  await api.place({ paperId: more[200]?.id ?? 0, to: "top" });
  const first = await anonymous().editions.daily({ feedDate: day });
  const second = await anonymous().editions.daily({
    feedDate: day,
    after: first.more ?? undefined,
  });
  const all = [...first.papers, ...second.papers].map(({ id }) => id);
  expect(all[0]).toBe(more[200]?.id);
  expect(new Set(all).size).toBe(214);
});

test("a removed paper stays out whatever is imported or submitted, until it is restored", async () => {
  const api = await curator();
  const reader = await makeUser();
  await api.place({ paperId: id(1), to: "top" });
  await as(reader).votes.set({ paperId: id(1), voted: true });
  await api.remove({ paperId: id(1), reason: "It is an advertisement." });
  expect(await order()).toEqual([0, 2, 3]);
  await imported(papers[1] as Paper);
  await imported(papers[1] as Paper, "2041-01-01");
  expect(await order()).toEqual([0, 2, 3]);
  // a vote does not bring it back into what trends
  await as(reader).votes.set({ paperId: id(1), voted: false });
  const stats = () =>
    appDatabase()
      .select()
      .from(paperStats)
      .where(eq(paperStats.paperId, id(1)));
  expect(await stats()).toMatchObject([{ trending: null }]);
  const { submissions: submitting } = as(reader, { now });
  const draft = await submitting.paste({ papers: papers[1]?.slug ?? "" });
  expect((await submitting.preview(draft)).lines).toMatchObject([
    { state: "removed", reason: "It is an advertisement." },
  ]);
  await expect(submitting.send(draft)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(api.remove({ paperId: id(1), reason: "Again" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await api.restore({ paperId: id(1) });
  expect(await order()).toEqual([1, 0, 2, 3]);
  expect((await stats())[0]?.trending).not.toBeNull();
  await expect(api.restore({ paperId: id(1) })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await told()).slice(-3)).toEqual([
    { act: "arrange", paperId: id(1), feedDate: day, reason: "" },
    { act: "remove", paperId: id(1), feedDate: day, reason: "It is an advertisement." },
    { act: "readmit", paperId: id(1), feedDate: day, reason: "" },
  ]);
});

test("a paper moves to another day, and a day without papers has no edition", async () => {
  const api = await curator();
  const other = day.replace("05-14", "05-20");
  const far = as(await makeUser({ role: "curator" }), {
    now: () => new Date("2100-01-01T00:00:00Z"),
  }).curation;
  await expect(api.move({ paperId: id(0), feedDate: other })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  for (const paperId of ids) await far.move({ paperId, feedDate: other, reason: "" });
  await expect(anonymous().editions.daily({ feedDate: day })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await order(other)).toEqual([0, 1, 2, 3]);
  // an import of the first day does not bring it back
  await imported(papers[0] as Paper);
  expect(await order(other)).toHaveLength(4);
  for (const paperId of ids) await far.remove({ paperId, reason: "A test" });
  const left = await appDatabase().select().from(editions).where(eq(editions.feedDate, other));
  expect(left).toEqual([]);
  await far.restore({ paperId: id(2) });
  expect(await order(other)).toEqual([2]);
});

test("a removal and a move at the same moment end in one of two states", async () => {
  const far = () => new Date("2100-01-01T00:00:00Z");
  const [one, two] = await Promise.all(
    [0, 1].map(async () => as(await makeUser({ role: "curator" }), { now: far }).curation),
  );
  const other = day.replace("05-14", "05-21");
  const ended = await Promise.allSettled([
    one?.remove({ paperId: id(0), reason: "Out" }),
    two?.move({ paperId: id(0), feedDate: other }),
  ]);
  expect(ended[0]?.status).toBe("fulfilled");
  const [removed] = await appDatabase()
    .select()
    .from(removedPapers)
    .where(eq(removedPapers.paperId, id(0)));
  expect([day, other]).toContain(removed?.feedDate);
  const there = await appDatabase()
    .select()
    .from(submissions)
    .where(eq(submissions.paperId, id(0)));
  expect(there).toEqual([]);
});

test("where editions are curated, submissions wait, and their submitter sees what became of them", async () => {
  settings.EDITION = "curated";
  const api = await curator();
  const user = await makeUser({ name: "Mei Tanaka" });
  const { submissions: submitting } = as(user, { now });
  const send = async (title: string) => submitting.send(await submitting.write(written(title)));
  await send("Good one");
  await send("Bad one");
  // a second submission of the same paper waits with the first
  const again = await submitting.write(written("Good one"));
  expect((await submitting.preview(again)).lines).toMatchObject([{ state: "queued" }]);
  expect((await submitting.about()).mine).toMatchObject([
    { state: "waiting" },
    { state: "waiting" },
  ]);
  const { queue } = await api.day({});
  const waiting = (title: string) => queue.find((each) => each.title === title)?.id ?? "";
  expect(queue.map(({ title, submitter }) => [title, submitter]).sort()).toEqual([
    ["Bad one", "Mei Tanaka"],
    ["Good one", "Mei Tanaka"],
  ]);
  const other = await curator();
  const ended = await Promise.allSettled([
    api.accept({ id: waiting("Good one") }),
    other.accept({ id: waiting("Good one") }),
  ]);
  expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await api.decline({ id: waiting("Bad one"), reason: "It is no paper." });
  const edition = await anonymous({ now }).editions.daily({ feedDate: "2025-05-14" });
  expect(edition.papers.map(({ title }) => title)).toEqual(["Good one"]);
  expect(edition.curators).toContain("Mei Tanaka");
  expect((await submitting.about()).mine).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ title: "Bad one", state: "declined", reason: "It is no paper." }),
      expect.objectContaining({ title: "Good one", state: "printed", feedDate: "2025-05-14" }),
    ]),
  );
  // curators do not wait for themselves
  const own = as(await makeUser({ role: "curator" }), { now }).submissions;
  await own.send(await own.write(written("By a curator")));
  const { papers: printed } = await anonymous({ now }).editions.daily({ feedDate: "2025-05-14" });
  expect(printed.map(({ title }) => title)).toContain("By a curator");
});

test("a submission is not accepted that is in an edition or removed by then", async () => {
  settings.EDITION = "curated";
  const api = await curator();
  const user = await makeUser({ name: "Mei Tanaka" });
  const { submissions: submitting } = as(user, { now });
  const [shown, taken, renamed, gone] = [
    await makePaper(),
    await makePaper(),
    await makePaper(),
    await makePaper(),
  ];
  const all = [shown, taken, renamed, gone];
  await submitting.send(await submitting.paste({ papers: all.map(({ slug }) => slug).join("\n") }));
  const { queue } = await api.day({});
  const accept = ({ slug }: Paper) =>
    api.accept({ id: queue.find((each) => each.slug === slug)?.id ?? "" });
  await appDatabase().insert(editions).values({ feedDate: "2025-05-13" }).onConflictDoNothing();
  for (const { id: paperId } of [shown, taken]) {
    await appDatabase().insert(submissions).values({ paperId, feedDate: "2025-05-13" });
  }
  await api.remove({ paperId: taken.id, reason: "Twice here" });
  const into = await makePaper();
  await appDatabase()
    .update(paperRows)
    .set({ arxivId: null, titleKey: "no longer under that number" })
    .where(eq(paperRows.id, renamed.id));
  await mergePapers(contextFor({ kind: "system" }), renamed.id, into.id);
  await appDatabase().delete(paperRows).where(eq(paperRows.id, gone.id));
  await expect(accept(shown)).rejects.toMatchObject({
    code: "CONFLICT",
    message: "This paper is in the edition of 2025-05-13 already. Please decline the submission.",
  });
  await expect(accept(taken)).rejects.toMatchObject({
    code: "CONFLICT",
    message:
      "A curator removed this paper from its edition (“Twice here”). Please restore it instead, or decline the submission.",
  });
  await expect(accept(gone)).rejects.toMatchObject({
    code: "CONFLICT",
    message: "This paper is no longer here. Please decline the submission.",
  });
  // it is found by its earlier address
  expect(await accept(renamed)).toEqual({ feedDate: "2025-05-14" });
  const [printed] = await appDatabase()
    .select()
    .from(submissions)
    .where(eq(submissions.paperId, into.id));
  expect(printed).toMatchObject({ feedDate: "2025-05-14", submittedBy: user.id });
  expect((await told()).at(-1)).toMatchObject({ act: "accept", paperId: into.id });
  // what was not accepted still waits
  expect((await api.day({})).queue.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining([shown.slug, taken.slug, gone.slug]),
  );
});

test("a day is fetched again by a job, unless nobody is to be asked", async () => {
  const api = await curator();
  await expect(api.fetch({ feedDate: "2025-05-13" })).rejects.toMatchObject({ code: "CONFLICT" });
  settings.SOURCES = "on";
  await api.fetch({ feedDate: "2025-05-13" });
  await expect(api.fetch({ feedDate: "2025-05-30" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  const log = await told();
  expect(log.at(-1)).toEqual({ act: "fetch", paperId: null, feedDate: "2025-05-13", reason: "" });
  expect((await api.day({})).asks).toBe(true);
  await appDatabase().insert(sources).values({ id: HUGGING_FACE.id, isOn: false, changedAt: NOW });
  try {
    expect((await api.day({})).asks).toBe(false);
    await expect(api.fetch({ feedDate: "2025-05-13" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "Hugging Face is turned off here, so it is not asked.",
    });
    // nor by the job that waits already
    expect(
      await handlers["fetch-day"](
        contextFor({ kind: "system" }),
        { day: "2025-05-13" },
        new AbortController().signal,
      ),
    ).toEqual({ outcome: "done", said: "Hugging Face is turned off." });
  } finally {
    await appDatabase().delete(sources).where(eq(sources.id, HUGGING_FACE.id));
  }
});

test("an administrator makes curators, and what they do is in both logs", async () => {
  const [operator, user] = [
    await makeUser({ role: "administrator" }),
    await makeUser({ name: "Sam Reyes" }),
  ];
  await expect(as(user).curation.day({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { caller } = await signedInAs(operator);
  await caller.adminAccounts.setRole({ userId: user.id, role: "curator" });
  const sam = as({ ...user, role: "curator" }, { now }).curation;
  await sam.remove({ paperId: id(0), reason: "Not a paper" });
  const acts = await appDatabase().select().from(auditLog).orderBy(auditLog.id);
  expect(acts.slice(-2)).toMatchObject([
    { act: "account.curate", subjectName: "Sam Reyes" },
    {
      act: "edition.remove",
      actorName: "Sam Reyes",
      detail: expect.stringContaining("Not a paper"),
    },
  ]);
  const { entries } = await anonymous().moderation.log({});
  expect(entries[0]).toMatchObject({ act: "remove", feedDate: day, reason: "Not a paper" });
  expect(JSON.stringify(entries)).not.toContain("Sam Reyes");
});

test("what is removed or proposed stays so when its paper turns out to be another", async () => {
  const api = await curator();
  await api.remove({ paperId: id(0), reason: "Twice here" });
  const user = await makeUser();
  const team = await makeTeam({ owner: user });
  await as(user).proposals.propose({ teamId: team.id, paper: papers[0]?.slug ?? "" });
  const into = await makePaper({ arxivId: null });
  await appDatabase()
    .update(paperRows)
    .set({ arxivId: null, titleKey: "once without a number" })
    .where(eq(paperRows.id, id(0)));
  await mergePapers(contextFor({ kind: "system" }), id(0), into.id);
  const [removed] = await appDatabase()
    .select()
    .from(removedPapers)
    .where(eq(removedPapers.paperId, into.id));
  expect(removed?.reason).toBe("Twice here");
  const { proposals } = await as(user).proposals.ofTeam({ slug: team.slug });
  expect(proposals).toMatchObject([{ slug: into.slug, supporters: 1 }]);
  // one that is in an edition is not removed
  await mergePapers(contextFor({ kind: "system" }), into.id, id(1));
  const left = await appDatabase()
    .select()
    .from(removedPapers)
    .where(eq(removedPapers.paperId, id(1)));
  expect(left).toEqual([]);
});

test("an edition for a later day becomes the latest once its day has begun", async () => {
  const at = (time: string) => contextFor({ kind: "system" }, { now: () => new Date(time) });
  await makePaper({ feedDate: "2035-06-18" });
  expect(await showNewestDay(at("2035-06-17T09:59:00Z"))).toBeNull();
  expect(await showNewestDay(at("2035-06-17T10:00:00Z"))).toBe("2035-06-18");
});

test("a curator administers nothing else", async () => {
  const caller = as(await makeUser({ role: "curator" }), { now });
  await expect(caller.adminAccounts.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.adminJobs.overview()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.audit.log({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.ingest.last()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.installation.settings()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.moderation.reports({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(caller.sources.all()).rejects.toMatchObject({ code: "FORBIDDEN" });
});
