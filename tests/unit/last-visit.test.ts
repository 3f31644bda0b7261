import { beforeEach, expect, test, vi } from "vitest";
import { EARLY } from "@/server/page-cache/early.mjs";
import { storage } from "./storage";

const ada = { id: "1", name: "Ada King", administrator: false };
const ben = { id: "2", name: "Ben", administrator: false };
const nothing = { teams: [], counts: [], voted: [], statuses: [], listed: [], mates: [] };

/** What the server answers; null for a stranger. */
let state: object | null;

/** A browser's cookies, as `document.cookie` reads and sets them. */
const cookies = new Map<string, string>();

/** An element of a page with a mark, and what it shows. */
const element = (mark: string) => ({
  dataset: { mark },
  shows: {} as Record<string, unknown>,
  set textContent(text: string) {
    this.shows.text = text;
  },
  setAttribute(name: string, value: unknown) {
    this.shows[name] = String(value);
  },
});

/** Opens a page of this browser, which the server has not answered yet: its early script, and the others. */
async function openPage(marks: string[] = [], latest?: { dataset: Record<string, string> }) {
  vi.resetModules();
  const elements = marks.map(element);
  vi.stubGlobal("document", {
    documentElement: { dataset: {} },
    querySelectorAll: () => elements,
    querySelector: () => latest ?? null,
    get cookie() {
      return [...cookies].map((cookie) => cookie.join("=")).join("; ");
    },
    set cookie(text: string) {
      const [, name = "", value = "", age] = /^(\w+)=(\w*); .*max-age=(\d+)/.exec(text) ?? [];
      if (age === "0") cookies.delete(name);
      else cookies.set(name, value);
    },
  });
  const parsed: (() => void)[] = [];
  class Observer {
    constructor(listener: (records: unknown, observer: Observer) => void) {
      parsed.push(() => listener([], this));
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal("MutationObserver", Observer);
  new Function(EARLY)();
  for (const listener of parsed) listener();
  return {
    shown: Object.fromEntries(elements.map(({ dataset, shows }) => [dataset.mark, shows])),
    ...(await import("@/components/api/store")),
    ...(await import("@/components/api/personal-storage")),
  };
}

beforeEach(() => {
  cookies.clear();
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("location", { protocol: "https:", pathname: "/", reload: vi.fn() });
  vi.stubGlobal("fetch", async () => Response.json({ result: { data: state } }));
});

/** A visit of Ada, who has voted for paper 7 and is reading 8, which two teammates voted for. */
async function visit() {
  const page = await openPage();
  state = {
    ...nothing,
    reader: ada,
    teams: [["t", "lab", "Lab"]],
    voted: [7],
    statuses: [[8, "reading"]],
    listed: [["l", "Reading group", [8]]],
    mates: [[8, 3, ["Ben", "Cleo Day", "Dan"], "lab"]],
  };
  await page.loadState([7, 8, 9]);
  return page;
}

test("what the last visit knew is drawn before any other script runs", async () => {
  await visit();
  const marks = ["vote 7", "vote 8", "save 7", "save 8", "list 8", "mates 8", "first 8", "more 8"];
  const { shown } = await openPage([...marks, "account", "face"]);
  expect(shown).toEqual({
    "vote 7": { "aria-pressed": "true" },
    "vote 8": {},
    "save 7": {},
    "save 8": { "data-status": "reading" },
    "list 8": { "data-listed": "true" },
    "mates 8": { text: "Ben, Cleo Day and Dan of Lab" },
    "first 8": { "aria-hidden": "true", "data-hue": expect.stringMatching(/^[0-9]$/), text: "B" },
    "more 8": { "aria-hidden": "true", text: "+1" },
    account: { "aria-label": "Account of Ada King" },
    face: { "data-hue": expect.stringMatching(/^[0-9]$/), text: "AK" },
  });
});

test("it is what the scripts show at first, and then what the server answers", async () => {
  await visit();
  const page = await openPage();
  expect(page.currentState(7)).toMatchObject({ known: false, voted: true, count: null });
  expect(page.currentState(8)).toMatchObject({
    status: "reading",
    lists: ["l"],
    mates: { count: 3, names: ["Ben", "Cleo Day", "Dan"], team: { slug: "lab" } },
  });
  expect(page.listName("l")).toBe("Reading group");
  expect(page.currentState(9)).toMatchObject({ voted: false, status: null });
  state = { ...nothing, reader: ada, voted: [9] };
  await page.loadState([7, 9]);
  expect(page.currentState(7)).toMatchObject({ known: true, voted: false });
  expect(page.currentState(9)).toMatchObject({ known: true, voted: true });

  // papers that this page did not ask about are kept for the next
  const next = await openPage(["vote 7", "vote 9", "save 8"]);
  expect(next.shown).toEqual({
    "vote 7": {},
    "vote 9": { "aria-pressed": "true" },
    "save 8": { "data-status": "reading" },
  });
  expect(
    [7, 8, 9].map((id) => [next.currentState(id).voted, next.currentState(id).status]),
  ).toEqual([
    [false, null],
    [false, "reading"],
    [true, null],
  ]);
});

test("a change is part of it", async () => {
  const page = await visit();
  page.showState(9, () => ({ voted: true }));
  expect((await openPage()).currentState(9).voted).toBe(true);
});

test("nothing of it is left after sign-out, whatever other tabs still do", async () => {
  const other = await visit();
  const page = await openPage();
  page.forgetOnSignOut();
  other.showState(9, () => ({ voted: true }));
  expect(Object.keys(localStorage)).toEqual([]);
  expect(cookies.size).toBe(0);
  expect((await openPage()).currentState(7).voted).toBe(false);
});

test("an answer that was under way at sign-out leaves nothing either", async () => {
  await visit();
  sessionStorage.clear();
  const page = await openPage();
  const answered = page.loadState([7]);
  page.forgetTab();
  await answered;
  expect(Object.keys(localStorage)).toEqual([]);
  expect(Object.keys(sessionStorage)).toEqual([]);
  expect(cookies.size).toBe(0);
});

test("after a session that the server has ended or begun, the next page deletes it unseen", async () => {
  await visit();
  // what the server does; sign-in and sign-out work without scripts
  cookies.delete("reader");
  const page = await openPage(["vote 7", "account"]);
  expect(page.shown).toEqual({ "vote 7": {}, account: {} });
  expect(page.currentState(7).voted).toBe(false);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("it is not drawn for another account", async () => {
  await visit();
  cookies.set("reader", ben.id);
  const page = await openPage(["vote 7"]);
  expect(page.shown).toEqual({ "vote 7": {} });
  expect(page.currentState(7).voted).toBe(false);
});

test("where the server says that nobody or somebody else is signed in, it is dropped", async () => {
  for (const answer of [null, { ...nothing, reader: ben }]) {
    await visit();
    sessionStorage.clear();
    const page = await openPage();
    state = answer;
    await page.loadState([9]);
    expect(page.currentState(7).voted).toBe(false);
    expect((await openPage()).currentState(7).voted).toBe(false);
  }
});

test("it is bounded, and what is nothing takes no room", async () => {
  const page = await visit();
  const ids = Array.from({ length: 2_000 }, (_, at) => at + 10);
  page.showStates(ids, () => ({ voted: true }));
  page.showStates(ids.slice(0, -1), () => ({ voted: false }));
  const next = await openPage();
  expect(next.currentState(2_009).voted).toBe(true);
  const length = () => localStorage.getItem(next.PERSONAL.lastVisit)?.length ?? 0;
  expect(length()).toBeLessThan(1_500);
  page.showStates(ids, () => ({ voted: true }));
  expect(length()).toBeLessThan(50_000);
  const lists = Array.from({ length: 500 }, (_, at) => `list ${at}`);
  page.showStates(ids, () => ({ lists }));
  expect(length()).toBeGreaterThan(1_000);
  expect(length()).toBeLessThanOrEqual(200_000);
  expect((await openPage()).currentState(2_009).lists).toEqual(lists);
});

test.each([
  ["2026-11-29", undefined],
  // a Friday's edition is the newest one on Monday
  ["2026-11-26", undefined],
  ["2026-11-25", "4 days old"],
  ["2026-09-30", "2 months old"],
  ["2025-03-13", "21 months old"],
  ["2023-05-04", "4 years old"],
  // the reader's clock is behind
  ["2026-12-24", undefined],
])("the newest edition, of %s, says how old it is before it is seen: %s", async (day, age) => {
  vi.useFakeTimers({ now: new Date(2026, 10, 29, 23, 30) });
  const latest = { dataset: { latest: day } as Record<string, string> };
  await openPage([], latest);
  expect(latest.dataset.age).toBe(age);
  vi.useRealTimers();
});
