import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { embedded } from "@/db/embedded";
import { users } from "@/db/schema/users";
import { freePort } from "@/db/server-process";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { type App, databaseUrl, run, runProgram, serverPid, startApp, until } from "../support/app";
import { temporaryFolder } from "../support/temporary-folder";

let folder = "";
const apps: App[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const app of apps.splice(0)) {
    app.kill("SIGTERM");
    await app.exited;
  }
  const left = await serverPid(folder);
  if (left) process.kill(left, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function start(env?: Record<string, string>): Promise<App> {
  const app = await startApp(folder, env);
  apps.push(app);
  return app;
}

/** What the first start made of an empty folder, kept for the tests that are about later starts. */
let kept: Promise<string> | undefined;

afterAll(async () => {
  if (kept) await rm(await kept, { recursive: true, force: true });
});

/** Fills this test's folder with an installation that was started before, and stopped. */
async function startedBefore(): Promise<void> {
  kept ??= (async () => {
    const first = await temporaryFolder();
    const app = await startApp(first);
    app.kill("SIGTERM");
    await app.exited;
    return first;
  })();
  // with the owner of Postgres' files, which Node's own copy does not keep
  await promisify(execFile)("cp", ["-a", `${await kept}/.`, folder]);
}

/** A reader who votes over HTTP, as a browser would, and the papers to vote on. */
async function newReader() {
  const { db, pool, end } = connect(await databaseUrl(folder), { max: 1 });
  const [user] = await db
    .insert(users)
    .values({ name: "Ada", email: `ada-${Math.random()}@example.org` })
    .returning();
  const session = await startSession(db, {
    userId: user?.id ?? "",
    userAgent: null,
    now: new Date(),
  });
  const papers = (await pool`select id from papers order by id`).map((row) => row.id as number);
  await end();
  return {
    papers,
    /** Whether the vote was acknowledged. */
    async vote(app: App, paperId: number): Promise<boolean> {
      const answer = await fetch(`${app.url}/api/trpc/votes.set`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          origin: app.url,
          cookie: `${sessionCookieName()}=${session.token}`,
        },
        body: JSON.stringify({ paperId, voted: true }),
      }).catch(() => null);
      return answer?.status === 200;
    },
  };
}

/** The papers that have a vote and count it. */
async function votedPapers(): Promise<number[]> {
  const sql = postgres(await databaseUrl(folder), { max: 1 });
  const rows = await sql`
    select paper_id from votes join paper_stats using (paper_id)
    where paper_stats.votes = 1 order by paper_id`;
  await sql.end();
  return rows.map((row) => row.paper_id);
}

const pageOf = async (app: App, address: string) => (await fetch(app.url + address)).text();

const articles = async (app: App, address: string) =>
  (await pageOf(app, address)).split("<article").length - 1;

/** Whether a Postgres answers at this address. */
async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  const answer = await sql`select 1`.catch(() => []);
  await sql.end();
  return answer.length > 0;
}

test("two starts at once on an empty folder share one database, and the last one out stops it", async () => {
  const [one, other] = await Promise.all([start(), start()]);
  // the first reader gets the front page from memory; while Next renders one, its length is unknown
  const { headers } = await fetch(one.url, { headers: { "accept-encoding": "br" } });
  expect(headers.get("content-encoding")).toBe("br");
  expect(Number(headers.get("content-length"))).toBeGreaterThan(1_000);
  expect(await articles(one, "/papers/date/2025-03-13")).toBe(92);
  expect(await articles(other, "/papers/date/2025-03-13")).toBe(92);
  const pid = await serverPid(folder);
  const url = await databaseUrl(folder);

  const reader = await newReader();
  const [first = 0, second = 0] = reader.papers;
  expect(await reader.vote(one, first)).toBe(true);
  expect(await reader.vote(other, second)).toBe(true);
  expect(await votedPapers()).toEqual([first, second]);

  one.kill("SIGINT");
  expect(await one.exited).toBe(0);
  expect(await serverPid(folder)).toBe(pid);
  expect(await reader.vote(other, reader.papers[2] ?? 0)).toBe(true);

  other.kill("SIGINT");
  expect(await other.exited).toBe(0);
  expect(await serverPid(folder)).toBeNull();
  expect(await answers(url)).toBe(false);
});

test("a vote through one app is in the other's page soon", async () => {
  await startedBefore();
  const [one, other] = await Promise.all([start(), start()]);
  const reader = await newReader();
  const address = "/papers/date/2025-03-13";
  const votesIn = async (app: App, paperId: number) =>
    new RegExp(`id="v${paperId}">(\\d*)<`).exec(await pageOf(app, address))?.[1];
  const paperId = Number(/data-paper="(\d+)"/.exec(await pageOf(other, address))?.[1]);
  // both have cached the page, and would otherwise send it from memory forever
  expect(await votesIn(one, paperId)).toBe("");
  expect(await votesIn(other, paperId)).toBe("");

  expect(await reader.vote(one, paperId)).toBe(true);
  await expect.poll(() => votesIn(other, paperId)).toBe("1");
  await expect.poll(() => votesIn(one, paperId)).toBe("1");
});

test("after a kill -9 of the app the next start finds the server running, and stops it in the end", async () => {
  await startedBefore();
  const app = await start();
  const pid = await serverPid(folder);
  const url = await databaseUrl(folder);
  app.kill("SIGKILL");
  await app.exited;
  expect(await answers(url)).toBe(true);

  const next = await start();
  expect(await serverPid(folder)).toBe(pid);
  next.kill("SIGINT");
  expect(await next.exited).toBe(0);
  expect(await answers(url)).toBe(false);
});

test("a kill -9 of app and Postgres during writes loses nothing acknowledged", async () => {
  await startedBefore();
  const app = await start();
  const reader = await newReader();
  const acknowledged: number[] = [];
  const queue = [...reader.papers];
  const writer = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (!(await reader.vote(app, id))) return;
      acknowledged.push(id);
    }
  };
  const writers = Promise.all([writer(), writer(), writer(), writer()]);
  await until(async () => (acknowledged.length >= 40 ? true : null), "forty votes");
  process.kill((await serverPid(folder)) ?? 0, "SIGKILL");
  app.kill("SIGKILL");
  await writers;
  await app.exited;

  await start();
  expect(await votedPapers()).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeLessThan(reader.papers.length);
});

test("the command line works on the database of a running app", async () => {
  await startedBefore();
  const app = await start();
  const file = path.join(folder, "papers.json");
  const papers = [{ title: "From a file", abstract: "Text.", feedDate: "2019-01-01" }];
  await writeFile(file, JSON.stringify([...papers, { title: "Without an abstract" }]));
  const load = run(["bin/run.mjs", "bin/import.ts", file], { DATA_DIR: folder });
  expect(await load.exited).toBe(1);
  expect(load.output()).toContain("line 1: abstract ");
  expect(load.output()).toContain("2 rows: 1 added, 0 updated, 0 unchanged, 1 skipped.");
  expect(await articles(app, "/papers/date/2019-01-01")).toBe(1);
});

test("Postgres killed under a running app is restarted", async () => {
  await startedBefore();
  const app = await start();
  const reader = await newReader();
  const [first = 0, second = 0] = reader.papers;
  expect(await reader.vote(app, first)).toBe(true);
  const killed = (await serverPid(folder)) ?? 0;
  process.kill(killed, "SIGKILL");
  // its sessions may answer a little longer than it lives
  await until(async () => ((await serverPid(folder)) === killed ? null : true), "a new server");
  await until(
    async () => ((await reader.vote(app, second)) ? true : null),
    "a vote to get through",
  );
  expect(await votedPapers()).toEqual([first, second]);
});

test("a start stopped halfway leaves no server behind", async () => {
  const app = run(["bin/start.mjs"], { DATA_DIR: folder, PORT: "0" });
  await until(async () => ((await serverPid(folder)) ? true : null), "Postgres to be started");
  app.kill("SIGTERM");
  expect(await app.exited).toBe(0);
  expect(app.output()).not.toContain("ready");
  expect(await serverPid(folder)).toBeNull();
});

test("when npm alone is told to stop, the app stops too", async () => {
  await startedBefore();
  const port = String(await freePort());
  const npm = runProgram("npm", ["start"], { DATA_DIR: folder, PORT: port });
  await until(async () => (npm.output().includes("ready at") ? true : null), "the app to be ready");
  npm.kill("SIGTERM");
  await npm.exited;
  await until(
    async () => ((await serverPid(folder)) === null ? true : null),
    "Postgres to be stopped",
  );
});

describe("what a crash leaves behind does not keep the next start", () => {
  test("a pid file of a server whose number another process has now", async () => {
    await startedBefore();
    const noted = path.join(folder, "postgres", "postmaster.pid");
    await writeFile(noted, `${process.pid}\n${folder}/postgres\n0\n5432\n\n127.0.0.1\n\nready\n`);
    expect(await articles(await start(), "/papers/date/2025-03-13")).toBe(92);
  });

  test("a partly set up database", async () => {
    await mkdir(path.join(folder, "postgres.new"));
    await writeFile(path.join(folder, "postgres.new", "PG_VERSION"), "18\n");
    await writeFile(path.join(folder, "password"), "half");
    expect(await articles(await start(), "/papers/date/2025-03-13")).toBe(92);
  });
});

describe("a failed start says why in one sentence", () => {
  /** The last output of a failed start. */
  async function failure(env: Record<string, string>): Promise<string> {
    const app = run(["bin/start.mjs"], { DATA_DIR: folder, PORT: "0", ...env });
    expect(await app.exited).toBe(1);
    return app.output().trim().split("\n").at(-1) ?? "";
  }

  test("the port is taken", async () => {
    const server = createServer().listen(0, "0.0.0.0");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    expect(await failure({ PORT: String(port) })).toMatch(`Port ${port} is taken`);
    server.close();
  });

  test("the port is invalid", async () => {
    expect(await failure({ PORT: "eighty" })).toMatch('PORT is "eighty", which is no port');
  });

  test("a setting is invalid", async () => {
    expect(await failure({ SIGN_UP: "perhaps" })).toMatch(/The settings do not fit\. SIGN_UP /);
  });

  test("the data folder cannot be written to", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, "");
    expect(await failure({ DATA_DIR: path.join(file, "data") })).toMatch("cannot be written to");
  });

  test("the given Postgres does not answer", async () => {
    const DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    expect(await failure({ DATABASE_URL })).toMatch("DATABASE_URL points to a Postgres that does");
  });

  test("the data folder was written by a newer Postgres", async () => {
    await mkdir(path.join(folder, "postgres"));
    await writeFile(path.join(folder, "postgres", "PG_VERSION"), "99\n");
    expect(await failure({})).toMatch("was written by a newer version of Broadsheet");
  });

  test("the database was written by a newer version", async () => {
    await startedBefore();
    const server = await embedded(folder);
    const sql = postgres(server.url, { max: 1 });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      select 'newer', 9e12 from generate_series(1, 99)`;
    await sql.end();
    await server.stop();
    expect(await failure({})).toMatch("The database was written by a newer version of Broadsheet");
  });
});
