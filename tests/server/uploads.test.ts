import { mkdtempSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { desc, eq, like, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { POST as check } from "@/app/admin/import/check/route";
import { POST as store } from "@/app/admin/import/papers/route";
import { locks } from "@/db/locks";
import { auditLog } from "@/db/schema/audit";
import { papers } from "@/db/schema/papers";
import { users } from "@/db/schema/users";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { importFile } from "@/server/ingest/import-file";
import { appDatabase } from "@/server/platform/database";
import { contextFor, signedInAs } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";
import { forgetWrites } from "../support/rates";
import { waitsForLock } from "../support/waits-for-lock";

/** Where files are kept while they are imported. */
const folder = mkdtempSync(path.join(os.tmpdir(), "broadsheet-test-"));
process.env.TMPDIR = folder;

const OPTIONS = { edition: null, curators: [], source: "Hugging Face" };

const administrator = async (confirmed = true) =>
  signedInAs(await makeUser({ name: "Grace", role: "administrator" }), { confirmed });

let file = 0;
let prefix = "";
beforeEach(() => {
  prefix = `Upload ${++file}:`;
  forgetWrites();
});

const row = (number: number, given: object = {}) => ({
  title: `${prefix} ${number}`,
  abstract: "What was found.",
  feedDate: "2024-03-04",
  ...given,
});

const rows = (count: number, given: object = {}) =>
  Array.from({ length: count }, (_, number) => row(number, given));

const text = (of: (object | string)[]) =>
  Buffer.from(
    of.map((each) => (typeof each === "string" ? each : JSON.stringify(each))).join("\n"),
  );

async function* sent(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 5_000) yield bytes.subarray(at, at + 5_000);
}

const upload = (of: (object | string)[], options: object = {}) => ({
  file: sent(text(of)),
  options: { ...OPTIONS, ...options },
});

/** How many papers of this test's file are here. */
const stored = () => appDatabase().$count(papers, like(papers.title, `${prefix} %`));

async function lastEntry() {
  const [entry] = await appDatabase().select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  return entry;
}

describe("a check", () => {
  test("says what an import would do, and stores nothing", async () => {
    const { caller } = await administrator();
    const known = await makePaper({ feedDate: "2024-03-05" });
    const loose = await makePaper();
    const found = await caller.ingest.check(
      upload([
        ...rows(12),
        row(0),
        row(20, { feedDate: "2024-03-06" }),
        row(21, { feedDate: undefined }),
        row(22, { arxivId: known.slug, feedDate: "2024-03-06" }),
        row(23, { arxivId: `${loose.slug}v2`, feedDate: "2024-03-06" }),
        row(24, { title: "" }),
        row(25, { feedDate: "2099-01-01" }),
        "{",
      ]),
    );
    expect(found).toMatchObject({
      read: 20,
      invalid: 3,
      papers: 16,
      fresh: 14,
      known: 2,
      withoutEdition: 1,
      editions: [
        { day: "2024-03-06", papers: 2 },
        { day: "2024-03-04", papers: 12 },
      ],
      moreEditions: 0,
      moreProblems: 0,
    });
    expect(found.problems).toEqual([
      { line: 18, field: "title", message: "must not be empty" },
      {
        line: 19,
        field: "feedDate",
        message: expect.stringMatching(/^2099-01-01 is still to come/),
      },
      { line: 20, field: null, message: "the row is not JSON" },
    ]);
    expect(found.titles).toHaveLength(10);
    expect(found.titles[0]).toMatchObject({ title: `${prefix} 0`, isKnown: false });
    expect(await stored()).toBe(0);
  });

  test("is bounded, however much is wrong and however many editions there are", async () => {
    const { caller } = await administrator();
    const days = Array.from({ length: 28 }, (_, day) =>
      row(day, { feedDate: `2023-02-${String(day + 1).padStart(2, "0")}` }),
    );
    const wrong = rows(70, { title: 1, abstract: 2 });
    const found = await caller.ingest.check(upload([...days, ...wrong]));
    expect(found).toMatchObject({ invalid: 70, moreProblems: 90, moreEditions: 16 });
    expect(found.problems).toHaveLength(50);
    expect(found.editions[0]?.day).toBe("2023-02-28");
  });

  test("gives papers without a day to the edition that is named", async () => {
    const { caller } = await administrator();
    const file = upload([row(1, { feedDate: null })], { edition: "2024-03-07" });
    expect(await caller.ingest.check(file)).toMatchObject({
      editions: [{ day: "2024-03-07", papers: 1 }],
    });
    const future = caller.ingest.check(upload([row(1)], { edition: "2099-01-01" }));
    await expect(future).rejects.toThrow(/^2099-01-01 is still to come/);
  });

  test("refuses a file in which nothing is a paper", async () => {
    const { caller } = await administrator();
    const of = (lines: string[]) => caller.ingest.check(upload(lines));
    await expect(of(["{", "{"])).rejects.toThrow(/Nothing in this file .* Line 1: the row is not/);
    await expect(of(["[]"])).rejects.toThrow("There are no papers in this file.");
    // its fields can be corrected
    expect(await of(['{"title": 1}'])).toMatchObject({ papers: 0, invalid: 1 });
  });
});

describe("an import", () => {
  test("stores papers as the command line does, and is logged", async () => {
    const { caller, ctx } = await administrator();
    const seen: number[] = [];
    const done = await caller.ingest.import({
      ...upload([...rows(300), row(0, { title: 7 })], { curators: ["AK"] }),
      onProgress: ({ read }) => seen.push(read),
    });
    expect(done).toMatchObject({ read: 301, added: 300, updated: 0, skipped: 1 });
    expect(done).toMatchObject({ newest: "2024-03-04", moreProblems: 0 });
    expect(done.problems).toEqual([{ line: 301, field: "title", message: "must be a text" }]);
    expect(seen).toEqual([250, 301]);
    expect(await stored()).toBe(300);
    expect(await lastEntry()).toMatchObject({
      act: "papers.import",
      actorId: ctx.actor.userId,
      actorName: "Grace",
      detail: "301 rows: 300 papers added, 0 updated, 0 unchanged, 1 left out.",
    });
    expect(await caller.ingest.last()).toMatchObject({ read: 301, added: 300, skipped: 1 });
    const again = await importFile(contextFor({ kind: "system" }), sent(text(rows(300))), OPTIONS);
    expect(again).toMatchObject({ added: 0, updated: 0 });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("changes nothing the second time, and is logged again", async () => {
    const { caller } = await administrator();
    await caller.ingest.import(upload(rows(3)));
    const done = await caller.ingest.import(upload(rows(3)));
    expect(done).toMatchObject({ read: 3, added: 0, updated: 0, skipped: 0, newest: null });
    expect((await lastEntry())?.detail).toBe(
      "3 rows: 0 papers added, 0 updated, 3 unchanged, 0 left out.",
    );
  });

  test("stores nothing of a file that does not arrive to its end", async () => {
    const { caller } = await administrator();
    const before = await lastEntry();
    async function* cut() {
      yield text(rows(600));
      throw new Error("The connection is lost.");
    }
    await expect(caller.ingest.import({ file: cut(), options: OPTIONS })).rejects.toThrow();
    expect(await stored()).toBe(0);
    expect(await lastEntry()).toEqual(before);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that ends in the middle is logged as far as it came, and another completes it", async () => {
    const { caller } = await administrator();
    const left = new AbortController();
    const stopped = caller.ingest.import({
      ...upload(rows(600)),
      left: left.signal,
      onProgress: () => left.abort(),
    });
    await expect(stopped).rejects.toThrow("The sender has left");
    expect(await stored()).toBe(250);
    expect((await lastEntry())?.detail).toBe(
      "Not finished after 250 rows: 250 papers added, 0 updated, 0 unchanged, 0 left out.",
    );
    const done = await caller.ingest.import(upload(rows(600)));
    expect(done).toMatchObject({ read: 600, added: 350, updated: 0 });
    expect(await stored()).toBe(600);
  });

  test("waits for its turn with the command line, and is refused beside another one", async () => {
    const [one, other] = [await administrator(), await administrator()];
    let first: Promise<unknown> | undefined;
    await appDatabase().transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
      first = one.caller.ingest.import(upload(rows(3)));
      await vi.waitFor(async () => expect(await waitsForLock()).toBe(true), { timeout: 60_000 });
      await expect(other.caller.ingest.import(upload(rows(3)))).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringMatching(/^Another file is being imported here right now/),
      });
      expect(await other.caller.ingest.check(upload(rows(3)))).toMatchObject({ fresh: 3 });
    });
    expect(await first).toMatchObject({ added: 3 });
    expect(await other.caller.ingest.import(upload(rows(3)))).toMatchObject({ added: 0 });
  });

  test("ends once its sender is no administrator any more", async () => {
    const { caller, ctx } = await administrator();
    const before = await lastEntry();
    let work: Promise<unknown> | undefined;
    await appDatabase().transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${locks.imports})`);
      work = caller.ingest.import(upload(rows(3)));
      work.catch(() => {});
      await vi.waitFor(async () => expect(await waitsForLock()).toBe(true), { timeout: 60_000 });
      await appDatabase()
        .update(users)
        .set({ role: "reader" })
        .where(eq(users.id, ctx.actor.userId));
    });
    await expect(work).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await stored()).toBe(0);
    expect(await lastEntry()).toEqual(before);
  });

  test("needs a confirmed identity", async () => {
    const { caller } = await administrator(false);
    await expect(caller.ingest.import(upload(rows(1)))).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: "Please confirm that it is you first.",
    });
    await expect(caller.ingest.confirmed({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await stored()).toBe(0);
  });
});

describe("over HTTP", () => {
  const request = (token: string, body: Buffer, query = "source=Hugging+Face") =>
    new Request(`http://localhost/admin/import/papers?${query}`, {
      method: "POST",
      headers: { cookie: `${sessionCookieName()}=${token}` },
      body: new Uint8Array(body),
    });

  test("a check answers in JSON, and an import with lines of it", async () => {
    const { token } = await administrator();
    const body = gzipSync(text(rows(300)));
    const checked = await check(request(token, body));
    expect(checked.status).toBe(200);
    expect(await checked.json()).toMatchObject({ papers: 300, fresh: 300 });
    const answer = await store(request(token, body));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toContain("no-transform");
    const lines = (await answer.text()).trimEnd().split("\n");
    expect(JSON.parse(lines[0] ?? "")).toEqual({ progress: 250 });
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ done: { added: 300 } });
  });

  test("what is refused has its status and a sentence", async () => {
    const { token } = await administrator();
    const pdf = await store(request(token, Buffer.from("%PDF-1.7")));
    expect(pdf.status).toBe(400);
    expect(await pdf.json()).toEqual({ error: expect.stringMatching(/^This file is a PDF\./) });
    const wrong = await check(request(token, text(rows(1)), "source=x&edition=2025-02-30"));
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toEqual({
      field: "edition",
      error: "must be a date that exists, from 1991 to 2199, written 2025-03-13",
    });
    const unconfirmed = await store(request((await administrator(false)).token, text(rows(1))));
    expect(unconfirmed.status).toBe(403);
    expect(await unconfirmed.json()).toMatchObject({ confirm: true });
    const reader = await signedInAs(await makeUser());
    expect((await store(request(reader.token, text(rows(1))))).status).toBe(403);
    expect((await check(request("nobody", text(rows(1))))).status).toBe(401);
    expect(await stored()).toBe(0);
  });

  test("checks and imports have their rates", async () => {
    const { token } = await administrator();
    const body = text(rows(1));
    for (let count = 0; count < 60; count++) await check(request(token, body));
    for (let count = 0; count < 60; count++) await store(request(token, Buffer.from("%PDF-")));
    for (const refused of [await check(request(token, body)), await store(request(token, body))]) {
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(await stored()).toBe(0);
  });
});
