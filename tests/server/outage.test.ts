import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { papers } from "@/db/schema/papers";
import { answerProcedure } from "@/server/api/http/procedures";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { appDatabase } from "@/server/platform/database";
import { makePaper, makeUser, type Paper } from "../support/factories";
import { type Line, proxyTo } from "../support/proxy";

/** The database itself, without the proxy that the app uses. */
const direct = process.env.DATABASE_URL ?? "";
let line: Line;
let server: Server;
let base = "";
let cookie = "";
let paper: Paper;

beforeAll(async () => {
  line = await proxyTo(direct);
  process.env.DATABASE_URL = line.url;
  server = createServer((request, response) => {
    if (!answerProcedure(request, response)) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/trpc`;
  paper = await makePaper();
  const user = await makeUser({ name: "Ada Secretive" });
  const session = await startSession(appDatabase(), {
    userId: user.id,
    userAgent: null,
    now: new Date(),
  });
  cookie = `${sessionCookieName()}=${session.token}`;
});

afterEach(async () => {
  line.thaw();
  await isBack();
});

afterAll(() => server.close());

/** The response to a signed-in reader's vote, if any. */
async function vote(voted: boolean) {
  const answer = await fetch(`${base}/votes.set`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ paperId: paper.id, voted }),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get("retry-after"),
    text: await answer.text(),
  };
}

const isBack = () => expect.poll(async () => (await vote(true)).status).toBe(200);

const UNAVAILABLE = { status: 503, retryAfter: "5" };

/** Checks that a message reveals neither the statement nor its caller. */
function expectPlain(text: string) {
  expect(text).not.toMatch(/select|insert|update|params|stack|\$1|node_modules|session_token/i);
  expect(text).not.toContain(cookie.split("=")[1]);
}

// first, as it needs the connection that the watch opens at its start
test("a slow statement is waited for while the machine is too busy for new connections", async () => {
  line.freezeNew();
  const rows = await appDatabase().execute(sql`select 'slept' as done from pg_sleep(2)`);
  expect(rows).toEqual([{ done: "slept" }]);
});

describe("signed-in calls while the database", () => {
  test("is frozen are refused, and made again once it thaws", async () => {
    line.freeze();
    for (const voted of [false, true]) {
      const answer = await vote(voted);
      expect(answer).toMatchObject(UNAVAILABLE);
      expect(answer.text).toContain("can't reach its database right now");
      expectPlain(answer.text);
    }
    line.thaw();
    await isBack();
  });

  test("is down are refused, and made again once it is up", async () => {
    await line.refuse();
    const answer = await vote(false);
    expect(answer).toMatchObject(UNAVAILABLE);
    expectPlain(answer.text);
    await line.accept();
    await isBack();
  });

  test("has lost its connections are made over new ones, and none is left waiting", async () => {
    line.drop();
    const texts: string[] = [];
    const next = async () => {
      const { status, text } = await vote(true);
      texts.push(text);
      return status;
    };
    await expect.poll(next).toBe(200);
    expect(texts.join()).not.toContain("took too long");
  });
});

test("what a batch asks for is refused as a whole, with the time to ask again", async () => {
  line.freeze();
  const input = encodeURIComponent(
    JSON.stringify({ 0: { paperId: paper.id }, 1: { paperId: paper.id } }),
  );
  const answer = await fetch(`${base}/votes.voters,votes.voters?batch=1&input=${input}`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expectPlain(await answer.text());
});

describe("a transaction", () => {
  test("whose connection is lost says so, and leaves nothing behind", async () => {
    const lost = appDatabase().transaction(async (tx) => {
      await tx.execute("create table half_done (id int)");
      line.drop();
      await tx.execute("select 1");
    });
    await expect(lost).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", outage: "lost" });
    await isBack();
    const other = postgres(direct, { max: 1 });
    const [found] = await other`select to_regclass('half_done') as name`;
    await other.end();
    expect(found?.name).toBeNull();
  });

  test("that goes on after its connection is lost changes nothing over another one", async () => {
    const free = await makePaper();
    const lost = appDatabase().transaction(async (tx) => {
      line.drop();
      await tx.execute("select 1").catch(() => {});
      // the pool has a connection again, so this is about another one
      await isBack();
      await tx.update(papers).set({ title: "Half done" }).where(eq(papers.id, free.id));
    });
    await expect(lost).rejects.toMatchObject({ outage: "lost" });
    await isBack();
    const rows = await appDatabase().select().from(papers).where(eq(papers.id, free.id));
    expect(rows[0]?.title).toBe(free.title);
  });

  test("that waits for a frozen database ends", async () => {
    const frozen = appDatabase().transaction(async (tx) => {
      line.freeze();
      await tx.execute("select 1");
    });
    await expect(frozen).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", outage: "away" });
  });
});

describe("what the machine does not let through is said in a sentence of its own", () => {
  const within = (setting: string, statement: string) =>
    appDatabase().transaction(async (tx) => {
      await tx.execute(setting);
      await tx.execute(statement);
    });
  const raising = (code: string) =>
    within(
      "select 1",
      `do $$ begin raise exception 'Ada Secretive' using errcode = '${code}'; end $$`,
    );

  test.each([
    [
      "a statement's time is up",
      () => within("set local statement_timeout = 10", "select pg_sleep(5)"),
      "slow",
    ],
    [
      "it may only be read",
      () => within("set transaction read only", "delete from votes"),
      "read-only",
    ],
    ["its disk is full", () => raising("53100"), "full"],
    ["its memory is used up", () => raising("53200"), "busy"],
    ["it is being stopped", () => raising("57P01"), "lost"],
    ["a file of its own cannot be read", () => raising("58030"), "lost"],
  ])("%s", async (_, work, outage) => {
    const failed = await work().catch((error: Error) => error);
    expect(failed).toMatchObject({ code: "SERVICE_UNAVAILABLE", outage });
    expect(String((failed as Error).message)).toMatch(/^(The|Broadsheet) .*[Pp]lease/);
    expect(JSON.stringify(failed) + String((failed as Error).stack)).not.toContain("Secretive");
  });

  test("it takes no more connections", async () => {
    const other = postgres(direct, { max: 1, onnotice: () => {} });
    const name = `limited_${process.pid}`;
    await other.unsafe(`create role ${name} login password 'limited' connection limit 1`);
    const limited = new URL(direct);
    limited.username = name;
    limited.password = "limited";
    const { db, end } = connect(limited.href, { max: 2 });
    const both = await Promise.allSettled([1, 2].map(() => db.execute("select pg_sleep(0.3)")));
    await end();
    await other.unsafe(`drop role ${name}`);
    await other.end();
    const refused = both.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused).toEqual([expect.objectContaining({ outage: "busy", reason: "53300" })]);
  });
});

test("what Postgres refuses keeps its code, and not the values it was about", async () => {
  const user = await makeUser({ email: "secretive@example.org" });
  const failed = await makeUser({ email: user.email }).catch((error: Error) => error);
  expect(failed).toMatchObject({
    code: "23505",
    constraint_name: expect.stringContaining("email"),
  });
  const all = Object.getOwnPropertyNames(failed).map((key) => Reflect.get(failed, key));
  expect(all.join("\n")).toContain("insert into");
  expect(all.join("\n")).not.toContain("secretive");
});
