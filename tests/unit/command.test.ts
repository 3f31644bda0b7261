import { beforeEach, expect, test, vi } from "vitest";
import type { Command } from "@/components/api/command";
import type { Commands } from "@/components/api/replay";
import { storage } from "./storage";

// these tests' commands send nothing: `answer` plays the server
vi.mock("@/components/api/client", () => ({ client: {} }));

interface Choice {
  lamp: string;
  on: boolean;
}

/** A request that the server has received and not answered. */
interface Sent extends Choice {
  answer: (on?: boolean) => void;
  refuse: (code: string, message?: string) => void;
}

let sent: Sent[];
let onSent = () => {};
let shown: Record<string, boolean>;
/** The signed-in reader. */
let reader: { id: string; name: string } | null;

const setLamp: Command<Choice, boolean> = {
  name: "lamps.set",
  key: ({ lamp }) => `lamp ${lamp}`,
  changes: ({ lamp }) => [`lamp ${lamp}`],
  optimistic({ lamp, on }) {
    const before = shown[lamp] ?? false;
    shown[lamp] = on;
    return () => {
      shown[lamp] = before;
    };
  },
  send: (_, choice) =>
    new Promise((resolve, reject) => {
      sent.push({
        ...choice,
        answer: (on = choice.on) => resolve(on),
        refuse: (code, message = "It is broken.") =>
          reject(Object.assign(new Error(message), { data: { code } })),
      });
      onSent();
    }),
  accept: (on, { lamp }) => {
    shown[lamp] = on;
  },
  undo: (_, choice) => ({ text: choice.on ? "The lamp is on." : "The lamp is off." }),
  pending: (input) => (input.lamp === "old" ? undefined : { command: "lamps.set", input }),
  resumed: (on) => (on ? "The lamp is on." : "The lamp is off."),
  refused: () => "The lamp was not switched.",
};

const commands: Commands = { "lamps.set": async () => setLamp };

/** Opens a page in the tab: page state is new, tab storage is kept. */
async function openPage() {
  vi.resetModules();
  shown = {};
  const api = {
    ...(await import("@/components/api/command")),
    ...(await import("@/components/api/intents")),
    ...(await import("@/components/api/outbox")),
    ...(await import("@/components/api/replay")),
    ...(await import("@/components/api/store")),
    ...(await import("@/components/api/under-way")),
    ...(await import("@/components/ui/toast")),
  };
  const said = () => api.currentToasts().map(({ text }) => text);
  return { ...api, said };
}

/** The same, and waits until it knows its reader. */
async function openAndKnow() {
  const page = await openPage();
  await page.loadState([]);
  return page;
}

/** The nth request, once it is sent. */
async function request(nth: number): Promise<Sent> {
  for (;;) {
    const found = sent[nth];
    if (found) return found;
    await new Promise<void>((resolve) => {
      onSent = resolve;
    });
  }
}

const assign = vi.fn();

beforeEach(() => {
  sent = [];
  reader = { id: "1", name: "Ada" };
  assign.mockReset();
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("document", { documentElement: { dataset: {} }, cookie: "" });
  vi.stubGlobal("location", { pathname: "/", search: "", hash: "", assign });
  vi.stubGlobal("fetch", async () =>
    Response.json({ result: { data: reader && { reader, teams: null } } }),
  );
});

test("a change shows at once, then as the server has it, and is said to be done", async () => {
  const page = await openAndKnow();
  const done = page.run(setLamp, { lamp: "a", on: true });
  expect(shown.a).toBe(true);
  (await request(0)).answer(false);
  expect(await done).toBe(false);
  expect(shown.a).toBe(false);
  expect(page.said()).toEqual(["The lamp is on."]);
});

test("of changes of one thing one is under way, and after it only the newest is sent", async () => {
  const page = await openAndKnow();
  const replaced = [page.run(setLamp, { lamp: "a", on: true })];
  const first = await request(0);
  for (const on of [false, true, false]) replaced.push(page.run(setLamp, { lamp: "a", on }));
  const beside = page.run(setLamp, { lamp: "b", on: true });
  (await request(1)).answer();
  expect(await beside).toBe(true);
  const last = page.run(setLamp, { lamp: "a", on: true });
  expect(sent.map(({ lamp, on }) => [lamp, on])).toEqual([
    ["a", true],
    ["b", true],
  ]);
  first.answer();
  (await request(2)).answer();
  expect(await last).toBe(true);
  expect(await Promise.all(replaced)).toEqual([null, null, null, null]);
  expect(sent.slice(2)).toMatchObject([{ lamp: "a", on: true }]);
  expect(shown).toEqual({ a: true, b: true });
});

test("what is pressed before the page knows its reader is sent once, as it was pressed last", async () => {
  const page = await openPage();
  page.run(setLamp, { lamp: "a", on: true });
  const last = page.run(setLamp, { lamp: "a", on: false });
  await page.loadState([]);
  (await request(0)).answer();
  expect(await last).toBe(false);
  expect(sent).toHaveLength(1);
});

test("an answer does not show over a newer change that waits", async () => {
  const page = await openAndKnow();
  page.run(setLamp, { lamp: "a", on: true });
  const first = await request(0);
  const last = page.run(setLamp, { lamp: "a", on: false });
  first.answer();
  const second = await request(1);
  expect(shown.a).toBe(false);
  second.answer();
  await last;
  expect(page.said()).toEqual(["The lamp is off."]);
});

test("a refusal rolls back to the server's last state, and says why", async () => {
  const page = await openAndKnow();
  const first = page.run(setLamp, { lamp: "a", on: true });
  (await request(0)).refuse("FORBIDDEN");
  expect(await first).toBeNull();
  expect(shown.a).toBe(false);
  expect(page.said()).toEqual(["The lamp was not switched. It is broken."]);

  page.run(setLamp, { lamp: "a", on: true });
  const second = await request(1);
  const third = page.run(setLamp, { lamp: "a", on: false });
  second.answer();
  (await request(2)).refuse("FORBIDDEN");
  expect(await third).toBeNull();
  expect(shown.a).toBe(true);
});

test("without an answer, the message tries again", async () => {
  const page = await openAndKnow();
  const first = page.run(setLamp, { lamp: "a", on: true });
  (await request(0)).refuse("INTERNAL_SERVER_ERROR");
  await first;
  expect(shown.a).toBe(false);
  page.currentToasts()[0]?.action?.run();
  (await request(1)).answer();
  await vi.waitFor(() => expect(page.said()).toContain("The lamp is on."));
  expect(shown.a).toBe(true);
});

test("a command that answers refusals itself leaves out the sentence", async () => {
  const page = await openAndKnow();
  const refuse = vi.fn();
  const done = page.run({ ...setLamp, refuse }, { lamp: "a", on: true });
  (await request(0)).refuse("FORBIDDEN");
  await done;
  expect(refuse).toHaveBeenCalledExactlyOnceWith(expect.any(Error), { lamp: "a", on: true });
  expect(page.said()).toEqual([]);
});

test("what is read while a change is under way is stale, and what is read after it is not", async () => {
  const page = await openAndKnow();
  const before = page.askedNow();
  const settled = vi.fn();
  page.onSettled("lamp a", settled);
  const done = page.run(setLamp, { lamp: "a", on: true });
  const during = page.askedNow();
  expect(page.isChanging("lamp a")).toBe(true);
  (await request(0)).answer();
  await done;
  expect([before, during, page.askedNow()].map((at) => page.isStale("lamp a", at))).toEqual([
    true,
    true,
    false,
  ]);
  expect(page.isStale("lamp b", before)).toBe(false);
  expect(settled).toHaveBeenCalledOnce();
});

test("the tab's next page sends what was left without an answer, once", async () => {
  const page = await openAndKnow();
  page.run(setLamp, { lamp: "a", on: true });
  await request(0);
  page.run(setLamp, { lamp: "a", on: false });

  const next = await openPage();
  expect(next.hasLeft()).toBe(true);
  const replayed = next.replayOutbox(commands);
  await next.loadState([]);
  await replayed;
  const again = await request(1);
  expect(again).toMatchObject({ lamp: "a", on: false });
  expect(shown.a).toBe(false);
  const told = new Promise<void>((resolve) => next.subscribeToToasts(resolve));
  again.answer();
  await told;
  expect(next.said()).toEqual(["The lamp is off."]);

  const third = await openAndKnow();
  // answered after that page was requested, as far as it can tell: it reads again, and sends
  // nothing
  await third.replayOutbox(commands);
  expect(sent).toHaveLength(2);
});

test("changes of which each counts are sent again in their order", async () => {
  const each = { ...setLamp, key: undefined };
  const page = await openAndKnow();
  for (const lamp of ["b", "c", "a"]) page.run(each, { lamp, on: true });
  await request(2);

  const next = await openAndKnow();
  await next.replayOutbox({ "lamps.set": async () => each });
  await request(5);
  expect(sent.slice(3).map(({ lamp }) => lamp)).toEqual(["b", "c", "a"]);
});

test("a thing that the next page has changed itself is not set back", async () => {
  const page = await openAndKnow();
  page.run(setLamp, { lamp: "a", on: true });
  await request(0);

  const next = await openPage();
  const replayed = next.replayOutbox(commands);
  const pressed = next.run(setLamp, { lamp: "a", on: false });
  await next.loadState([]);
  await replayed;
  (await request(1)).answer();
  expect(await pressed).toBe(false);
  expect(sent.map(({ on }) => on)).toEqual([true, false]);
});

test("what a reader left is not sent by a stranger, nor by another reader", async () => {
  for (const other of [null, { id: "2", name: "Ben" }]) {
    reader = { id: "1", name: "Ada" };
    const page = await openAndKnow();
    page.run(setLamp, { lamp: "a", on: true });
    await request(0);
    reader = other;
    const next = await openAndKnow();
    await next.replayOutbox(commands);
    reader = { id: "1", name: "Ada" };
    const third = await openAndKnow();
    await third.replayOutbox(commands);
    expect(sent).toHaveLength(1);
    sent = [];
    sessionStorage.clear();
  }
});

test("a kept command that this version does not have is dropped", async () => {
  const page = await openAndKnow();
  page.run({ ...setLamp, name: "lamps.toggle" }, { lamp: "a", on: true });
  page.run({ ...setLamp, name: "toString" }, { lamp: "b", on: true });
  page.run(setLamp, { lamp: "c", on: true });
  await request(2);

  const next = await openAndKnow();
  await next.replayOutbox(commands);
  expect(await request(3)).toMatchObject({ lamp: "c" });
  expect(Object.keys(sessionStorage).filter((key) => key.startsWith("outbox:"))).toEqual([
    "outbox:lamp c",
  ]);
});

test("what a stranger begins leads to sign in, and is done once they are back", async () => {
  reader = null;
  const page = await openAndKnow();
  expect(await page.run(setLamp, { lamp: "a", on: true })).toBeNull();
  expect(shown.a).toBeUndefined();
  expect(assign).toHaveBeenCalledExactlyOnceWith("/sign-in?callbackUrl=%2F");

  reader = { id: "1", name: "Ada" };
  const next = await openAndKnow();
  const resumed = next.resumeIntent(commands);
  (await request(0)).answer();
  await resumed;
  expect(shown.a).toBe(true);
  expect(next.said()).toEqual(["You are signed in. The lamp is on."]);
  await next.resumeIntent(commands);
  expect(sent).toHaveLength(1);
});

const vote = { command: "votes.set", input: { paperId: 7 } };
const toVote = { act: "vote", paperId: 7 };
/** What resuming finds, as a reader or as another one. */
const takenAs = async (id: string) => {
  reader = { id, name: "Ada" };
  return (await openAndKnow()).takeIntent();
};

test("what a stranger begins is done only from the page of signing in that names it", async () => {
  reader = null;
  const page = await openAndKnow();
  page.signInFor(vote);
  expect(assign).toHaveBeenCalledWith("/sign-in?callbackUrl=%2F&to=vote&paper=7");
  page.dropIntentOutside("/");
  const way = await openAndKnow();
  way.dropIntentOutside("/sign-in");
  way.keepIntentFor({ ...toVote, title: "On lamps" });
  way.dropIntentOutside("/sign-up");
  expect(await takenAs("1")).toMatchObject({ pending: vote, for: { title: "On lamps" } });

  for (const leave of [
    (next: typeof way) => next.keepIntentFor({}),
    (next: typeof way) => next.keepIntentFor({ act: "vote", paperId: 8 }),
    (next: typeof way) => next.dropIntentOutside("/papers/trending"),
  ]) {
    reader = null;
    (await openAndKnow()).signInFor(vote);
    leave(await openAndKnow());
    expect(await takenAs("1")).toBeNull();
  }
});

test("what was begun in another tab waits while this one reads on", async () => {
  reader = null;
  (await openAndKnow()).signInFor(vote);
  vi.stubGlobal("sessionStorage", storage());
  (await openAndKnow()).dropIntentOutside("/");
  expect(await takenAs("1")).toMatchObject({ pending: vote });
});

test("what a reader began when their session had ended is not done as somebody else", async () => {
  (await openAndKnow()).signInFor(vote);
  expect(await takenAs("2")).toBeNull();
  (await openAndKnow()).signInFor(vote);
  expect(await takenAs("2")).toMatchObject({ pending: vote });
  const page = await openAndKnow();
  page.signInFor(vote);
  (await import("@/components/api/personal-storage")).forgetOnSignOut();
  expect(await takenAs("2")).toBeNull();
});

test("a reader who turns out to be a stranger loses nothing but what was shown", async () => {
  reader = null;
  const page = await openPage();
  const done = page.run(setLamp, { lamp: "a", on: true });
  expect(shown.a).toBe(true);
  await page.loadState([]);
  expect(await done).toBeNull();
  expect(shown.a).toBe(false);
  expect(sent).toEqual([]);
  expect(assign).toHaveBeenCalledOnce();
});

test("an ended session leads to sign-in, and keeps what was pressed last", async () => {
  const page = await openAndKnow();
  page.run(setLamp, { lamp: "a", on: true });
  const first = await request(0);
  const last = page.run(setLamp, { lamp: "a", on: false });
  first.refuse("UNAUTHORIZED");
  expect(await last).toBeNull();
  expect(page.said()).toEqual([]);
  const { pending } = JSON.parse(localStorage.getItem("intent") ?? "");
  expect(pending).toEqual({ command: "lamps.set", input: { lamp: "a", on: false } });
});

test("what a stranger cannot begin is rolled back, and says that they are signed out", async () => {
  const page = await openAndKnow();
  shown.old = true;
  const done = page.run(setLamp, { lamp: "old", on: false });
  expect(shown.old).toBe(false);
  (await request(0)).refuse("UNAUTHORIZED");
  expect(await done).toBeNull();
  expect(shown.old).toBe(true);
  expect(page.said()).toEqual(["You are signed out. The lamp was not switched."]);
  expect(localStorage.getItem("intent")).toBeNull();
  expect(assign).not.toHaveBeenCalled();
  page.currentToasts()[0]?.action?.run();
  expect(assign).toHaveBeenCalledOnce();
});

test("an intent that is refused says so, and one of another version is dropped", async () => {
  reader = null;
  const page = await openAndKnow();
  await page.run(setLamp, { lamp: "a", on: true });
  reader = { id: "1", name: "Ada" };
  const next = await openAndKnow();
  const resumed = next.resumeIntent(commands);
  (await request(0)).refuse("FORBIDDEN");
  await resumed;
  expect(next.said()).toEqual([
    "You are signed in, but what you started was not done. It is broken.",
  ]);

  localStorage.setItem(
    "intent",
    JSON.stringify({ intent: { kind: "vote", input: {} }, until: Date.now() + 60_000 }),
  );
  await next.resumeIntent(commands);
  expect(sent).toHaveLength(1);
  expect(localStorage.getItem("intent")).toBeNull();
});
