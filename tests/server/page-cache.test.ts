import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invalidate } from "@/server/page-cache/invalidate";
import { beginRender, currentPage, keepPage } from "@/server/page-cache/store.mjs";
import { listenForChanges } from "@/server/startup/listen";
import { as, contextFor } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const FEED_DATE = "2025-03-13";
const inASecond = () => Date.now() + 1_000;
let stop: () => Promise<void>;

/** Caches a page as if a second ago, so that the next change makes it stale at once. */
function store(address: string) {
  beginRender(address, Date.now());
  keepPage(address, { kind: "APP_PAGE", html: "cached" });
}

const isOld = (address: string) => currentPage(address, inASecond()) === undefined;

/** Ends the connections on which this database's processes listen, from outside. */
async function endListeners() {
  const other = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  const ended = await other`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'broadsheet changes'`;
  await other.end();
  return ended.length;
}

beforeAll(async () => {
  stop = await listenForChanges();
});

afterAll(() => stop());

test("a vote makes every page with the paper stale, and no other", async () => {
  const paper = await makePaper({ feedDate: FEED_DATE });
  const addresses = [
    `/papers/${paper.slug}`,
    `/papers/date/${FEED_DATE}`,
    "/papers/week/2025-W11",
    "/papers/month/2025-03",
    "/papers/month/2025-03/cursor",
    "/papers/date/latest",
    "/papers/trending",
  ];
  for (const address of [...addresses, "/papers/date/2025-03-12"]) store(address);
  expect(addresses.some(isOld)).toBe(false);

  await as(await makeUser()).votes.set({ paperId: paper.id, voted: true });
  await expect.poll(() => addresses.every(isOld)).toBe(true);
  expect(isOld("/papers/date/2025-03-12")).toBe(false);
});

test("a change of a thousand pages makes each of them stale", async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `/papers/${"long-".repeat(5)}${index}`);
  for (const address of [...many, "/papers/another"]) store(address);
  await invalidate(contextFor({ kind: "system" }), many);
  await expect.poll(() => many.every(isOld)).toBe(true);
  expect(isOld("/papers/another")).toBe(false);
});

test("a vote that changes nothing makes nothing stale", async () => {
  const paper = await makePaper();
  const other = await makePaper();
  const reader = await makeUser();
  store(`/papers/${paper.slug}`);
  store(`/papers/${other.slug}`);
  await as(reader).votes.set({ paperId: paper.id, voted: false });
  // notifications arrive in the order of their transactions
  await as(reader).votes.set({ paperId: other.id, voted: true });
  await expect.poll(() => isOld(`/papers/${other.slug}`)).toBe(true);
  expect(isOld(`/papers/${paper.slug}`)).toBe(false);
});

test("after a lost connection everything is stale, and votes are received again", async () => {
  const paper = await makePaper();
  const address = `/papers/${paper.slug}`;
  store(address);
  expect(await endListeners()).toBeGreaterThan(0);
  await expect.poll(() => isOld(address)).toBe(true);

  await expect
    .poll(async () => {
      store(address);
      await as(await makeUser()).votes.set({ paperId: paper.id, voted: true });
      return isOld(address);
    })
    .toBe(true);
});
