import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { exportFormats } from "@/server/exports/schema";
import { exportList } from "@/server/exports/service";
import { appRouter } from "@/server/root";
import { sitemapPart } from "@/server/sitemap/service";
import { actorFor, as, contextFor } from "../support/callers";
import { FEED_DATE, fillUp } from "../support/full";

process.env.SIGN_UP = "invite";

const MEGABYTE = 1_000_000;

type World = Awaited<ReturnType<typeof fillUp>>;

interface Bound {
  ask: (world: World) => unknown;
  /** The longest list anywhere in the answer, and how many bytes of JSON the whole of it takes. */
  rows: number;
  bytes: number;
}

const bound = (rows: number, bytes: number, ask: Bound["ask"] = () => undefined): Bound => ({
  ask,
  rows,
  bytes,
});

const ofTeam = () => ({ slug: "full-1" });
const ofList = ({ list }: World) => ({ listId: list });

/** What every query answers at most: a new one is entered here, with what it is asked for. */
const BOUNDS: Record<string, Bound> = {
  "accounts.departure": bound(100, 2 * MEGABYTE),
  "accounts.profile": bound(0, 2_000),
  "activity.latest": bound(30, 300_000, ofTeam),
  "activity.week": bound(25, MEGABYTE, ofTeam),
  "annotations.audiences": bound(500, MEGABYTE, ({ paper }) => ({ paperId: paper })),
  "annotations.mine": bound(50, 500_000, () => ({})),
  "annotations.onPaper": bound(350, 700_000, ({ paper }) => ({ paperId: paper })),
  "annotations.replies": bound(50, 300_000, ({ note }) => ({ noteId: note })),
  "annotations.thread": bound(7, 300_000, ({ note }) => ({ id: note })),
  "auth.admission": bound(0, 2_000, () => ({})),
  "auth.pendingSignUp": bound(0, 2_000, () => ({ token: "none" })),
  "collections.targets": bound(1_000, 2 * MEGABYTE, ({ collection }) => ({ listId: collection })),
  "confirmation.means": bound(20, 10_000),
  "editions.daily": bound(200, 4 * MEGABYTE, () => ({ feedDate: FEED_DATE })),
  "editions.monthly": bound(100, MEGABYTE, () => ({ month: "2025-03" })),
  "editions.nearest": bound(0, 200, () => ({})),
  "editions.teamDaily": bound(200, 4 * MEGABYTE, () => ({ team: "full-1", feedDate: FEED_DATE })),
  "editions.teamMonthly": bound(100, MEGABYTE, () => ({ team: "full-1", month: "2025-03" })),
  "editions.teamWeekly": bound(100, MEGABYTE, () => ({ team: "full-1", week: "2025-W11" })),
  "editions.trending": bound(40, MEGABYTE, () => ({})),
  "editions.weekly": bound(100, MEGABYTE, () => ({ week: "2025-W11" })),
  "identities.list": bound(10, 2_000),
  "invitations.list": bound(100, 100_000),
  "invitations.ofList": bound(200, 300_000, ({ collection }) => ({ listId: collection })),
  "invitations.ofTeam": bound(200, 300_000, ({ team }) => ({ teamId: team })),
  "invitations.open": bound(0, 2_000, () => ({ token: "none" })),
  "items.trash": bound(100, 2 * MEGABYTE, ({ emptied }) => ({ listId: emptied })),
  "library.counts": bound(0, 200, () => ({})),
  "library.facets": bound(50, 100_000),
  "library.index": bound(20_000, 200_000, () => ({})),
  "library.rows": bound(100, 3 * MEGABYTE, ({ papers }) => ({ paperIds: papers.slice(0, 100) })),
  "listMembers.list": bound(1_000, MEGABYTE, ({ collection }) => ({ listId: collection })),
  "live.lists": bound(0, 200, ({ list }) => ({ lists: [{ listId: list }] })),
  "lists.all": bound(1_000, 4 * MEGABYTE),
  "lists.index": bound(10_000, 300_000, ofList),
  "lists.read": bound(0, 10_000, ofList),
  "lists.rows": bound(100, 3 * MEGABYTE, ({ list, papers }) => ({
    listId: list,
    paperIds: papers.slice(0, 100),
  })),
  "papers.abstract": bound(1_000, 500_000, ({ paper }) => ({ paperId: paper })),
  "papers.at": bound(100, 300_000, () => ({ address: "full-1" })),
  "passkeys.list": bound(20, 20_000),
  "passkeys.signInOptions": bound(0, 1_000),
  "passwords.isResetOpen": bound(0, 10, () => ({ token: "none" })),
  "search.papers": bound(40, MEGABYTE, () => ({ q: "attention" })),
  "secondStep.owed": bound(20, 10_000, () => ({ token: "none" })),
  "secondStep.status": bound(0, 500),
  "sessions.list": bound(100, 100_000),
  "sharing.link": bound(0, 200, ofList),
  "sharing.read": bound(100, 3 * MEGABYTE, () => ({ token: "t".repeat(43) })),
  "signIns.recent": bound(100, 100_000),
  "teams.collections": bound(500, 2 * MEGABYTE, ofTeam),
  "teams.members": bound(500, 300_000, ofTeam),
  "teams.mine": bound(200, 500_000),
  "teams.read": bound(0, 10_000, ofTeam),
  "trash.collections": bound(100, 100_000, ofTeam),
  "trash.items": bound(100, MEGABYTE),
  "trash.lists": bound(100, 100_000),
  "trash.papers": bound(50, 300_000, () => ({})),
  "viewer.mine": bound(500, 2 * MEGABYTE, ({ papers }) => ({ paperIds: papers })),
  "votes.voters": bound(200, 100_000, ({ paper }) => ({ paperId: paper })),
};

/** What one answer may need of memory while it is made, its JSON included. */
const MEMORY = 64 * MEGABYTE;

setFlagsFromString("--expose_gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes in use once nothing is left that can be forgotten. */
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

let world: World;
beforeAll(async () => {
  world = await fillUp();
}, 300_000);

test("every procedure that reads has its bound here", () => {
  const reading = Object.keys(procedures).filter(
    (name) => procedures[name]?._def.type !== "mutation",
  );
  expect(Object.keys(BOUNDS).sort()).toEqual(reading.sort());
});

async function answerOf(name: string, input: unknown): Promise<unknown> {
  const call = name
    .split(".")
    .reduce((at, key) => (at as Record<string, unknown>)[key], as(world.me) as unknown);
  const answer = await (call as (input: unknown) => Promise<unknown>)(input);
  if (name !== "live.lists") return answer;
  // it tells nothing until something changes
  return null;
}

test.each(Object.entries(BOUNDS))("%s answers within its bound", async (name, limit) => {
  const before = inUse();
  const answer = await answerOf(name, limit.ask(world)).catch((error: { code?: string }) => {
    if (error.code !== "NOT_FOUND") throw error;
    return null;
  });
  const json = JSON.stringify(answer) ?? "";
  const { heapUsed, external } = process.memoryUsage();
  expect(heapUsed + external - before, "memory").toBeLessThan(MEMORY);
  expect(longestList(answer), "rows").toBeLessThanOrEqual(limit.rows);
  expect(Buffer.byteLength(json), "bytes").toBeLessThanOrEqual(limit.bytes);
});

/** The lists that are filled to where their page ends: an empty one would be within any bound. */
const FULL: [name: string, rows: number][] = [
  ["annotations.mine", 6],
  ["annotations.onPaper", 6],
  ["editions.daily", 200],
  ["editions.weekly", 40],
  ["invitations.ofList", 200],
  ["items.trash", 100],
  ["library.index", 5_000],
  ["lists.all", 1_000],
  ["lists.index", 5_000],
  ["passkeys.list", 20],
  ["sessions.list", 100],
  ["teams.members", 500],
  ["trash.lists", 100],
  ["viewer.mine", 500],
];

test.each(FULL)("%s is asked for when it is full", async (name, rows) => {
  const answer = await answerOf(name, BOUNDS[name]?.ask(world));
  expect(longestList(answer)).toBeGreaterThanOrEqual(rows);
});

test("my notes come a page at a time, however many and long they are, none twice", async () => {
  const before = inUse();
  const read = new Set<string>();
  let after: string | null | undefined;
  let most = 0;
  for (let page = 0; page < 30 && after !== null; page++) {
    const answer = await as(world.me).annotations.mine(after ? { after } : {});
    for (const { notes } of answer.papers) for (const { id } of notes) read.add(id);
    after = answer.after;
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external - before);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(500_000);
  }
  expect(read.size).toBe(600);
  expect(most).toBeLessThan(4 * MEMORY);
});

test.each(exportFormats)("an export as %s is never in memory as a whole", async (format) => {
  const file = await exportList(contextFor(actorFor(world.me)), { listId: world.list, format });
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
