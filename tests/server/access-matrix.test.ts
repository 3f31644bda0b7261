import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { expect, it } from "vitest";
import { accounts } from "@/db/schema/auth";
import { appDatabase } from "@/server/database";
import { appRouter } from "@/server/root";
import { startSession } from "@/server/sessions/service";
import { anonymous, as } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

// where accounts are by invitation, inviting is to be had at all
process.env.SIGN_UP = "invite";

/** Stands in everything that only its owner may read. */
const SECRET = "For the eyes of the owner";

/** A world of its own for every row: what is asked for belongs to the owner. */
async function makeWorld() {
  const feedDate = "2025-03-13";
  const [owner, other, administrator, paper] = await Promise.all([
    makeUser({ email: `${randomUUID()}@example.org`, passwordHash: "some" }),
    makeUser(),
    makeUser({ role: "administrator" }),
    makePaper({ feedDate }),
  ]);
  const note = { paperId: paper.id, version: 1 };
  const [privateNote, openNote] = [randomUUID(), randomUUID()];
  const mine = as(owner);
  await mine.annotations.create({ ...note, id: privateNote, audience: "me", body: SECRET });
  await mine.annotations.create({ ...note, id: openNote, audience: "everyone", body: "For all" });
  const { id: list } = await mine.lists.create({
    id: randomUUID(),
    name: SECRET,
    paperId: paper.id,
  });
  const { updatedAt } = (await mine.lists.read({ listId: list })).list;
  const identity = { provider: "github", providerAccountId: randomUUID() };
  await appDatabase()
    .insert(accounts)
    .values({ ...identity, userId: owner.id, type: "oauth" });
  const started = { userId: owner.id, userAgent: null, now: new Date() };
  await startSession(appDatabase(), started);
  const [session] = await mine.sessions.list();
  return {
    session: session?.id,
    callers: [anonymous(), as(other), mine, as(administrator)],
    feedDate,
    paperId: paper.id,
    slug: paper.slug,
    privateNote,
    openNote,
    list,
    updatedAt,
  };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

const target = { start: 0, end: 4, textHash: "0".repeat(64) };

/** Every procedure, some in several cases, with what it is asked for. */
const ASKED: Record<string, (world: World) => unknown> = {
  "accounts.profile": () => undefined,
  "accounts.rename": () => ({ name: "Renamed" }),
  "annotations.create": ({ paperId }) => ({
    id: randomUUID(),
    paperId,
    version: 1,
    audience: "me",
    body: "A note",
  }),
  "annotations.edit open": ({ openNote }) => ({ id: openNote, body: "Changed" }),
  "annotations.edit private": ({ privateNote }) => ({ id: privateNote, body: "Changed" }),
  "annotations.mine": () => ({}),
  "annotations.onPaper": ({ paperId }) => ({ paperId }),
  "annotations.reattach open": ({ openNote }) => ({ id: openNote, version: 1, target }),
  "annotations.reattach private": ({ privateNote }) => ({ id: privateNote, version: 1, target }),
  "annotations.remove open": ({ openNote }) => ({ id: openNote }),
  "annotations.remove private": ({ privateNote }) => ({ id: privateNote }),
  "annotations.reply open": ({ openNote }) => ({
    id: randomUUID(),
    parentId: openNote,
    body: "A reply",
  }),
  "annotations.reply private": ({ privateNote }) => ({
    id: randomUUID(),
    parentId: privateNote,
    body: "A reply",
  }),
  "annotations.restore open": ({ openNote }) => ({ id: openNote }),
  "annotations.restore private": ({ privateNote }) => ({ id: privateNote }),
  "auth.admission": () => ({}),
  "auth.pendingSignUp": () => ({ token: "no such token" }),
  "editions.daily": ({ feedDate }) => ({ feedDate }),
  "editions.monthly": () => ({ month: "2025-03" }),
  "editions.nearest": ({ feedDate }) => ({ from: feedDate, to: feedDate }),
  "editions.trending": () => ({}),
  "editions.weekly": () => ({ week: "2025-W11" }),
  "identities.disconnect": () => ({ provider: "github" }),
  "identities.list": () => undefined,
  "invitations.create": () => ({ email: "" }),
  "invitations.list": () => undefined,
  "invitations.revoke": () => ({ id: randomUUID() }),
  "library.remove": ({ paperId }) => ({ paperId }),
  "library.set": ({ paperId }) => ({ paperId, status: "to_read" }),
  "library.shelf": () => ({}),
  "lists.add": ({ list, paperId }) => ({ listId: list, paperId }),
  "lists.all": () => undefined,
  "lists.create new": () => ({ id: randomUUID(), name: "A list" }),
  "lists.create same": ({ list }) => ({ id: list, name: "A list" }),
  "lists.edit": ({ list, updatedAt }) => ({
    listId: list,
    name: "Renamed",
    description: "",
    updatedAt,
  }),
  "lists.move": ({ list, paperId }) => ({ listId: list, paperId, to: "top" }),
  "lists.putBack": ({ list, paperId }) => ({ listId: list, paperId }),
  "lists.read": ({ list }) => ({ listId: list }),
  "lists.remove": ({ list }) => ({ listId: list }),
  "lists.restore": ({ list }) => ({ listId: list }),
  "lists.takeOff": ({ list, paperId }) => ({ listId: list, paperId }),
  "papers.at": ({ slug }) => ({ address: slug }),
  "passwords.isResetOpen": () => ({ token: "no such token" }),
  "search.papers": () => ({ q: "paper" }),
  "sessions.end": ({ session }) => ({ id: session }),
  "sessions.endOthers": () => undefined,
  "sessions.list": () => undefined,
  "viewer.mine": ({ paperId }) => ({ paperIds: [paperId] }),
  "votes.set": ({ paperId }) => ({ paperId, voted: true }),
  "votes.voters": ({ paperId }) => ({ paperId }),
};

/**
 * Who may do what: a stranger, another reader, the owner of what is asked for, an administrator.
 * Being an administrator opens nobody's notes. "refused" is no question of access: the thing asked for
 * is wrong in itself.
 */
const TABLE = `
                              stranger   another    owner      administrator
accounts.profile              sign in    ok         ok         ok
accounts.rename               sign in    ok         ok         ok
annotations.create            sign in    ok         ok         ok
annotations.edit open         sign in    FORBIDDEN  ok         FORBIDDEN
annotations.edit private      sign in    NOT FOUND  ok         NOT FOUND
annotations.mine              sign in    ok         ok         ok
annotations.onPaper           ok         ok         ok         ok
annotations.reattach open     sign in    FORBIDDEN  refused    FORBIDDEN
annotations.reattach private  sign in    NOT FOUND  refused    NOT FOUND
annotations.remove open       sign in    FORBIDDEN  ok         FORBIDDEN
annotations.remove private    sign in    NOT FOUND  ok         NOT FOUND
annotations.reply open        sign in    ok         ok         ok
annotations.reply private     sign in    NOT FOUND  ok         NOT FOUND
annotations.restore open      sign in    FORBIDDEN  ok         FORBIDDEN
annotations.restore private   sign in    NOT FOUND  ok         NOT FOUND
auth.admission                ok         ok         ok         ok
auth.pendingSignUp            ok         ok         ok         ok
editions.daily                ok         ok         ok         ok
editions.monthly              ok         ok         ok         ok
editions.nearest              ok         ok         ok         ok
editions.trending             ok         ok         ok         ok
editions.weekly               ok         ok         ok         ok
identities.disconnect         sign in    NOT FOUND  ok         NOT FOUND
identities.list               sign in    ok         ok         ok
invitations.create            sign in    FORBIDDEN  FORBIDDEN  ok
invitations.list              sign in    FORBIDDEN  FORBIDDEN  ok
invitations.revoke            sign in    FORBIDDEN  FORBIDDEN  NOT FOUND
library.remove                sign in    ok         ok         ok
library.set                   sign in    ok         ok         ok
library.shelf                 sign in    ok         ok         ok
lists.add                     sign in    NOT FOUND  ok         NOT FOUND
lists.all                     sign in    ok         ok         ok
lists.create new              sign in    ok         ok         ok
lists.create same             sign in    NOT FOUND  ok         NOT FOUND
lists.edit                    sign in    NOT FOUND  ok         NOT FOUND
lists.move                    sign in    NOT FOUND  ok         NOT FOUND
lists.putBack                 sign in    NOT FOUND  ok         NOT FOUND
lists.read                    sign in    NOT FOUND  ok         NOT FOUND
lists.remove                  sign in    NOT FOUND  ok         NOT FOUND
lists.restore                 sign in    NOT FOUND  ok         NOT FOUND
lists.takeOff                 sign in    NOT FOUND  ok         NOT FOUND
papers.at                     ok         ok         ok         ok
passwords.isResetOpen         ok         ok         ok         ok
search.papers                 ok         ok         ok         ok
sessions.end                  sign in    NOT FOUND  ok         NOT FOUND
sessions.endOthers            sign in    ok         ok         ok
sessions.list                 sign in    ok         ok         ok
viewer.mine                   ok         ok         ok         ok
votes.set                     sign in    ok         ok         ok
votes.voters                  ok         ok         ok         ok
`;

const WORDS: Record<string, string> = {
  UNAUTHORIZED: "sign in",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT FOUND",
  BAD_REQUEST: "refused",
  CONFLICT: "refused",
};

interface Callable {
  [name: string]: Callable & ((input: unknown) => Promise<unknown>);
}

async function ask(caller: unknown, name: string, input: unknown) {
  const [path = ""] = name.split(" ", 1);
  const [noun = "", verb = ""] = path.split(".", 2);
  try {
    const result = await (caller as Callable)[noun]?.[verb]?.(input);
    return { word: "ok", result };
  } catch (error) {
    const word = error instanceof TRPCError ? WORDS[error.code] : undefined;
    if (!word) throw error;
    return { word, result: null };
  }
}

it("names every procedure, and none that is gone", () => {
  const asked = new Set(Object.keys(ASKED).map((name) => name.split(" ", 1)[0]));
  expect([...asked].sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
});

it("opens to each what the table says", async () => {
  const columns = ["stranger", "another", "owner", "administrator"];
  const line = (cells: string[]) => cells.map((cell) => cell.padEnd(11)).join("");
  const rows = [`${" ".repeat(30)}${line(columns)}`];
  for (const [name, input] of Object.entries(ASKED)) {
    const words = await Promise.all(
      [0, 1, 2, 3].map(async (who) => {
        const world = await makeWorld();
        return (await ask(world.callers[who], name, input(world))).word;
      }),
    );
    rows.push(name.padEnd(30) + line(words));
  }
  expect(`\n${rows.map((row) => `${row.trimEnd()}\n`).join("")}`).toBe(TABLE);
}, 90_000);

it("tells nobody but the owner what is the owner's", async () => {
  const { callers } = await makeWorld();
  const told = await ask(callers[2], "annotations.mine", {});
  expect(JSON.stringify(told.result)).toContain(SECRET);
  for (const [name, input] of Object.entries(ASKED)) {
    const world = await makeWorld();
    const [stranger, other, , administrator] = world.callers;
    for (const caller of [stranger, other, administrator]) {
      const { result } = await ask(caller, name, input(world));
      expect(JSON.stringify(result) ?? "", name).not.toContain(SECRET);
    }
  }
}, 90_000);
