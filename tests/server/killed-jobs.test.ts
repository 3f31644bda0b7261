import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { digestIssues, digestSubscriptions, keptMail } from "@/db/schema/digest";
import { submissionDrafts } from "@/db/schema/drafts";
import { userPapers } from "@/db/schema/library";
import { lists } from "@/db/schema/lists";
import { paperPictures } from "@/db/schema/pictures";
import { signIns } from "@/db/schema/sign-ins";
import { sourceDays, sources } from "@/db/schema/sources";
import { teams } from "@/db/schema/teams";
import { claimDue } from "@/server/digest/issues/mutations";
import { handlers } from "@/server/jobs/handlers";
import type { Context } from "@/server/platform/context";
import { appDatabase } from "@/server/platform/database";
import { type Mail, RefusedMailError, sealedFor } from "@/server/platform/email/send";
import { type Payload, type TaskName, taskNames } from "@/server/platform/jobs/tasks";
import {
  type ArxivPaper,
  atomEntry,
  atomFeed,
  oaiPage,
  oaiRecord,
  rssFeed,
} from "../support/arxiv";
import { as, contextFor } from "../support/callers";
import {
  makeCollection,
  makeEdition,
  makeFailedJob,
  makePaper,
  makeTeam,
  makeUser,
  putOnList,
} from "../support/factories";
import { mortal, stateReader } from "../support/kills";

// Each kind of job is killed before each of its statements and requests, and run again: what is there
// in the end is what one undisturbed run leaves.

const world = vi.hoisted(() => ({
  step: () => {},
  answer: (_: URL): { status?: number; body: string | Buffer } => ({ status: 404, body: "" }),
  deliversMail: true,
  letters: [] as { id: string; to: string }[],
}));

vi.mock("@/server/platform/fetch/fetcher", () => ({
  fetcher: () => ({
    get: async (address: string) => {
      world.step();
      const { status = 200, body } = world.answer(new URL(address));
      return { status, body: Buffer.from(body), retryAfterMs: null };
    },
  }),
}));

vi.mock("@/server/platform/email/send", async (original) => ({
  ...(await original<typeof import("@/server/platform/email/send")>()),
  deliversMail: () => world.deliversMail,
  transmit: async ({ id, to }: Mail) => {
    world.step();
    if (to.startsWith("gone")) throw new RefusedMailError("There is no such address.", true);
    world.letters.push({ id, to });
  },
}));

const db = appDatabase();
const DAY_MS = 86_400_000;

interface Scene<Name extends TaskName> {
  now: string;
  /** Makes what the job finds, and returns what it carries. */
  make: (now: Date) => Promise<Payload<Name>>;
  /** What other sites answer. */
  answer?: typeof world.answer;
  deliversMail?: false;
  /** What an undisturbed run says. */
  said: string | RegExp;
}

const paper = (id: string, given: Partial<ArxivPaper> = {}): ArxivPaper => ({
  id,
  title: `On the subject of ${id}`,
  abstract: `What is known of ${id}.`,
  versions: ["2026-11-02T12:00:00Z"],
  ...given,
});

const [example] = JSON.parse(
  readFileSync("tests/fixtures/hugging-face/2025-05-12.json", "utf8"),
) as { paper: object }[];
/** A day of Hugging Face's with two papers. */
const featured = (day: string) =>
  JSON.stringify(
    [1, 2].map((number) => ({
      ...example,
      thumbnail: `https://pictures.example.org/${day}/${number}.png`,
      paper: {
        ...example?.paper,
        id: `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}00${number}`,
        title: `Paper ${number} of ${day}`,
        submittedOnDailyAt: `${day}T05:00:00Z`,
      },
    })),
  );

/** Of the last two weeks, only these days have not been fetched. */
async function onlyDue(today: string, days: string[]) {
  await db.delete(sourceDays);
  const fetchedAt = new Date(Date.parse(today) + DAY_MS);
  const before = Array.from({ length: 20 }, (_, back) =>
    new Date(Date.parse(today) - back * DAY_MS).toISOString().slice(0, 10),
  ).filter((day) => !days.includes(day));
  const source = "hugging-face";
  await db
    .insert(sourceDays)
    .values(before.map((day) => ({ source, day, triedAt: fetchedAt, fetchedAt, read: 1 })));
}

async function chooseArxiv() {
  await db.delete(sources);
  await db.delete(sourceDays);
  await db.insert(sources).values({
    id: "arxiv",
    isOn: true,
    categories: ["cs.CL"],
    changedAt: new Date("2026-11-01T00:00:00Z"),
  });
}

/** Somebody who gets the edition by mail, and is due. */
const subscriber = (now: Date, given: Partial<typeof digestSubscriptions.$inferInsert> = {}) => ({
  email: `${randomUUID()}@example.net`,
  state: "active" as const,
  confirmedAt: now,
  zone: "UTC",
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  contents: ["edition"],
  dueAt: now,
  ...given,
});

async function subscribers(now: Date) {
  await db.delete(digestSubscriptions);
  const reader = await makeUser({ emailVerified: now });
  await db.insert(digestSubscriptions).values([
    subscriber(now),
    subscriber(now, { bounces: 2 }),
    subscriber(now, { email: "gone@example.net", bounces: 2 }),
    subscriber(now, {
      email: reader.email,
      userId: reader.id,
      contents: ["edition", "topics", "teams", "notes"],
    }),
  ]);
}

const messageTo = (to: string) =>
  sealedFor({ id: randomUUID(), to, subject: "A message", paragraphs: ["Its text."] });

const SCENES: { [Name in TaskName]: Scene<Name>[] } = {
  "send-mail": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => messageTo("ada@example.org"),
      said: "The message was sent.",
    },
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => messageTo("ada@example.org"),
      deliversMail: false,
      said: "The message was kept for administrators.",
    },
  ],
  "mail-sign-in-link": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        const { email } = await makeUser();
        return sealedFor({ id: randomUUID(), to: email, token: "x", callbackUrl: "/" });
      },
      said: "The message was sent.",
    },
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        const { email } = await makeUser();
        return sealedFor({ id: randomUUID(), to: email, token: "kept.x", callbackUrl: "/" });
      },
      deliversMail: false,
      said: "The message was kept for administrators.",
    },
  ],
  purge: [
    {
      now: "2026-11-03T12:00:00Z",
      make: async (now) => {
        const long = new Date(now.getTime() - 200 * DAY_MS);
        const [ada, ben] = [await makeUser(), await makeUser()];
        const held = await makePaper();
        const team = await makeTeam({ owner: ada, members: [ben] });
        const list = await makeCollection(team);
        await putOnList(list.id, [held], ada);
        const note = { paperId: held.id, version: 1, body: "A note." };
        const first = randomUUID();
        await as(ada).annotations.create({ ...note, id: first, audience: { teamId: team.id } });
        await as(ben).annotations.reply({ id: randomUUID(), parentId: first, body: "A reply." });
        await as(ben).annotations.create({
          ...note,
          id: randomUUID(),
          audience: { listId: list.id },
        });
        await db.update(teams).set({ dissolvedAt: long });
        await db.update(lists).set({ deletedAt: long });
        await db.insert(userPapers).values({
          userId: ada.id,
          paperId: held.id,
          status: "read",
          deletedAt: long,
        });
        await db
          .insert(signIns)
          .values({ userId: ada.id, at: long, way: "password", browser: "Firefox" });
        await db.insert(submissionDrafts).values({
          userId: ada.id,
          lines: [{ text: "A draft", ask: null, row: null, problem: "It has no text." }],
          createdAt: long,
        });
        await db.insert(keptMail).values({ id: randomUUID(), at: long, sealed: "x" });
        await db.insert(digestSubscriptions).values([
          {
            email: "pending@example.net",
            state: "pending",
            zone: "UTC",
            askedAt: long,
            createdAt: long,
          },
          subscriber(now, { email: "kept@example.net", dueAt: new Date(now.getTime() + DAY_MS) }),
        ]);
        await db.execute(sql`insert into digest_issues (subscription_id, day, created_at)
          select id, '2026-10-01', ${new Date(now.getTime() - 30 * DAY_MS).toISOString()}::timestamptz
          from digest_subscriptions where email = 'kept@example.net'`);
        await makeFailedJob();
        await db.execute(sql`update graphile_worker._private_jobs
          set updated_at = ${long.toISOString()}::timestamptz`);
        return {};
      },
      said: /^Deleted: papers 1, .*lists 1, teams 1, old sign-ins 1, jobs that failed 1, drafts of submissions 1, addresses of the digest 1, messages that were kept 1\.$/,
    },
  ],
  "fetch-hugging-face": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        await onlyDue("2026-11-03", ["2026-11-03", "2026-11-02"]);
        return {};
      },
      answer: (url) =>
        url.searchParams.get("date") === "2026-11-02"
          ? { body: featured("2026-11-02") }
          : { status: 404, body: "" },
      said: "Days asked for: 2. Papers: new 2, changed 0.",
    },
  ],
  "fetch-day": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        await makePaper({ arxivId: "2610.30001", title: "An older title" });
        return { day: "2026-10-30" };
      },
      answer: () => ({ body: featured("2026-10-30") }),
      said: "2026-10-30: papers new 1, changed 1.",
    },
  ],
  "fetch-arxiv": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        await chooseArxiv();
        await makePaper({ arxivId: "2611.10002", feedDate: "2026-11-02" });
        return {};
      },
      answer: () => ({
        body: rssFeed({
          day: "2026-11-03",
          papers: [
            { paper: paper("2611.10001"), type: "new" },
            {
              paper: paper("2611.10002", {
                versions: ["2026-10-30T12:00:00Z", "2026-11-02T12:00:00Z"],
              }),
              type: "replace",
            },
            { paper: paper("2611.10003"), type: "cross" },
          ],
        }),
      }),
      said: "Papers: new 1, changed 1.",
    },
  ],
  "read-arxiv-changes": [
    {
      now: "2026-11-06T20:00:00Z",
      make: async () => {
        await chooseArxiv();
        await makePaper({ arxivId: "2611.20002", feedDate: "2026-11-02" });
        return {};
      },
      answer: () => ({
        body: oaiPage([
          oaiRecord(paper("2611.20001")),
          oaiRecord(
            paper("2611.20002", {
              isWithdrawn: true,
              versions: ["2026-10-30T12:00:00Z", "2026-11-03T12:00:00Z"],
            }),
          ),
        ]),
      }),
      said: /^Records read: 2\. Papers: new 1, changed 1\. Days made up for: \d+\.$/,
    },
  ],
  "fetch-picture": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async () => {
        const { id: paperId } = await makePaper({ feedDate: "2026-11-02" });
        await db
          .insert(paperPictures)
          .values({ paperId, url: "https://pictures.example.org/1.png" });
        return { paperId };
      },
      answer: () => ({ body: readFileSync("tests/fixtures/pictures/gradient.png") }),
      said: "A picture was kept.",
    },
  ],
  "read-submission": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async (now) => {
        const { id: userId } = await makeUser();
        const asked = (of: "arxiv" | "doi" | "openreview", id: string) => ({
          text: id,
          ask: { of, id },
          row: null,
          problem: null,
        });
        const lines = [
          asked("arxiv", "2611.40001"),
          asked("doi", "10.1000/182"),
          asked("openreview", "NewNote"),
          asked("arxiv", "2611.40002"),
        ];
        const [draft] = await db
          .insert(submissionDrafts)
          .values({ userId, lines, createdAt: now })
          .returning({ id: submissionDrafts.id });
        return { id: draft?.id ?? "" };
      },
      answer: ({ hostname, pathname }) => {
        if (hostname === "export.arxiv.org") {
          return { body: atomFeed([paper("2611.40001"), paper("2611.40002")].map(atomEntry)) };
        }
        if (hostname === "doi.org") {
          return {
            body: JSON.stringify({
              DOI: pathname.slice(1),
              type: "article-journal",
              title: "A work and its title",
              abstract: "Its text.",
              author: [{ given: "Ada", family: "King" }],
            }),
          };
        }
        const content = { title: { value: "A note" }, abstract: { value: "Its text." } };
        const authors = { value: ["Ada King"] };
        return {
          body: JSON.stringify({
            notes: [{ id: "NewNote", content: { ...content, authors }, cdate: 1e12 }],
          }),
        };
      },
      said: "Papers asked for: 4.",
    },
  ],
  "begin-day": [
    {
      now: "2026-11-04T12:00:00Z",
      make: async () => {
        await makeEdition("2026-11-05", 2);
        return {};
      },
      said: "The edition of 2026-11-05 is the latest.",
    },
  ],
  "claim-digests": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async (now) => {
        await subscribers(now);
        return {};
      },
      said: "Digests that were due: 4.",
    },
  ],
  "send-digests": [
    {
      now: "2026-11-03T12:00:00Z",
      make: async (now) => {
        await subscribers(now);
        await makeEdition("2026-11-03", 3);
        await claimDue(contextFor({ kind: "system" }, { now: () => now }));
        await db.execute(sql`delete from graphile_worker._private_jobs`);
        return {
          issues: await db
            .select({ subscriptionId: digestIssues.subscriptionId, day: digestIssues.day })
            .from(digestIssues),
        };
      },
      said: "Digests sent: 3, refused by the mail server 1.",
    },
  ],
};

const life = mortal(process.env.DATABASE_URL ?? "");
beforeAll(() => {
  world.step = life.step;
});
afterAll(() => life.end());

/** Ends a transaction without a trace. */
class Undone extends Error {}

const scenes = taskNames.flatMap((name) =>
  SCENES[name].map((scene, number) => ({ name, scene, number: number + 1 })),
);

test.each(scenes)(
  "$name, killed anywhere and run again, does what one run does ($number)",
  async ({ name, scene }) => {
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    const now = new Date(scene.now);
    const payload = await scene.make(now);
    world.answer = scene.answer ?? (() => ({ status: 404, body: "" }));
    world.deliversMail = scene.deliversMail ?? true;
    const state = await stateReader(db);
    const handle = handlers[name] as (
      ctx: Context,
      payload: unknown,
      signal: AbortSignal,
    ) => Promise<{ said: string }>;

    /** Runs the job in a transaction of which nothing stays, after it was killed after some steps. */
    async function outcome(killedAfter: number | null) {
      world.letters = [];
      let found: { steps: number; said: string; rows: string[]; letters: string[] } | undefined;
      const run = (tx: Context["db"], most?: number) =>
        life.live(
          () =>
            handle(
              contextFor({ kind: "system" }, { db: tx, now: () => now }),
              payload,
              new AbortController().signal,
            ),
          most,
        );
      await life.db
        .transaction(async (tx) => {
          if (killedAfter !== null) {
            await run(tx, killedAfter);
            // until then arXiv is left alone
            await tx.execute(sql`update source_turns set free_at = 'epoch',
              held_until = case when holder is not null then timestamptz 'epoch' end`);
          }
          const { steps, result } = await run(tx);
          await tx.execute(sql`update source_turns set free_at = 'epoch'`);
          const letters = [...new Set(world.letters.map(({ id, to }) => `${to} ${id}`))].sort();
          found = { steps, said: result?.said ?? "", rows: await state(tx, now), letters };
          throw new Undone();
        })
        .catch((error) => {
          if (!(error instanceof Undone)) throw error;
        });
      if (!found) throw new Error("it did not end");
      return found;
    }

    const whole = await outcome(null);
    expect(whole.said).toMatch(scene.said);
    for (let steps = 0; steps <= whole.steps; steps++) {
      const { rows, letters } = await outcome(steps);
      const where = `killed after ${steps} of ${whole.steps} steps`;
      expect({ where, rows: differences(rows, whole.rows) }).toEqual({ where, rows: [] });
      expect({ where, letters }).toEqual({ where, letters: whole.letters });
    }
  },
);

test("every kind of job has a scene", () => {
  expect(Object.keys(SCENES).sort()).toEqual(Object.keys(handlers).sort());
  expect(Object.values(SCENES).every((of) => of.length > 0)).toBe(true);
});

/** The rows that only one of two states has. */
function differences(some: string[], others: string[]): string[] {
  const count = (rows: string[]) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    return counts;
  };
  const [ours, theirs] = [count(some), count(others)];
  return [...new Set([...some, ...others])]
    .filter((row) => ours.get(row) !== theirs.get(row))
    .map((row) => `${ours.get(row) ?? 0} and not ${theirs.get(row) ?? 0}: ${row}`);
}
