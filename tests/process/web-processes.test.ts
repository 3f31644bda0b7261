import { rm } from "node:fs/promises";
import { request } from "node:http";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { users } from "@/db/schema/users";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { type App, databaseUrl, serverPid, startApp, until } from "../support/app";
import { temporaryFolder } from "../support/temporary-folder";

const COUNT = 2;

let folder = "";
let app: App;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  app.kill("SIGTERM");
  await app.exited;
});

afterAll(async () => {
  const left = await serverPid(folder);
  if (left) process.kill(left, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const start = () => startApp(folder, { WEB_CONCURRENCY: String(COUNT), LOG_LEVEL: "info" });

interface Answer {
  status: number;
  id: string;
}

/** Sends a request over a connection of its own: the processes take turns with connections. */
function ask(path: string, { cookie = "", body = "" } = {}): Promise<Answer> {
  const { promise, resolve, reject } = withResolvers<Answer>();
  const sent = request(new URL(path, app.url), {
    agent: false,
    method: body ? "POST" : "GET",
    headers: { origin: app.url, "content-type": "application/json", cookie },
  });
  sent.once("error", reject);
  sent.once("response", (answer) => {
    const given = { status: answer.statusCode ?? 0, id: String(answer.headers["x-request-id"]) };
    answer.resume().once("close", () => resolve(given));
  });
  sent.end(body);
  return promise;
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** What the app has logged so far. */
const logged = (): { pid?: number; requestId?: string; web?: number; msg: string }[] =>
  app
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line));

/** The process that has given an answer. */
const processOf = ({ id }: Answer): Promise<number> =>
  until(
    async () => logged().find(({ requestId }) => requestId === id)?.pid ?? null,
    "an answer in the log",
  );

/** The processes that have given these answers. */
const processesOf = async (answers: Answer[]) => [
  ...new Set(await Promise.all(answers.map(processOf))),
];

const connected = async (name: string) => {
  const sql = postgres(await databaseUrl(folder), { max: 1 });
  const rows = await sql`select from pg_stat_activity where application_name = ${name}`;
  await sql.end();
  return rows.length;
};

/** The cookie of a reader's session. */
async function signedIn(): Promise<string> {
  const { db, end } = connect(await databaseUrl(folder), { max: 1 });
  const [user] = await db
    .insert(users)
    .values({ name: "Ada", email: "ada@example.org" })
    .returning();
  const userId = user?.id ?? "";
  const { token } = await startSession(db, { userId, userAgent: null, now: new Date() });
  await end();
  return `${sessionCookieName()}=${token}`;
}

test("two processes answer at one port, and what there is once is there once", async () => {
  app = await start();
  const answers = await Promise.all(Array.from({ length: 2 * COUNT }, () => ask("/")));
  const webs = await processesOf(answers);
  expect(webs).toHaveLength(COUNT);
  expect(webs).not.toContain(app.pid);
  expect(answers.map(({ status }) => status)).toEqual(Array(2 * COUNT).fill(200));
  expect(app.output().match(/is ready at/g)).toHaveLength(1);

  // each listens for changes, and one does jobs
  expect(await connected("broadsheet changes")).toBe(COUNT);
  const sql = postgres(await databaseUrl(folder), { max: 1 });
  expect(await sql`select from job_workers`).toHaveLength(1);
  await sql.end();

  // writes are counted for both together: sixty of this kind are one reader's
  const cookie = await signedIn();
  const body = JSON.stringify({ hidesVotes: false });
  const writes = await Promise.all(
    Array.from({ length: 70 }, () => ask("/api/trpc/accounts.hideVotes", { cookie, body })),
  );
  expect(await processesOf(writes)).toHaveLength(COUNT);
  expect(writes.filter(({ status }) => status === 200)).toHaveLength(60);
  expect(writes.filter(({ status }) => status === 429)).toHaveLength(10);

  app.kill("SIGTERM");
  expect(await app.exited).toBe(0);
  expect(await serverPid(folder)).toBeNull();
  expect(app.output()).not.toContain("has died");
});

test("one that is killed is replaced, and the others answer meanwhile", async () => {
  app = await start();
  const [killed = 0, kept] = await processesOf(await Promise.all([ask("/"), ask("/")]));
  process.kill(killed, "SIGKILL");
  const answers: Answer[] = [];
  const answeredBy: number[] = [];
  await until(async () => {
    // not awaited: what the killed one was given as it died is never answered
    ask("/").then(
      (answer) => answers.push(answer),
      () => {},
    );
    for (const answer of answers.splice(0)) answeredBy.push(await processOf(answer));
    return answeredBy.find((pid) => pid !== killed && pid !== kept) ?? null;
  }, "another process");
  expect(answeredBy[0]).toBe(kept);
  expect(logged().filter(({ msg }) => msg.includes("has died"))).toMatchObject([{ web: killed }]);
  expect(app.output().match(/is ready at/g)).toHaveLength(1);
});

test("they end with the process that has started them", async () => {
  app = await start();
  expect(await connected("broadsheet changes")).toBe(COUNT);
  app.kill("SIGKILL");
  await expect.poll(() => connected("broadsheet changes")).toBe(0);
  expect(await app.exited).toBeNull();
});
