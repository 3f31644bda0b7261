import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { monthOf, weekOf } from "@/server/editions/calendar";
import { appRouter } from "@/server/root";
import { anonymous, as } from "../support/callers";
import { type Answer, answerOf, LEGEND, leaksTo, table } from "../support/matrix";
import { OUTSIDE, type Person, people } from "../support/people";
import { makeWorld, SEEN, vanish, type World } from "../support/world";

// where accounts are by invitation, inviting is to be had at all
process.env.SIGN_UP = "invite";

const target = { start: 0, end: 4, textHash: "0".repeat(64) };
const note = (world: World) => ({
  id: randomUUID(),
  paperId: world.paperId,
  version: 1,
  body: "A",
});

/** Every procedure, some in several cases, with what it is asked for. */
const ASKED: Record<string, (world: World) => unknown> = {
  "accounts.profile": () => undefined,
  "accounts.rename": () => ({ name: "Renamed" }),
  "annotations.create me": (world) => ({ ...note(world), audience: "me" }),
  "annotations.create everyone": (world) => ({ ...note(world), audience: "everyone" }),
  "annotations.edit mine": ({ notes }) => ({ id: notes.mine, body: "Changed" }),
  "annotations.edit open": ({ notes }) => ({ id: notes.open, body: "Changed" }),
  "annotations.edit private": ({ notes }) => ({ id: notes.private, body: "Changed" }),
  "annotations.edit collection": ({ notes }) => ({ id: notes.collection, body: "Changed" }),
  "annotations.edit team": ({ notes }) => ({ id: notes.team, body: "Changed" }),
  "annotations.mine": () => ({}),
  "annotations.onPaper": ({ paperId }) => ({ paperId }),
  "annotations.reattach mine": ({ notes }) => ({ id: notes.mine, version: 1, target }),
  "annotations.reattach open": ({ notes }) => ({ id: notes.open, version: 1, target }),
  "annotations.reattach private": ({ notes }) => ({ id: notes.private, version: 1, target }),
  "annotations.reattach collection": ({ notes }) => ({ id: notes.collection, version: 1, target }),
  "annotations.remove mine": ({ notes }) => ({ id: notes.mine }),
  "annotations.remove open": ({ notes }) => ({ id: notes.open }),
  "annotations.remove private": ({ notes }) => ({ id: notes.private }),
  "annotations.remove collection": ({ notes }) => ({ id: notes.collection }),
  "annotations.remove team": ({ notes }) => ({ id: notes.team }),
  "annotations.reply open": ({ notes }) => ({ id: randomUUID(), parentId: notes.open, body: "A" }),
  "annotations.reply private": ({ notes }) => ({
    id: randomUUID(),
    parentId: notes.private,
    body: "A",
  }),
  "annotations.reply collection": ({ notes }) => ({
    id: randomUUID(),
    parentId: notes.collection,
    body: "A",
  }),
  "annotations.reply team": ({ notes }) => ({ id: randomUUID(), parentId: notes.team, body: "A" }),
  "annotations.restore open": ({ notes }) => ({ id: notes.open }),
  "annotations.restore private": ({ notes }) => ({ id: notes.deleted }),
  "annotations.restore collection": ({ notes }) => ({ id: notes.deletedCollection }),
  "auth.admission": () => ({}),
  "auth.pendingSignUp": () => ({ token: "no such token" }),
  "editions.daily": ({ feedDate }) => ({ feedDate }),
  "editions.monthly": ({ feedDate }) => ({ month: monthOf(feedDate) }),
  "editions.nearest": ({ feedDate }) => ({ from: feedDate, to: feedDate }),
  "editions.trending": () => ({}),
  "editions.weekly": ({ feedDate }) => ({ week: weekOf(feedDate) }),
  "identities.disconnect": () => ({ provider: "github" }),
  "identities.list": () => undefined,
  "invitations.create": () => ({ email: "" }),
  "invitations.list": () => undefined,
  "invitations.revoke": () => ({ id: randomUUID() }),
  "library.remove": ({ otherPaper }) => ({ paperId: otherPaper }),
  "library.set": ({ paperId }) => ({ paperId, status: "to_read" }),
  "library.shelf": () => ({}),
  "lists.add list": ({ list, otherPaper }) => ({ listId: list, paperId: otherPaper }),
  "lists.add collection": ({ collection, otherPaper }) => ({
    listId: collection,
    paperId: otherPaper,
  }),
  "lists.all": () => undefined,
  "lists.create new": () => ({ id: randomUUID(), name: "A list" }),
  "lists.create same": ({ list }) => ({ id: list, name: "A list" }),
  "lists.create in the team": ({ team }) => ({ id: randomUUID(), name: "A", teamId: team.id }),
  "lists.create same in my team": ({ collection, mine }) => ({
    id: collection,
    name: "A",
    teamId: mine.team.id,
  }),
  "lists.edit list": ({ list }) => edited(list),
  "lists.edit collection": ({ collection }) => edited(collection),
  "lists.move list": ({ list, paperId }) => ({ listId: list, paperId, to: "top" }),
  "lists.move collection": ({ collection, paperId }) => ({
    listId: collection,
    paperId,
    to: "top",
  }),
  "lists.putBack list": ({ list, paperId }) => ({ listId: list, paperId }),
  "lists.putBack collection": ({ collection, binnedPaper }) => ({
    listId: collection,
    paperId: binnedPaper,
  }),
  "lists.read mine": ({ mine }) => ({ listId: mine.list }),
  "lists.read list": ({ list }) => ({ listId: list }),
  "lists.read collection": ({ collection }) => ({ listId: collection }),
  "lists.read deleted": ({ deletedCollection }) => ({ listId: deletedCollection }),
  "lists.remove list": ({ list }) => ({ listId: list }),
  "lists.remove collection": ({ collection }) => ({ listId: collection }),
  "lists.restore list": ({ deletedList }) => ({ listId: deletedList }),
  "lists.restore collection": ({ deletedCollection }) => ({ listId: deletedCollection }),
  "lists.takeOff list": ({ list, paperId }) => ({ listId: list, paperId }),
  "lists.takeOff collection": ({ collection, paperId }) => ({ listId: collection, paperId }),
  "papers.at": ({ slug }) => ({ address: slug }),
  "passwords.isResetOpen": () => ({ token: "no such token" }),
  "search.papers": ({ title }) => ({ q: title }),
  "sessions.end mine": ({ mySession }) => ({ id: mySession }),
  "sessions.end the host's": ({ session }) => ({ id: session }),
  "sessions.endOthers": () => undefined,
  "sessions.list": () => undefined,
  "viewer.mine": ({ paperId, otherPaper }) => ({ paperIds: [paperId, otherPaper] }),
  "votes.set": ({ paperId }) => ({ paperId, voted: true }),
  "votes.voters": ({ paperId }) => ({ paperId }),
};

function edited(listId: string) {
  return { listId, name: "Renamed", description: "", updatedAt: SEEN };
}

/** Who may do what. What the columns and the cells mean is in `tests/support/people.ts` and `matrix.ts`. */
const TABLE = `
                                 anon  stran view  comm  contr edit  manag membr admin owner remov pendg guest link  inst
accounts.profile                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
accounts.rename                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.create me            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.create everyone      401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.edit mine            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.edit open            401   403   403   403   403   403   403   403   403   403   403   403   403   401   403
annotations.edit private         401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.edit collection      401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.edit team            401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.mine                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.onPaper              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
annotations.reattach mine        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.reattach open        401   403   403   403   403   403   403   403   403   403   403   403   403   401   403
annotations.reattach private     401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.reattach collection  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.remove mine          401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.remove open          401   403   403   403   403   403   403   403   403   403   403   403   403   401   403
annotations.remove private       401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.remove collection    401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.remove team          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.reply open           401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
annotations.reply private        401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.reply collection     401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.reply team           401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.restore open         401   403   403   403   403   403   403   403   403   403   403   403   403   401   403
annotations.restore private      401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
annotations.restore collection   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
auth.admission                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
auth.pendingSignUp               ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.daily                   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.monthly                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.nearest                 ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.trending                ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
editions.weekly                  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
identities.disconnect            401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
identities.list                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
invitations.create               401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok
invitations.list                 401   403   403   403   403   403   403   403   403   403   403   403   403   401   ok
invitations.revoke               401   403   403   403   403   403   403   403   403   403   403   403   403   401   404
library.remove                   401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
library.set                      401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
library.shelf                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
lists.add list                   401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.add collection             401   404   403   403   ok    ok    ok    ok    ok    ok    404   404   ok    401   404
lists.all                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
lists.create new                 401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
lists.create same                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.create in the team         401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   404   401   404
lists.create same in my team     401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404
lists.edit list                  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.edit collection            401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404
lists.move list                  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.move collection            401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404
lists.putBack list               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.putBack collection         401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404
lists.read mine                  401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
lists.read list                  401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.read collection            401   404   ok    ok    ok    ok    ok    ok    ok    ok    404   404   ok    401   404
lists.read deleted               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.remove list                401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.remove collection          401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404
lists.restore list               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.restore collection         401   404   403   403   403   403   ok    403   ok    ok    404   404   403   401   404
lists.takeOff list               401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
lists.takeOff collection         401   404   403   403   403   ok    ok    ok    ok    ok    404   404   ok    401   404
papers.at                        ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
passwords.isResetOpen            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
search.papers                    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
sessions.end mine                401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
sessions.end the host's          401   404   404   404   404   404   404   404   404   404   404   404   404   401   404
sessions.endOthers               401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
sessions.list                    401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
viewer.mine                      ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
votes.set                        401   ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    401   ok
votes.voters                     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
`;

interface Callable {
  [name: string]: Callable & ((input: unknown) => Promise<unknown>);
}

function ask({ user }: World, name: string, input: unknown): Promise<Answer> {
  const [path = ""] = name.split(" ", 1);
  const [noun = "", verb = ""] = path.split(".", 2);
  const caller: unknown = user ? as(user) : anonymous();
  return answerOf(async () => (caller as Callable)[noun]?.[verb]?.(input));
}

/** An id is made by who sends it: whoever knows one already can find out that it is taken, and no more. */
const TAKEN = ["lists.create same", "lists.create same in my team"];

/** What reads of all worlds: nothing may be made meanwhile. */
const OF_ALL = /^(editions\.|invitations\.list)/;

/** The procedures by their paths; the type of the router names nouns. */
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;

const kindOf = (name: string) => procedures[name.split(" ", 1)[0] ?? ""]?._def.type;

/** What was found out by asking everything once for everybody, each in a world of their own. */
const rows: [name: string, cells: string[]][] = [];
const leaks: string[] = [];
const traces: string[] = [];

async function cell(name: string, who: Person): Promise<string> {
  const world = await makeWorld(who);
  const input = ASKED[name]?.(world);
  const { word, told } = await ask(world, name, input);
  leaks.push(...leaksTo(who, told).map((secret) => `${name} tells ${who}: ${secret}`));
  // to whom the host's things are not there, they are not there: the same answer without them
  if (
    OUTSIDE.includes(who) &&
    !TAKEN.includes(name) &&
    (word !== "ok" || kindOf(name) === "query")
  ) {
    await vanish(world);
    const without = await ask(world, name, input);
    if (JSON.stringify(without) !== JSON.stringify({ word, told })) {
      traces.push(`${name}, ${who}: ${JSON.stringify(told)} or ${JSON.stringify(without.told)}`);
    }
  }
  return word;
}

beforeAll(async () => {
  for (const name of Object.keys(ASKED)) {
    const alone = OF_ALL.test(name);
    const cells: Promise<string>[] = [];
    for (const who of people) {
      cells.push(cell(name, who));
      if (alone) await cells.at(-1);
    }
    rows.push([name, await Promise.all(cells)]);
  }
}, 180_000);

it("names every procedure, and none that is gone", () => {
  const asked = new Set(Object.keys(ASKED).map((name) => name.split(" ", 1)[0]));
  expect([...asked].sort()).toEqual(Object.keys(procedures).sort());
});

it("opens to each what the table says", () => {
  expect(table(rows), LEGEND).toBe(TABLE);
});

it("tells nobody what is not for them, in answers or in refusals", () => {
  expect(leaks).toEqual([]);
});

it("answers those outside as if there were nothing", () => {
  expect(traces).toEqual([]);
});
