import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { submissionDrafts } from "@/db/schema/drafts";
import { editions, submissions } from "@/db/schema/editions";
import { papers } from "@/db/schema/papers";
import { sourceTurns } from "@/db/schema/sources";
import { handlers } from "@/server/jobs/handlers";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { FetchError } from "@/server/platform/fetch/fetch-error";
import { purgeDrafts, readDraft } from "@/server/submissions/mutations";
import { anonymous, as, contextFor } from "../support/callers";
import { makePaper, makeUser, type User } from "../support/factories";
import { fetcherFor, site } from "../support/sites";

// sources are asked only in this file's own way
process.env.SOURCES = "on";

/** A Wednesday. */
const NOW = new Date("2025-05-14T18:00:00Z");
const now = () => NOW;

const written = (title: string) => ({
  title,
  abstract: "What it found.\n\nAnd how.",
  authors: "Ada King\n\nBen Okafor",
  link: "https://example.org/paper.pdf",
});

const system = () => contextFor({ kind: "system" }, { now });

async function titlesOf(day: string) {
  const { papers } = await anonymous({ now }).editions.daily({ feedDate: day });
  return papers.map(({ title }) => title);
}

const FEED = readFileSync("tests/fixtures/sources/atom-ten.xml", "utf8");
const IDS = [...FEED.matchAll(/<id>https?:\/\/arxiv\.org\/abs\/(\S+?)v\d+</g)].map(
  ([, id = ""]) => id,
);

const csl = (more: object = {}) => ({
  title: "A work &amp; its <i>title</i>",
  abstract: "<jats:title>Abstract</jats:title><jats:p>It is &lt;found&gt;.</jats:p>",
  author: [{ given: "Ada", family: "King" }, { literal: "The Lab" }],
  issued: { "date-parts": [[2025, 5, 9]] },
  "container-title": "Journal of Works",
  ...more,
});

/** arXiv, doi.org and OpenReview, as far as they answer here, and what they were asked. */
async function elsewhere(instead?: RequestListener) {
  const asked: string[] = [];
  const base = await site((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    asked.push(`${url.pathname}${url.search}`);
    if (instead) return instead(request, response);
    if (url.pathname.startsWith("/arxiv")) return response.end(FEED);
    if (url.pathname.startsWith("/doi/10.1000/none")) {
      response.statusCode = 404;
      return response.end();
    }
    if (url.pathname.startsWith("/doi/10.1000/mute")) {
      return response.end(JSON.stringify(csl({ abstract: undefined })));
    }
    if (url.pathname.startsWith("/doi/")) return response.end(JSON.stringify(csl()));
    if (url.pathname.startsWith("/new/") && url.searchParams.get("id") === "NewNote") {
      const content = {
        title: { value: "A new note" },
        abstract: { value: "Its text." },
        authors: { value: ["Ada King"] },
      };
      return response.end(JSON.stringify({ notes: [{ id: "NewNote", content, cdate: 1e12 }] }));
    }
    if (url.pathname.startsWith("/old/") && url.searchParams.get("id") === "OldNote") {
      const content = { title: "An old note", abstract: "Its text.", authors: ["Ben Okafor"] };
      return response.end(JSON.stringify({ notes: [{ id: "OldNote", content }] }));
    }
    response.end(JSON.stringify({ notes: [] }));
  });
  return {
    asked,
    options: {
      get: fetcherFor().get,
      // nobody else asks arXiv here
      wait: async () => {
        await appDatabase()
          .update(sourceTurns)
          .set({ freeAt: new Date(0) });
      },
      arxiv: `${base}/arxiv`,
      doi: `${base}/doi`,
      openReview: `${base}/new`,
      openReviewBefore: `${base}/old`,
    },
  };
}

const statesOf = async (user: User, id: string) =>
  Object.fromEntries(
    (await as(user, { now }).submissions.preview({ id })).lines.map(({ text, state }) => [
      text,
      state,
    ]),
  );

test("what is written by hand is in the day's edition, credited to its submitter", async () => {
  const user = await makeUser({ name: "Noor Haddad" });
  const { submissions: api } = as(user, { now });
  const { id } = await api.write(written("Written by hand"));
  const preview = await api.preview({ id });
  expect(preview).toMatchObject({ day: "2025-05-14", isSent: false, waits: false });
  expect(preview.lines).toMatchObject([
    { state: "new", title: "Written by hand", authors: ["Ada King", "Ben Okafor"] },
  ]);
  // nothing is there before it is confirmed
  expect(
    await appDatabase().select().from(papers).where(eq(papers.title, "Written by hand")),
  ).toEqual([]);
  expect(await api.send({ id })).toEqual({ submitted: 1 });
  expect(await titlesOf("2025-05-14")).toContain("Written by hand");
  const edition = await anonymous({ now }).editions.daily({ feedDate: "2025-05-14" });
  expect(edition.curators).toContain("Noor Haddad");
  const [paper] = await appDatabase()
    .select()
    .from(papers)
    .where(eq(papers.title, "Written by hand"));
  expect(paper).toMatchObject({
    abstract: "What it found.\n\nAnd how.",
    projectUrl: "https://example.org/paper.pdf",
  });
  expect(await api.preview({ id })).toMatchObject({
    isSent: true,
    lines: [{ state: "here", feedDate: "2025-05-14", paperId: paper?.id }],
  });
  // again changes nothing
  expect(await api.send({ id })).toEqual({ submitted: 0 });
  expect((await api.about()).mine).toMatchObject([{ title: "Written by hand", state: "printed" }]);
});

test("fifty pasted lines are one preview, and then the papers that could be read", async () => {
  const user = await makeUser();
  const here = await makePaper({
    arxivId: "2404.00001",
    title: "Here already",
    feedDate: "2025-05-02",
  });
  const { asked, options } = await elsewhere();
  const text = [
    ...IDS,
    // duplicates in other words
    ...IDS.slice(0, 4).map((id) => `https://arxiv.org/abs/${id}v9`),
    "10.1000/182",
    "https://doi.org/10.1000/182",
    "10.1000/mute",
    "10.1000/none",
    "https://openreview.net/forum?id=NewNote",
    "https://openreview.net/pdf?id=OldNote",
    "https://openreview.net/forum?id=NoNote",
    here.slug,
    "nonsense",
    "2399.99999",
  ].join("\n");
  const { submissions: api } = as(user, { now });
  const { id } = await api.paste({ papers: text });
  expect(
    Object.values(await statesOf(user, id)).filter((state) => state === "waiting"),
  ).toHaveLength(IDS.length + 7 - 1);
  await expect(api.send({ id })).rejects.toMatchObject({ code: "CONFLICT" });
  await readDraft(system(), id, options);
  expect(asked.filter((each) => each.startsWith("/arxiv"))).toHaveLength(1);
  const { lines } = await api.preview({ id });
  const by = Object.fromEntries(lines.map((line) => [line.text, line]));
  for (const each of IDS) expect(by[each]).toMatchObject({ state: "new" });
  expect(by["10.1000/182"]).toMatchObject({
    state: "new",
    title: "A work & its title",
    authors: ["Ada King", "The Lab"],
  });
  expect(by["10.1000/mute"]).toMatchObject({
    state: "unreadable",
    reason: "The publisher gives no abstract of “A work & its title”. Submit it by hand.",
  });
  expect(by["10.1000/none"]?.reason).toBe("There is no DOI 10.1000/none.");
  expect(by["https://openreview.net/forum?id=NewNote"]).toMatchObject({ title: "A new note" });
  expect(by["https://openreview.net/pdf?id=OldNote"]).toMatchObject({ title: "An old note" });
  expect(by["https://openreview.net/forum?id=NoNote"]?.state).toBe("unreadable");
  expect(by[here.slug]).toMatchObject({ state: "here", feedDate: "2025-05-02", paperId: here.id });
  expect(by.nonsense).toMatchObject({
    state: "unreadable",
    reason: "This is no arXiv id, DOI or OpenReview address.",
  });
  // asked again, nobody is
  await readDraft(system(), id, options);
  expect(asked.filter((each) => each.startsWith("/arxiv"))).toHaveLength(1);
  expect(await api.send({ id })).toEqual({ submitted: IDS.length + 3 });
  expect(await titlesOf("2025-05-14")).toEqual(
    expect.arrayContaining(["A new note", "An old note"]),
  );
  const [kept] = await appDatabase()
    .select()
    .from(submissions)
    .where(eq(submissions.paperId, here.id));
  expect(kept).toMatchObject({ feedDate: "2025-05-02", submittedBy: null });
});

test("a source that does not answer is a reason on each line, and the rest goes on", async () => {
  const user = await makeUser();
  const { options } = await elsewhere((request, response) => {
    response.statusCode = request.url?.startsWith("/arxiv") ? 429 : 500;
    response.end();
  });
  const { submissions: api } = as(user, { now });
  const { id } = await api.paste({
    papers: "2405.11111\n10.1000/500\nopenreview.net/forum?id=NoAnswer",
  });
  await readDraft(system(), id, options);
  const { lines } = await api.preview({ id });
  expect(lines.map(({ reason }) => reason)).toEqual([
    "arXiv asks for a pause. Try it again later, or submit it by hand.",
    "doi.org answered with status 500. Try it again later, or submit it by hand.",
    "OpenReview answered with status 500. Try it again later, or submit it by hand.",
  ]);
  await expect(api.send({ id })).rejects.toMatchObject({
    message: "There is nothing here to submit.",
  });
});

test("an unexpected failure is that of its line, and the rest goes on", async () => {
  const { options } = await elsewhere();
  const { submissions: api } = as(await makeUser(), { now });
  const { id } = await api.paste({ papers: "2405.11112\n10.1000/broken\n10.1000/182" });
  const get: typeof options.get = async (address, ...more) => {
    if (/arxiv|broken/.test(String(address))) throw new TypeError("not foreseen");
    return options.get(address, ...more);
  };
  await readDraft(system(), id, { ...options, get });
  const unread = "It could not be read. Try it again later, or submit it by hand.";
  expect((await api.preview({ id })).lines).toMatchObject([
    { state: "unreadable", reason: unread },
    { state: "unreadable", reason: unread },
    { title: "A work & its title" },
  ]);
});

test("after three time-outs in a row nobody else is asked for a draft", async () => {
  const { options } = await elsewhere();
  const { submissions: api } = as(await makeUser(), { now });
  const numbers = ["1", "2", "3", "4", "5", "6", "7"];
  const { id } = await api.paste({
    papers: numbers.map((each) => `10.1000/slow.${each}`).join("\n"),
  });
  const asked: string[] = [];
  const get: typeof options.get = async (address, ...more) => {
    const number = String(address).at(-1) ?? "";
    asked.push(number);
    if (number === "2") return options.get(address, ...more);
    throw new FetchError("timed-out", "It took too long.");
  };
  await readDraft(system(), id, { ...options, get });
  expect(asked).toEqual(["1", "2", "3", "4", "5"]);
  expect((await api.preview({ id })).lines.map(({ reason }) => reason).slice(-3)).toEqual([
    "It took too long. Try it again later, or submit it by hand.",
    "It could not be read. Try it again later, or submit it by hand.",
    "It could not be read. Try it again later, or submit it by hand.",
  ]);
});

test("a long draft is read in turns with others, each reader's in one queue", async () => {
  const user = await makeUser();
  const { options } = await elsewhere();
  const { submissions: api } = as(user, { now });
  const { id } = await api.paste({ papers: "10.1000/turn.1\n10.1000/turn.2" });
  const waiting = () =>
    appDatabase().execute(sql`select queue_name as queue from graphile_worker.jobs
      join graphile_worker._private_jobs private using (id)
      where private.payload->>'id' = ${id}`);
  const [first] = await waiting();
  expect(first?.queue).toMatch(/^read-submission [12]$/);
  let minutes = 0;
  const slow = contextFor(
    { kind: "system" },
    { now: () => new Date(NOW.getTime() + minutes * 60_000) },
  );
  const get: typeof options.get = async (address, ...more) => {
    minutes++;
    return options.get(address, ...more);
  };
  expect(await readDraft(slow, id, { ...options, get })).toEqual({ asked: 1 });
  const states = Object.values(await statesOf(user, id));
  expect(states.map((state) => state === "waiting")).toEqual([false, true]);
  expect(await waiting()).toEqual([first, first]);
  expect(await readDraft(slow, id, { ...options, get })).toEqual({ asked: 1 });
});

test("time-outs in a row count over the turns of a draft", async () => {
  const { submissions: api } = as(await makeUser(), { now });
  const { id } = await api.paste({
    papers: ["1", "2", "3", "4", "5"].map((each) => `10.1000/late.${each}`).join("\n"),
  });
  let asked = 0;
  const slow = contextFor(
    { kind: "system" },
    { now: () => new Date(NOW.getTime() + asked * 30_000) },
  );
  const get = async () => {
    asked++;
    throw new FetchError("timed-out", "It took too long.");
  };
  for (const timeOuts of [0, 1, 2]) {
    await readDraft(slow, id, { get, timeOuts });
    const [last] = await appDatabase().execute(sql`select payload->>'timeOuts' as so_far
      from graphile_worker._private_jobs where payload->>'id' = ${id} order by id desc limit 1`);
    expect(last?.so_far).toBe(String(Math.min(timeOuts + 1, 2)));
  }
  expect(asked).toBe(3);
  const { lines } = await api.preview({ id });
  expect(lines.map(({ state }) => state)).toEqual(Array(5).fill("unreadable"));
});

test("what nobody has read after ten minutes can be tried again", async () => {
  const user = await makeUser();
  const { id } = await as(user, { now }).submissions.paste({
    papers: "2405.11113\n2405.11114",
  });
  const after = (minutes: number) =>
    as(user, { now: () => new Date(NOW.getTime() + minutes * 60_000) }).submissions;
  expect((await after(9).preview({ id })).lines).toMatchObject([
    { state: "waiting" },
    { state: "waiting" },
  ]);
  expect((await after(10).preview({ id })).lines).toMatchObject([
    { state: "unreadable", reason: "It was not read in time. Try it again, or submit it by hand." },
    { state: "unreadable" },
  ]);
  await expect(after(10).send({ id })).rejects.toMatchObject({
    message: "There is nothing here to submit.",
  });
});

test("a paper runs once, whoever submits it at the same moment", async () => {
  const [one, two] = [await makeUser(), await makeUser()];
  const drafts = await Promise.all(
    [one, two].map(async (user) => {
      const { submissions: api } = as(user, { now });
      const { id } = await api.write(written("Sent by two"));
      return { api, id };
    }),
  );
  const sent = await Promise.allSettled(drafts.map(({ api, id }) => api.send({ id })));
  const made = sent.map((each) => (each.status === "fulfilled" ? each.value.submitted : 0));
  expect(made.sort()).toEqual([0, 1]);
  expect((await titlesOf("2025-05-14")).filter((title) => title === "Sent by two")).toHaveLength(1);
});

test("what is here and in no edition joins the day's, and keeps its text", async () => {
  const user = await makeUser();
  const first = as(await makeUser(), { now }).submissions;
  const { id: made } = await first.write(written("Kept as it is"));
  await first.send({ id: made });
  await appDatabase().delete(submissions).where(eq(submissions.feedDate, "2025-05-14"));
  await appDatabase().delete(editions).where(eq(editions.feedDate, "2025-05-14"));
  const { submissions: api } = as(user, { now });
  const { id } = await api.write({ ...written("Kept as it is"), abstract: "Overwritten" });
  expect(await statesOf(user, id)).toEqual({ "Kept as it is": "known" });
  expect(await api.send({ id })).toEqual({ submitted: 1 });
  const [paper] = await appDatabase()
    .select()
    .from(papers)
    .where(eq(papers.title, "Kept as it is"));
  expect(paper?.abstract).toBe("What it found.\n\nAnd how.");
});

test("a weekend's papers are in Monday's edition, which is not the latest before it begins", async () => {
  const saturday = () => new Date("2025-06-14T10:00:00Z");
  const user = await makeUser();
  await makePaper({ feedDate: "2025-06-13", title: "Of Friday" });
  const { submissions: api } = as(user, { now: saturday });
  const { id } = await api.write(written("Of the weekend"));
  await api.send({ id });
  const monday = await anonymous({ now: saturday }).editions.daily({ feedDate: "2025-06-16" });
  expect(monday.papers.map(({ title }) => title)).toEqual(["Of the weekend"]);
  const latest = await anonymous({ now: saturday }).editions.daily({ feedDate: "latest" });
  expect(latest).toMatchObject({ feedDate: "2025-06-13", next: null });
});

test("a draft is its reader's own, and is deleted after a week", async () => {
  const [user, other] = [await makeUser(), await makeUser()];
  const { id } = await as(user, { now }).submissions.write(written("A draft"));
  for (const call of ["preview", "send"] as const) {
    await expect(as(other, { now }).submissions[call]({ id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  for (let more = 0; more < 5; more++) {
    await as(user, { now: () => new Date(NOW.getTime() + more + 1) }).submissions.write(
      written(`Draft ${more}`),
    );
  }
  await expect(as(user, { now }).submissions.preview({ id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await purgeDrafts(
    contextFor({ kind: "system" }, { now: () => new Date("2025-05-23T00:00:00Z") }),
  );
  const left = await appDatabase()
    .select()
    .from(submissionDrafts)
    .where(eq(submissionDrafts.userId, user.id));
  expect(left).toEqual([]);
  // a job whose draft is gone has nothing to do
  expect(
    await handlers["read-submission"](system(), { id }, new AbortController().signal),
  ).toMatchObject({ outcome: "done" });
});

test("bad input is refused in a sentence, at its field", async () => {
  const { submissions: api } = as(await makeUser(), { now });
  const many = Array.from({ length: 51 }, (_, at) => `2501.${10_000 + at}`).join(" ");
  await expect(api.paste({ papers: many })).rejects.toThrow(
    "Please paste at most 50 papers at once: these are 51.",
  );
  await expect(api.paste({ papers: " \n " })).rejects.toThrow("Please enter an id or an address.");
  for (const [field, value] of Object.entries({
    title: " ",
    abstract: "",
    authors: "x".repeat(301),
    link: "javascript:alert(1)",
  })) {
    await expect(api.write({ ...written("A"), [field]: value })).rejects.toThrow(/Please/);
  }
});

test("one reader submits at most two hundred papers a day", async () => {
  const user = await makeUser();
  const { submissions: api } = as(user, { now });
  const lines = (from: number, length: number) =>
    Array.from({ length }, (_, at) => ({
      text: `Many ${from + at}`,
      ask: null,
      row: { title: `Many ${from + at}`, abstract: "Text." },
      problem: null,
    }));
  const send = async (from: number, length = 50) => {
    const [draft] = await appDatabase()
      .insert(submissionDrafts)
      .values({ userId: user.id, lines: lines(from, length) })
      .returning();
    return api.send({ id: draft?.id ?? "" });
  };
  for (const from of [0, 50, 100]) expect(await send(from)).toEqual({ submitted: 50 });
  expect(await send(150, 40)).toEqual({ submitted: 40 });
  // what is refused does not count
  await expect(send(200)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await send(190, 10)).toEqual({ submitted: 10 });
  await expect(send(200)).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    message: expect.stringMatching(/^At most 200 papers a day\. Please try again in /),
  });
});

test("where nobody is asked, what is here and what is written by hand can be submitted", async () => {
  const settings = env();
  settings.SOURCES = "off";
  try {
    const here = await makePaper({ title: "Known already" });
    const { submissions: api } = as(await makeUser(), { now });
    const { id } = await api.paste({ papers: `${here.slug}\n2405.22222` });
    expect((await api.preview({ id })).lines).toMatchObject([
      { state: "known", title: "Known already" },
      {
        state: "unreadable",
        reason:
          "It is not here, and this installation asks no other site. Submit it by hand instead.",
      },
    ]);
    expect(await api.send({ id })).toEqual({ submitted: 1 });
    const link = "https://arxiv.org/abs/2405.22222";
    const { id: hand } = await api.write({ ...written("By its hand"), link });
    expect((await api.preview({ id: hand })).lines).toMatchObject([
      { state: "new", slug: "2405.22222" },
    ]);
    expect((await api.about()).asks).toBe(false);
  } finally {
    settings.SOURCES = "on";
  }
});
