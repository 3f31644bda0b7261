import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { BOUNDS } from "@/bin/stress/bounds";
import { type Filled, fillUp } from "@/bin/stress/full";
import { connect } from "@/db/client";
import { appRouter } from "@/server/api/root";
import { exportLibrary } from "@/server/exports/export-library";
import { exportList } from "@/server/exports/export-list";
import { exportNotes } from "@/server/exports/export-notes";
import { exportShared } from "@/server/exports/export-shared";
import type { ExportedFile } from "@/server/exports/file";
import { paperFormats } from "@/server/exports/schema";
import { sitemapPart } from "@/server/sitemap/queries";
import { actorFor, as, contextFor, signedInAs } from "../support/callers";
import { makeUser, type User } from "../support/factories";

process.env.SIGN_UP = "invite";

const MEGABYTE = 1_000_000;

/** The most memory that making a response may need, including its JSON. */
const MEMORY = 64 * MEGABYTE;

setFlagsFromString("--expose_gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes in use after garbage collection. */
function inUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function longestList(answer: unknown): number {
  if (typeof answer !== "object" || answer === null || answer instanceof Date) return 0;
  const inside = Math.max(0, ...Object.values(answer).map(longestList));
  return Array.isArray(answer) ? Math.max(answer.length, inside) : inside;
}

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;

/** Papers that only fill up the library, to 20,000. */
const SMALL_PAPERS = 19_800;

let me: User;
let caller: ReturnType<typeof as>;
let world: Filled;
beforeAll(async () => {
  me = await makeUser({ role: "administrator" });
  caller = (await signedInAs(me)).caller;
  // the app's own handle gives up on slow statements
  const { db, end } = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  world = await fillUp(db, me.id, SMALL_PAPERS);
  await end();
});

test("every procedure that reads has its bound here", () => {
  const reading = Object.keys(procedures).filter(
    (name) => procedures[name]?._def.type !== "mutation",
  );
  expect(Object.keys(BOUNDS).sort()).toEqual(reading.sort());
});

async function answerOf(name: string, input: unknown): Promise<unknown> {
  const call = name
    .split(".")
    .reduce((at, key) => (at as Record<string, unknown>)[key], caller as unknown);
  const answer = await (call as (input: unknown) => Promise<unknown>)(input);
  if (name !== "live.lists") return answer;
  // it yields nothing until something changes
  return null;
}

/** Lists that are shorter than their limit in this world, their length, and why. */
const SHORTER: Record<string, [rows: number, why: string]> = {
  "collections.targets": [
    499,
    "half of the lists that it looks through are reading lists, and a collection merges into none",
  ],
};

test.each(Object.entries(BOUNDS))(
  "%s is filled, and answers within its bound",
  async (name, limit) => {
    let rows = 0;
    for (const ask of [limit.ask, limit.askBriefly]) {
      if (!ask) continue;
      const before = inUse();
      const answer = await answerOf(name, ask(world)).catch((error: { code?: string }) => {
        if (limit.rows > 0 || error.code !== "NOT_FOUND") throw error;
        return null;
      });
      const json = JSON.stringify(answer) ?? "";
      const { heapUsed, external } = process.memoryUsage();
      expect(heapUsed + external - before, "memory").toBeLessThan(MEMORY);
      expect(Buffer.byteLength(json), "bytes").toBeLessThanOrEqual(limit.bytes);
      rows = Math.max(rows, longestList(answer));
    }
    expect(rows, "rows").toBe(SHORTER[name]?.[0] ?? limit.rows);
  },
);

test("my notes come a page at a time, however many and long they are, none twice", async () => {
  const before = inUse();
  const read: string[] = [];
  let after: string | null | undefined;
  let most = 0;
  for (let page = 0; page < 30 && after !== null; page++) {
    const answer = await as(me).annotations.mine(after ? { after } : {});
    for (const { notes } of answer.papers) read.push(...notes.map(({ id }) => id));
    after = answer.after;
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external - before);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(500_000);
  }
  expect(new Set(read).size).toBe(read.length);
  expect(read.length).toBeGreaterThanOrEqual(600);
  expect(most).toBeLessThan(4 * MEMORY);
});

/** Reads a whole file, of which only a little may be in memory at a time. */
async function isStreamed(file: ExportedFile): Promise<void> {
  const before = inUse();
  let bytes = 0;
  let largest = 0;
  for await (const piece of file.pieces) {
    bytes += Buffer.byteLength(piece);
    largest = Math.max(largest, Buffer.byteLength(piece));
  }
  expect(bytes).toBeGreaterThan(5 * MEGABYTE);
  expect(largest).toBeLessThan(12 * MEGABYTE);
  expect(inUse() - before).toBeLessThan(MEMORY);
}

test.each(paperFormats)("an export as %s is never in memory as a whole", async (format) =>
  isStreamed(await exportList(contextFor(actorFor(me)), { listId: world.list, format })),
);

test("nor is an export of a public link", async () => {
  const { token } = await as(me).sharing.share({ listId: world.list, withNotes: true });
  const ctx = contextFor({ kind: "anonymous" });
  await isStreamed(await exportShared(ctx, "192.0.2.1", { token, format: "json" }));
});

test("nor is an export of a library, or of one's notes", async () => {
  const ctx = contextFor(actorFor(me));
  const shown = { sort: "added" as const };
  await isStreamed(await exportLibrary(ctx, { shown, format: "csv" }));
  await isStreamed(await exportNotes(ctx, { wanted: {}, format: "md" }));
});

test("the map of the site is read a batch at a time", async () => {
  const ctx = contextFor({ kind: "anonymous" });
  let entries = 0;
  for await (const batch of sitemapPart(ctx, 1)) {
    expect(batch.length).toBeLessThanOrEqual(5_000);
    entries += batch.length;
  }
  expect(entries).toBeGreaterThan(5_000);
});
