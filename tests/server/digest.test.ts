import { generateKeyPairSync, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { annotations } from "@/db/schema/annotations";
import { digestIssues, digestOpened, digestPapers, digestSubscriptions } from "@/db/schema/digest";
import { submissions } from "@/db/schema/editions";
import { lists } from "@/db/schema/lists";
import { users } from "@/db/schema/users";
import { claimDue, claimFirstDue, sendIssues } from "@/server/digest/issues/mutations";
import {
  confirm,
  purgeDigests,
  report,
  saveByToken,
  subscribe,
  unsubscribe,
} from "@/server/digest/mutations";
import { tokenFor } from "@/server/digest/token";
import { sendQueued } from "@/server/jobs/handlers";
import { appDatabase } from "@/server/platform/database";
import { UndeliveredMailError } from "@/server/platform/email/send";
import { env } from "@/server/platform/env";
import { anonymous, as, contextFor } from "../support/callers";
import { verifiedHeaders } from "../support/dkim";
import {
  makeCollection,
  makeEdition,
  makePaper,
  makePapers,
  makeTeam,
  makeUser,
  type User,
} from "../support/factories";
import { mailServer } from "../support/mail-server";

const refusals = new Map<string, number>();
/** What the mail server says when it refuses. */
let answer = (to: string) => `no such user: ${to}`;
const noSuchUser = answer;
let asked = 0;
const mail = await mailServer((to) => {
  asked++;
  const code = refusals.get(to) ?? refusals.get("everybody");
  return code ? { code, said: answer(to) } : null;
});
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
process.env.SMTP_URL = mail.url;
process.env.APP_URL = "https://papers.example.org";
process.env.DKIM_DOMAIN = "papers.example.org";
process.env.DKIM_SELECTOR = "test";
process.env.DKIM_KEY = pair.privateKey
  .export({ type: "pkcs8", format: "pem" })
  .toString()
  .replaceAll("\n", "\\n");

const db = appDatabase();
afterAll(() => mail.close());

/** A Tuesday; what is made in the tests is newer. */
const TODAY = "2024-03-12";
const SEVEN = new Date(`${TODAY}T07:00:00Z`);
const at = (now: Date) => contextFor({ kind: "system" }, { now: () => now });
const stranger = (now = new Date(`${TODAY}T00:00:00Z`)) =>
  contextFor({ kind: "anonymous" }, { now: () => now });

beforeEach(async () => {
  mail.received.length = 0;
  refusals.clear();
  answer = noSuchUser;
  await db.delete(digestSubscriptions);
  await db.delete(submissions);
  await db.execute(sql`delete from graphile_worker._private_jobs`);
});

const jobs = async (task: string) =>
  (
    await db.execute<{ payload: unknown }>(sql`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`)
  ).map(({ payload }) => payload);

/** Sends the confirmations that wait, and returns their links' tokens. */
async function confirmations(): Promise<string[]> {
  for (const payload of await jobs("send-mail")) {
    await sendQueued(at(SEVEN), payload as { sealed: string });
  }
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  return mail.received.splice(0).flatMap(({ raw }) => {
    const flat = raw.replaceAll("=\r\n", "");
    return [...flat.matchAll(/digest\/(?:confirm\/)?([\w-]{46})/g)]
      .map(([, token]) => token ?? "")
      .slice(0, 1);
  });
}

let clients = 0;
const newClient = () => `192.0.2.${++clients}`;

/** A new address that gets the edition at 7 in UTC on weekdays. */
async function subscriber(email = `${randomUUID()}@example.net`) {
  await subscribe(stranger(), { email, zone: "UTC", client: newClient() });
  const [token = ""] = await confirmations();
  await confirm(stranger(), { token, client: newClient() });
  return subscriptionOf(email);
}

async function subscriptionOf(email: string) {
  const [row] = await db
    .select()
    .from(digestSubscriptions)
    .where(eq(digestSubscriptions.email, email));
  if (!row) throw new Error("there is no subscription");
  return row;
}

/** A reader whose digest comes at 7 in UTC. */
async function reader(given: Partial<typeof users.$inferInsert> = {}): Promise<User> {
  const user = await makeUser({ emailVerified: new Date(), ...given });
  await as(user, { now: stranger().now }).digest.save(SETTINGS);
  return user;
}

const SETTINGS = {
  cadence: "daily" as const,
  weekdays: [1, 2, 3, 4, 5],
  weekday: 1,
  hour: 7,
  zone: "UTC",
  length: 10,
  contents: ["edition", "topics", "teams", "collections", "notes"],
};

/** Claims and sends what is due. Returns the messages, by their addresses. */
async function morning(now = SEVEN): Promise<Map<string, string>> {
  await claimDue(at(now));
  const batches = (await jobs("send-digests")) as { issues: Issue[] }[];
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  for (const batch of batches) await sendIssues(at(now), batch);
  return new Map(mail.received.splice(0).map(({ to, raw }) => [to[0] ?? "", textIn(raw)]));
}

type Issue = { subscriptionId: string; day: string };

/** Claims what is due, as one batch. */
async function claimedBatch(): Promise<{ issues: Issue[] }> {
  await claimDue(at(SEVEN));
  const [batch] = (await jobs("send-digests")) as { issues: Issue[] }[];
  return batch ?? { issues: [] };
}

/** Writes a note at that time. */
async function note(
  who: User,
  paperId: number,
  audience: "me" | { teamId: string },
  body: string,
  createdAt = new Date(`${TODAY}T06:00:00Z`),
) {
  const id = randomUUID();
  await as(who).annotations.create({ id, paperId, version: 1, audience, body });
  await db.update(annotations).set({ createdAt }).where(eq(annotations.id, id));
}

/** The text of a message, decoded. */
function textIn(raw: string): string {
  const part = raw.split(/content-type: text\/plain/i)[1] ?? "";
  const [head = "", ...rest] = part.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n").split(/\r\n----_NmP/)[0] ?? "";
  return decoded(head, body);
}

function decoded(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

const count = (text: string | undefined, part: string) => (text ?? "").split(part).length - 1;

describe("subscribing", () => {
  test("is confirmed by the mailed link, and opening links does nothing", async () => {
    const email = "ada@example.net";
    await subscribe(stranger(), { email, zone: "Asia/Tokyo", client: newClient() });
    const [token = ""] = await confirmations();
    expect(await anonymous({ now: stranger().now }).digest.byToken({ token })).toMatchObject({
      may: "confirm",
      email: "a…@example.net",
      state: "pending",
    });
    expect(await subscriptionOf(email)).toMatchObject({ state: "pending", dueAt: null });
    const { manage } = await confirm(stranger(), { token, client: newClient() });
    expect(await subscriptionOf(email)).toMatchObject({
      state: "active",
      zone: "Asia/Tokyo",
      // 7 in Tokyo
      dueAt: new Date("2024-03-12T22:00:00Z"),
    });
    // safe to repeat
    await confirm(stranger(), { token, client: newClient() });
    expect(await anonymous().digest.byToken({ token: manage })).toMatchObject({ may: "manage" });
  });

  test("leaves the same in the queue for every address, and never floods one", async () => {
    await subscriber("known@example.net");
    for (const email of ["known@example.net", "new@example.net", "new@example.net"]) {
      await subscribe(stranger(), { email, client: newClient() });
    }
    expect(await jobs("send-mail")).toHaveLength(3);
    // the second to the same address within hours says nothing, and the first of them was mailed before
    expect(await confirmations()).toHaveLength(1);
    const later = stranger(new Date(`${TODAY}T06:30:00Z`));
    await subscribe(later, { email: "known@example.net", client: newClient() });
    expect(await confirmations()).toHaveLength(1);
    expect(await subscriptionOf("known@example.net")).toMatchObject({ state: "active" });
  });

  test("is limited by client", async () => {
    const client = newClient();
    const attempts = Array.from({ length: 45 }, (_, number) =>
      subscribe(stranger(), { email: `many${number}@example.net`, client }),
    );
    const refused = (await Promise.allSettled(attempts)).filter(
      ({ status }) => status === "rejected",
    );
    expect(refused).toHaveLength(5);
  });

  test("a link works for a week, for its own purpose, and cannot be made up", async () => {
    await subscribe(stranger(), { email: "late@example.net", client: newClient() });
    const [token = ""] = await confirmations();
    const { id } = await subscriptionOf("late@example.net");
    const afterwards = stranger(new Date("2024-03-19T00:00:01Z"));
    for (const [ctx, made] of [
      [afterwards, token],
      [stranger(), tokenFor(id, "manage")],
      [stranger(), `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`],
      [stranger(), ""],
    ] as const) {
      await expect(confirm(ctx, { token: made, client: newClient() })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await purgeDigests(afterwards)).toBe(1);
  });

  test("what a kept link confirmed waits for a mailed one once mail is delivered", async () => {
    const email = "kept@example.net";
    const { SMTP_URL } = env();
    Object.assign(env(), { SMTP_URL: undefined });
    let kept = "";
    let manage = "";
    try {
      await subscribe(stranger(), { email, zone: "UTC", client: newClient() });
      kept = tokenFor((await subscriptionOf(email)).id, "kept");
      ({ manage } = await confirm(stranger(), { token: kept, client: newClient() }));
      expect(await subscriptionOf(email)).toMatchObject({ state: "active", confirmedAt: null });
      await db.execute(sql`delete from graphile_worker._private_jobs`);
    } finally {
      Object.assign(env(), { SMTP_URL });
    }
    expect(await claimDue(at(SEVEN))).toBe(0);
    expect(await subscriptionOf(email)).toMatchObject({ state: "pending", dueAt: null });
    const later = stranger(SEVEN);
    for (const refused of [
      confirm(later, { token: kept, client: newClient() }),
      saveByToken(later, { ...SETTINGS, length: 10, token: manage, client: newClient() }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const [token = ""] = await confirmations();
    await confirm(later, { token, client: newClient() });
    expect(await subscriptionOf(email)).toMatchObject({ state: "active", confirmedAt: SEVEN });
  });

  test("one address has one subscription, however many ask at once", async () => {
    const email = "once@example.net";
    await Promise.all(
      Array.from({ length: 8 }, () => subscribe(stranger(), { email, client: newClient() })),
    );
    expect(await db.select().from(digestSubscriptions)).toHaveLength(1);
    expect(await confirmations()).toHaveLength(1);
  });

  test("a reader with a proved address has it at once; another is asked first", async () => {
    const proved = await reader();
    expect(await as(proved).digest.mine()).toMatchObject({ isOn: true, isPending: false });
    const user = await makeUser();
    expect(await as(user, { now: stranger().now }).digest.save(SETTINGS)).toEqual({
      state: "pending",
    });
    expect(await as(user).digest.mine()).toMatchObject({ isOn: false, isPending: true });
    const [token = ""] = await confirmations();
    await confirm(stranger(), { token, client: newClient() });
    expect(await as(user).digest.mine()).toMatchObject({ isOn: true, isPending: false });
  });

  test("an account with somebody's unproved address cannot change or end what they confirmed", async () => {
    const email = "owner@example.net";
    const before = await subscriber(email);
    const user = await makeUser({ email });
    const caller = as(user, { now: () => new Date("2024-03-13T00:00:00Z") });
    await caller.digest.save({ ...SETTINGS, hour: 23 });
    await caller.digest.end();
    expect(await subscriptionOf(email)).toMatchObject({
      state: "active",
      hour: before.hour,
      userId: null,
    });
  });

  test("an account learns nothing of an address that it has not proved", async () => {
    const email = "hidden@example.net";
    await subscriber(email);
    await db.update(digestSubscriptions).set({ hour: 21 });
    const user = await makeUser({ email });
    const caller = as(user, { now: () => new Date("2024-03-13T00:00:00Z") });
    const nothing = { isOthers: false, isOn: false, next: null, settings: { hour: 7 } };
    expect(await caller.digest.mine()).toMatchObject(nothing);
    await caller.digest.save(SETTINGS);
    expect(await caller.digest.mine()).toMatchObject({ ...nothing, isPending: true });
    await caller.digest.end();
    expect(await caller.digest.mine()).toMatchObject({ ...nothing, isPending: false });
    // its owner may know
    await db.update(users).set({ emailVerified: SEVEN }).where(eq(users.id, user.id));
    expect(await caller.digest.mine()).toMatchObject({ isOthers: true });
  });

  test("what somebody asks for without the account goes to no account", async () => {
    const user = await makeUser();
    await as(user, { now: stranger().now }).digest.save(SETTINGS);
    const [token = ""] = await confirmations();
    // also if no second message is mailed within hours
    await subscribe(stranger(), { email: user.email, client: newClient() });
    await confirm(stranger(), { token, client: newClient() });
    expect(await subscriptionOf(user.email)).toMatchObject({
      state: "active",
      userId: null,
      claimedBy: null,
    });
  });
});

describe("ending it", () => {
  test("by the link: at once, again and again, also after it is deleted", async () => {
    const { id, email } = await subscriber();
    const token = tokenFor(id, "manage");
    await unsubscribe(stranger(), { token });
    await unsubscribe(stranger(), { token });
    expect(await subscriptionOf(email)).toMatchObject({ state: "ended", endedFor: "reader" });
    expect(await morning()).toEqual(new Map());
    expect(await purgeDigests(stranger(new Date("2024-04-30T00:00:00Z")))).toBe(1);
    await unsubscribe(stranger(), { token });
    await expect(unsubscribe(stranger(), { token: "nothing" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("what was ended by mistake comes again by the same link, with new settings", async () => {
    const { id, email } = await subscriber();
    const token = tokenFor(id, "manage");
    await unsubscribe(stranger(), { token });
    const { contents, weekday, ...settings } = SETTINGS;
    await saveByToken(stranger(), {
      ...settings,
      token,
      cadence: "weekly",
      weekdays: [3],
      length: 5,
      client: newClient(),
    });
    expect(await subscriptionOf(email)).toMatchObject({
      state: "active",
      cadence: "weekly",
      weekdays: [3],
      dueAt: new Date("2024-03-13T07:00:00Z"),
    });
  });

  test("a daily one needs a day, and any one something in it", async () => {
    const ada = await reader();
    const save = (given: object) => as(ada).digest.save({ ...SETTINGS, ...given });
    await expect(save({ weekdays: [] })).rejects.toThrow("Please choose at least one day.");
    await expect(save({ contents: [] })).rejects.toThrow("Please choose what is in it.");
    await save({ cadence: "weekly", weekdays: [] });
    // as a form sends them
    await save({ weekdays: { none: "", 2: "on" }, contents: { none: "", edition: "on" } });
    expect((await as(ada).digest.mine()).settings).toMatchObject({
      weekdays: [2],
      contents: ["edition"],
    });
  });

  test("three refusals in a row end it, and a message that is taken begins again", async () => {
    const { email } = await subscriber();
    for (const [day, code, state] of [
      ["12", 550, { bounces: 1, state: "active" }],
      ["13", 550, { bounces: 2, state: "active" }],
      ["14", 0, { bounces: 0, state: "active" }],
      ["15", 550, { bounces: 1, state: "active" }],
      ["18", 550, { bounces: 2, state: "active" }],
      ["19", 550, { bounces: 3, state: "ended", endedFor: "bounces" }],
    ] as const) {
      await makePaper({ feedDate: `2024-03-${day}` });
      refusals.clear();
      if (code) refusals.set(email, code);
      await morning(new Date(`2024-03-${day}T07:00:00Z`));
      expect(await subscriptionOf(email), day).toMatchObject(state);
    }
  });

  test("only what is said of the address counts against it", async () => {
    const { email } = await subscriber();
    await makePaper({ feedDate: TODAY });
    refusals.set(email, 550);
    const batch = await claimedBatch();
    for (const [said, bounces] of [
      ["5.7.1 Relaying denied", 0],
      ["5.1.8 Sender address rejected: domain not found", 0],
      ["5.2.2 Mailbox full", 0],
      ["Client host blocked by our policy", 0],
      ["5.1.1 Blocked by nobody: no such user", 1],
      ["5.2.1 Mailbox disabled", 2],
    ] as const) {
      answer = () => said;
      await db.update(digestIssues).set({ state: "queued", endedAt: null });
      expect(await sendIssues(at(SEVEN), batch), said).toMatchObject({ refused: 1 });
      expect(await subscriptionOf(email), said).toMatchObject({ bounces, state: "active" });
      // its papers have not come
      expect(await db.select().from(digestPapers), said).toEqual([]);
    }
  });

  test("a server that refuses everybody ends nobody's, and is tried again", async () => {
    const all = [await subscriber(), await subscriber(), await subscriber()];
    await makePaper({ feedDate: TODAY });
    const batch = await claimedBatch();
    refusals.set("everybody", 550);
    await expect(sendIssues(at(SEVEN), batch)).rejects.toBeInstanceOf(UndeliveredMailError);
    for (const { email } of all) {
      expect(await subscriptionOf(email)).toMatchObject({ bounces: 0, state: "active" });
    }
    expect(await db.select().from(digestPapers)).toEqual([]);
    refusals.clear();
    for (const { email } of all.slice(1)) refusals.set(email, 550);
    expect(await sendIssues(at(SEVEN), batch)).toMatchObject({ sent: 1, refused: 2 });
    expect(await subscriptionOf(all[1]?.email ?? "")).toMatchObject({ bounces: 1 });
  });

  test("one complaint ends it, and nobody can begin it again from outside", async () => {
    const { email } = await subscriber();
    const event = { type: "complaint" as const, email };
    expect(
      await report(at(SEVEN), { events: [event, { ...event, email: "x@example.org" }] }),
    ).toEqual({
      known: 1,
    });
    expect(await subscriptionOf(email)).toMatchObject({ state: "ended", endedFor: "complaint" });
    await subscribe(stranger(new Date("2024-05-01T00:00:00Z")), { email, client: newClient() });
    expect(await confirmations()).toEqual([]);
    // nor an account that has not proved the address
    const unproved = await makeUser({ email, emailVerified: null });
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    await as(unproved, { now: stranger().now }).digest.save(SETTINGS);
    expect(await confirmations()).toEqual([]);
    expect(await subscriptionOf(email)).toMatchObject({ state: "ended", endedFor: "complaint" });
  });

  test("a blocked reader gets none, and a deleted one leaves none", async () => {
    const [blocked, gone] = [await reader(), await reader()];
    await makePaper({ feedDate: TODAY });
    await claimDue(at(SEVEN));
    await db.update(users).set({ blockedAt: SEVEN }).where(eq(users.id, blocked.id));
    await db.delete(users).where(eq(users.id, gone.id));
    expect(await db.select().from(digestSubscriptions)).toHaveLength(1);
    expect(await morning()).toEqual(new Map());
    expect(await db.select().from(digestIssues)).toMatchObject([{ state: "ended" }]);
  });
});

describe("the morning", () => {
  test("two processes that claim at once send one", async () => {
    const all = [await subscriber(), await subscriber(), await subscriber()];
    await makeEdition(TODAY, 3);
    const claimed = await Promise.all([
      claimDue(at(SEVEN)),
      claimDue(at(SEVEN)),
      claimDue(at(SEVEN)),
    ]);
    expect(claimed.reduce((sum, each) => sum + each, 0)).toBe(all.length);
    const sent = await morning();
    expect([...sent.keys()].sort()).toEqual(all.map(({ email }) => email).sort());
    expect(await morning()).toEqual(new Map());
    expect(await db.select().from(digestIssues)).toHaveLength(all.length);
  });

  test("of many that are due, some are claimed at once, and a job claims the others", async () => {
    await db.execute(sql`insert into digest_subscriptions
        (email, state, confirmed_at, zone, weekdays, due_at)
      select n || '@example.org', 'active', now(), 'UTC', '{0,1,2,3,4,5,6}',
        ${SEVEN.toISOString()}::timestamptz
      from generate_series(1, 130) n`);
    expect(await claimFirstDue(at(SEVEN))).toBe(100);
    expect(await jobs("claim-digests")).toEqual([{ many: true }]);
    expect(await claimDue(at(SEVEN))).toBe(30);
    expect(await claimFirstDue(at(SEVEN))).toBe(0);
    // nothing is queued for none
    expect(await jobs("claim-digests")).toHaveLength(1);
    const batches = (await jobs("send-digests")) as { issues: Issue[] }[];
    const claimed = batches.flatMap(({ issues }) => issues.map((issue) => issue.subscriptionId));
    expect(new Set(claimed).size).toBe(130);
    expect(claimed).toHaveLength(130);
  });

  test("a job that is run again sends the rest, under the ids of the first attempt", async () => {
    const [one, other] = [await subscriber(), await subscriber()];
    await makeEdition(TODAY, 3);
    await claimDue(at(SEVEN));
    const [batch] = (await jobs("send-digests")) as { issues: Issue[] }[];
    refusals.set(other.email, 451);
    const sending = () => sendIssues(at(SEVEN), batch ?? { issues: [] });
    await expect(sending()).rejects.toBeInstanceOf(UndeliveredMailError);
    const ids = await db.select({ id: digestIssues.mailId }).from(digestIssues);
    refusals.clear();
    expect(await sending()).toMatchObject({ sent: expect.any(Number) });
    expect(await sending()).toMatchObject({ sent: 0, none: 2 });
    expect(mail.received.map(({ to }) => to[0]).sort()).toEqual([one.email, other.email].sort());
    const sentIds = mail.received.map(
      ({ raw }) => /^Message-ID: <([\w-]+)@papers/im.exec(raw)?.[1],
    );
    expect(sentIds.sort()).toEqual(ids.map(({ id }) => id).sort());
  });

  test("one that is put off does not keep the others waiting", async () => {
    const all: string[] = [];
    for (let count = 0; count < 12; count++) all.push((await subscriber()).email);
    await makePaper({ feedDate: TODAY });
    const batch = await claimedBatch();
    const first = batch.issues.slice(0, 8).map(({ subscriptionId }) => subscriptionId);
    for (const { id, email } of await db.select().from(digestSubscriptions)) {
      if (first.includes(id)) refusals.set(email, 452);
    }
    await expect(sendIssues(at(SEVEN), batch)).rejects.toBeInstanceOf(UndeliveredMailError);
    const sent = mail.received.map(({ to }) => to[0] ?? "");
    expect(sent.sort()).toEqual(all.filter((email) => !refusals.has(email)).sort());
  });

  test("a server that closes is not asked for each of them", async () => {
    for (let count = 0; count < 12; count++) await subscriber();
    await makePaper({ feedDate: TODAY });
    const batch = await claimedBatch();
    refusals.set("everybody", 421);
    asked = 0;
    await expect(sendIssues(at(SEVEN), batch)).rejects.toBeInstanceOf(UndeliveredMailError);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(12);
  });

  test("a second attempt has the papers of the first, which may have been delivered", async () => {
    const { email, id } = await subscriber();
    await makePaper({ feedDate: TODAY, title: "At first", sourceUpvotes: 1 });
    const batch = await claimedBatch();
    refusals.set(email, 451);
    await expect(sendIssues(at(SEVEN), batch)).rejects.toBeInstanceOf(UndeliveredMailError);
    await makePaper({ feedDate: TODAY, title: "Meanwhile", sourceUpvotes: 9 });
    refusals.clear();
    await sendIssues(at(SEVEN), batch);
    const [text] = mail.received.splice(0).map(({ raw }) => textIn(raw));
    expect(text).toContain("At first");
    expect(text).not.toContain("Meanwhile");
    const had = await db.select().from(digestPapers).where(eq(digestPapers.subscriptionId, id));
    expect(had).toHaveLength(1);
    const next = (await morning(new Date("2024-03-13T07:00:00Z"))).get(email);
    expect(next).toContain("Meanwhile");
    expect(next).not.toContain("At first");
  });

  test("a note between the claim and the sending comes once, with the next", async () => {
    const [ada, me] = [await makeUser({ name: "Ada" }), await reader()];
    const team = await makeTeam({ owner: ada, members: [me] });
    const paper = await makePaper({ feedDate: TODAY });
    const batch = await claimedBatch();
    const between = new Date(`${TODAY}T07:01:00Z`);
    await note(ada, paper.id, { teamId: team.id }, "Overheard", between);
    await sendIssues(at(new Date(`${TODAY}T07:02:00Z`)), batch);
    expect(mail.received.splice(0).map(({ raw }) => textIn(raw))).toEqual([
      expect.not.stringContaining("Overheard"),
    ]);
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    const next = await morning(new Date("2024-03-13T07:00:00Z"));
    expect(count(next.get(me.email), "Overheard")).toBe(1);
  });

  test("old digests are deleted, and their papers do not come again", async () => {
    await subscriber();
    await makePaper({ feedDate: TODAY });
    expect((await morning()).size).toBe(1);
    const later = (days: number) => stranger(new Date(SEVEN.getTime() + days * 86_400_000));
    await purgeDigests(later(99));
    expect(await db.select().from(digestIssues)).toHaveLength(1);
    await purgeDigests(later(101));
    expect(await db.select().from(digestIssues)).toEqual([]);
    expect(await db.select().from(digestPapers)).toHaveLength(1);
  });

  test("a paper comes once in a subscriber's life", async () => {
    const { email, id } = await subscriber();
    await makeEdition(TODAY, 12);
    const first = (await morning()).get(email);
    expect(count(first, "https://papers.example.org/papers/2401")).toBe(10);
    // those that were left over are new on the next day, as they came after the first was made
    const second = (await morning(new Date("2024-03-13T07:00:00Z"))).get(email);
    expect(count(second, "https://papers.example.org/papers/2401")).toBe(2);
    const papers = await db.select().from(digestPapers).where(eq(digestPapers.subscriptionId, id));
    expect(new Set(papers.map(({ paperId }) => paperId)).size).toBe(12);
    // and then there is nothing
    expect(await morning(new Date("2024-03-14T07:00:00Z"))).toEqual(new Map());
    const [last] = await db.select().from(digestIssues).where(eq(digestIssues.day, "2024-03-14"));
    expect(last).toMatchObject({ state: "empty" });
  });

  test("what was passed over does not come alone", async () => {
    const { email } = await subscriber();
    await makeEdition(TODAY, 12);
    await db.update(submissions).set({ createdAt: new Date(`${TODAY}T05:00:00Z`) });
    expect(count((await morning()).get(email), "/papers/2401")).toBe(10);
    expect(await morning(new Date("2024-03-13T07:00:00Z"))).toEqual(new Map());
  });

  test("a paper that qualifies three times is there once, with its reasons", async () => {
    const [ada, lin, me] = [
      await makeUser({ name: "Ada" }),
      await makeUser({ name: "Lin" }),
      await reader(),
    ];
    await makeTeam({ owner: ada, members: [lin, me] });
    await as(me).follows.setTopics({ topics: ["agents"] });
    const [paper] = await makePapers([
      { feedDate: TODAY, title: "A paper of $O(n^2)$", topics: ["agents"], sourceUpvotes: 9 },
      { feedDate: TODAY, sourceUpvotes: 90 },
    ]);
    for (const mate of [ada, lin]) {
      await as(mate).votes.set({ paperId: paper?.id ?? 0, voted: true });
    }
    const text = (await morning()).get(me.email);
    expect(count(text, "A paper of O(n²)")).toBe(1);
    expect(text?.replace(/\s+/g, " ")).toContain(
      "Ada and Lin upvoted it · you follow Agents · among the first of the edition",
    );
    expect(text).toMatch(/1\. A paper of O/);
  });

  test("has nothing that the reader has, and no note that they may no longer see", async () => {
    const [ada, me] = [await makeUser({ name: "Ada" }), await reader()];
    const team = await makeTeam({ owner: ada, members: [me] });
    const [saved, voted, noted, left] = await makePapers([
      { feedDate: TODAY, title: "Saved" },
      { feedDate: TODAY, title: "Voted" },
      { feedDate: TODAY, title: "Noted" },
      { feedDate: TODAY, title: "Left" },
    ]);
    const idOf = (paper: { id: number } | undefined) => paper?.id ?? 0;
    await as(me).library.set({ paperId: idOf(saved), status: "read" });
    await as(me).votes.set({ paperId: idOf(voted), voted: true });
    await note(me, idOf(noted), "me", "Mine.");
    await note(ada, idOf(left), { teamId: team.id }, "Let us **run** it.");
    await note(ada, idOf(left), "me", "For nobody.");
    await claimDue(at(SEVEN));
    const [batch] = (await jobs("send-digests")) as { issues: Issue[] }[];

    const preview = await as(me, { now: () => SEVEN }).digest.preview();
    expect(preview.text).toContain("Ada on Left: “Let us run it.”");
    expect(preview.html).not.toContain("For nobody");
    for (const title of ["Saved", "Voted", "Noted"]) expect(preview.text).not.toContain(title);

    // removed from the team after it was queued
    await as(ada).teams.remove({ teamId: team.id, userId: me.id });
    await sendIssues(at(SEVEN), batch ?? { issues: [] });
    const [sent] = mail.received.splice(0).map(({ raw }) => textIn(raw));
    expect(sent).toContain("Left");
    expect(sent).not.toMatch(/Ada|Let us/);
  });

  test("has nothing that the reader has opened, and nothing is noted of others", async () => {
    const [me, without] = [await reader(), await makeUser()];
    const [opened] = await makePapers([
      { feedDate: TODAY, title: "Opened" },
      { feedDate: TODAY, title: "Not opened" },
    ]);
    const paperId = opened?.id ?? 0;
    const { reader: seen } = (await as(me).viewer.state({ paperIds: [paperId] })) ?? {};
    expect(seen?.getsDigest).toBe(true);
    const { reader: other } = (await as(without).viewer.state({ paperIds: [paperId] })) ?? {};
    expect(other).not.toHaveProperty("getsDigest");
    for (const each of [me, me, without]) {
      await as(each, { now: () => SEVEN }).digest.noteOpened({ paperId });
    }
    await as(me).digest.noteOpened({ paperId: 2_000_000_000 });
    expect(await db.select({ paperId: digestOpened.paperId }).from(digestOpened)).toEqual([
      { paperId },
    ]);
    const text = (await morning()).get(me.email);
    expect(text).toContain("Not opened");
    expect(text).not.toMatch(/\bOpened/);

    await purgeDigests(at(new Date(SEVEN.getTime() + 101 * 86_400_000)));
    expect(await db.select().from(digestOpened)).toEqual([]);
    await as(me).digest.noteOpened({ paperId });
    expect(await db.select().from(digestOpened)).toHaveLength(1);
    await as(me).digest.end();
    expect(await db.select().from(digestOpened)).toEqual([]);
  });

  test("has what others add to followed collections, while the reader may read them", async () => {
    const [ada, me] = [await makeUser({ name: "Ada" }), await reader()];
    const team = await makeTeam({ owner: ada, members: [me] });
    const [open, closed, other, also] = await Promise.all(
      ["Reading group", "Closed", "Not followed", "Also read"].map((name) =>
        makeCollection(team, { createdBy: ada.id, name }),
      ),
    );
    const [added, mine, hidden, elsewhere] = await makePapers([
      { title: "Added by Ada" },
      { title: "Added by me" },
      { title: "Added out of sight" },
      { title: "Added elsewhere" },
    ]);
    for (const list of [open, closed, also]) {
      await as(me).follows.followCollection({ listId: list?.id ?? "", on: true });
    }
    const add = (who: User, list: { id: string } | undefined, paper: { id: number } | undefined) =>
      as(who).items.add({ listId: list?.id ?? "", paperId: paper?.id ?? 0 });
    await add(ada, also, added);
    await add(ada, open, added);
    await add(ada, closed, added);
    await add(me, open, mine);
    await add(ada, closed, hidden);
    await add(ada, other, elsewhere);
    await db
      .update(lists)
      .set({ visibility: "people" })
      .where(eq(lists.id, closed?.id ?? ""));
    const text = (await morning()).get(me.email)?.replace(/\s+/g, " ");
    expect(text).toContain("Added by Ada");
    expect(text).toContain("Ada added it to “Reading group” and “Also read”");
    expect(text).not.toMatch(/Added by me|out of sight|elsewhere|Closed/);
  });

  test("what was claimed long ago is not sent", async () => {
    await subscriber();
    await makePaper({ feedDate: TODAY });
    await claimDue(at(SEVEN));
    const [batch] = (await jobs("send-digests")) as { issues: Issue[] }[];
    const late = new Date("2024-03-13T06:01:00Z");
    expect(await sendIssues(at(late), batch ?? { issues: [] })).toMatchObject({ late: 1 });
  });

  test("what was missed is made up for on the same day, and only then", async () => {
    const { email } = await subscriber();
    await makePaper({ feedDate: TODAY });
    expect([...(await morning(new Date(`${TODAY}T23:59:00Z`))).keys()]).toEqual([email]);
    await makePaper({ feedDate: "2024-03-13" });
    await claimDue(at(new Date("2024-03-14T00:01:00Z")));
    expect(await jobs("send-digests")).toEqual([]);
    expect(await subscriptionOf(email)).toMatchObject({ dueAt: new Date("2024-03-14T07:00:00Z") });
  });

  test("a weekly one has the week", async () => {
    const { id, email } = await subscriber();
    await db
      .update(digestSubscriptions)
      .set({ cadence: "weekly", weekdays: [2] })
      .where(eq(digestSubscriptions.id, id));
    await makePapers([
      { feedDate: "2024-03-04", title: "Before" },
      { feedDate: "2024-03-06", title: "Within" },
    ]);
    const text = (await morning()).get(email);
    expect(text).toContain("Within");
    expect(text).not.toContain("Before");
  });
});

describe("the message", () => {
  test("has the headers of a list, signed, and lines that every server takes", async () => {
    const { email, id } = await subscriber();
    const abstract = `Schöne Größen — 深層学習 und $\\alpha \\leq \\beta^2$. ${"Wort ".repeat(400)}`;
    await makePapers([{ feedDate: TODAY, title: "Über 深層学習", abstract, sourceUpvotes: 3 }]);
    await claimDue(at(SEVEN));
    const [batch] = (await jobs("send-digests")) as { issues: Issue[] }[];
    await sendIssues(at(SEVEN), batch ?? { issues: [] });
    const [{ raw, to } = { raw: "", to: [] }] = mail.received.splice(0);
    expect(to).toEqual([email]);
    const token = tokenFor(id, "manage");
    const head = raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
    expect(head).toMatch(/^List-ID: Papers of the day <digest\.papers\.example\.org>$/im);
    expect(head).toContain(
      `List-Unsubscribe: <https://papers.example.org/api/digest/unsubscribe/${token}>`,
    );
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(head).toMatch(/^Content-Type: multipart\/alternative/im);
    expect(head).toMatch(/^Message-ID: <[\w-]{36}@papers\.example\.org>$/im);
    // a subject in other letters is encoded, and everything is short
    expect(head).toMatch(/^Subject: =\?UTF-8\?/im);
    const lines = raw.split("\r\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect([...raw].every((letter) => letter.charCodeAt(0) < 128)).toBe(true);
    expect(textIn(raw)).toContain("Über 深層学習");
    expect(textIn(raw)).toContain("α ≤ β²");

    const covered = verifiedHeaders(raw, pair.publicKey);
    expect(covered).toEqual(
      expect.arrayContaining([
        "From",
        "To",
        "Subject",
        "List-ID",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
      ]),
    );
    expect(verifiedHeaders(raw.replace("One-Click", "One-Clock"), pair.publicKey)).toBeNull();
    expect(verifiedHeaders(raw.replace("Wort", "Word"), pair.publicKey)).toBeNull();
  });

  test("is the same for its owner's settings: only they see them", async () => {
    const me = await reader();
    const { id } = await subscriptionOf(me.email);
    expect(await as(me).digest.mine()).toMatchObject({ email: me.email, isOn: true });
    await as(me).digest.end();
    expect(await as(me).digest.mine()).toMatchObject({ isOn: false, endedFor: "reader" });
    const [row] = await db
      .select()
      .from(digestSubscriptions)
      .where(and(eq(digestSubscriptions.id, id), eq(digestSubscriptions.state, "ended")));
    expect(row?.dueAt).toBeNull();
  });
});
