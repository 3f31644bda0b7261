import { randomUUID } from "node:crypto";
import { desc, eq, inArray, sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { requestResetAction, resetPasswordAction } from "@/app/reset-password/actions";
import { signInAction } from "@/app/sign-in/actions";
import { auditLog } from "@/db/schema/audit";
import { pendingSignUps, sessions } from "@/db/schema/auth";
import { users } from "@/db/schema/users";
import { sendSignInLink } from "@/server/auth/identities/mailed-link";
import { confirmSignUp, signIn, signUp } from "@/server/auth/mutations";
import { owedStep } from "@/server/auth/second-step/queries";
import { INVITATION_COOKIE, SECOND_STEP_COOKIE } from "@/server/auth/sessions/cookie";
import { handlers, sendQueued } from "@/server/jobs/handlers";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { hashToken } from "@/server/platform/token";
import { as, contextFor, signedInAs } from "../support/callers";
import { makeUser } from "../support/factories";
import { pressLink, storeLink } from "../support/sign-in-link";

// there is no SMTP_URL here: every message is kept

const request = vi.hoisted(() => ({ jar: new Map<string, string>(), head: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      request.jar.has(name) ? { name, value: request.jar.get(name) } : undefined,
    getAll: () => [...request.jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string) => request.jar.set(name, value),
    delete: (name: string) => request.jar.delete(name),
  }),
  headers: async () => request.head,
}));

const db = appDatabase();
const system = () => contextFor({ kind: "system" });
const blank = { values: {}, errors: {} };

beforeEach(() => newBrowser());

function newBrowser() {
  request.jar.clear();
  request.head = new Headers({ host: "localhost:3000", "x-client-address": randomUUID() });
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const askForLink = (email: string) =>
  signInAction("/library", blank, form({ act: "link", email, password: "" }));

const askForReset = (email: string) => requestResetAction(blank, form({ email }));

type MailTask = "send-mail" | "mail-sign-in-link";

/** Takes the jobs of mail out of the queue. */
const jobs = () =>
  db.execute<{ task: MailTask; payload: { sealed: string } }>(sql`
    with taken as (delete from graphile_worker._private_jobs returning task_id, payload)
    select tasks.identifier as task, taken.payload
    from taken join graphile_worker._private_tasks tasks on tasks.id = taken.task_id`);

/** Does the jobs of mail, and returns how many there were. */
async function work(): Promise<number> {
  const taken = await jobs();
  for (const { task, payload } of taken) {
    if (task === "mail-sign-in-link") await sendSignInLink(system(), payload);
    else await sendQueued(system(), payload);
  }
  return taken.length;
}

/** The kept messages for an address, as an administrator reads them. */
async function keptFor(email: string) {
  await work();
  const { caller } = await signedInAs(await makeUser({ role: "administrator" }));
  const { messages } = await caller.mail.list();
  const read = messages.filter(({ to }) => to === email).map(({ id }) => caller.mail.read({ id }));
  return Promise.all(read);
}

const linkIn = (text: string) => new URL(/https?:\S+/.exec(text)?.[0] ?? "");

async function onlyLink(email: string) {
  const kept = await keptFor(email);
  expect(kept).toHaveLength(1);
  return linkIn(kept[0]?.text ?? "");
}

const sessionsOf = (userId: string) =>
  db.select().from(sessions).where(eq(sessions.userId, userId));

const found = async (email: string) =>
  (await db.select().from(users).where(eq(users.email, email)))[0];

test("a sign-in link is kept, signs in, and proves no address", async () => {
  const user = await makeUser({ passwordHash: "their own", emailVerified: null });
  const browser = await signedInAs(user);
  await askForLink(user.email);
  expect(await pressLink((await onlyLink(user.email)).searchParams)).toBe("/library");
  const [old, now] = await sessionsOf(user.id);
  expect([old, now].filter(Boolean)).toHaveLength(2);
  expect(await browser.caller.signIns.recent()).toMatchObject([{ way: "link" }]);
  // a proof would have ended what somebody else may have set up
  expect(await found(user.email)).toMatchObject({
    passwordHash: "their own",
    emailVerified: null,
  });
});

test("a kept link makes an account whose address is not proved, and not where it is closed", async () => {
  const email = `${randomUUID()}@example.org`;
  await askForLink(email);
  expect(await pressLink((await onlyLink(email)).searchParams)).toBe("/library");
  expect(await found(email)).toMatchObject({ emailVerified: null, passwordHash: null });

  Object.assign(env(), { SIGN_UP: "invite" });
  try {
    const named = `${randomUUID()}@example.org`;
    const { caller } = await signedInAs(await makeUser({ role: "administrator" }));
    await caller.invitations.create({ email: named });
    await askForLink(named);
    // the invitation is kept, and without it the address alone invites nobody
    expect((await keptFor(named)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/ invites you to /),
    ]);
  } finally {
    Object.assign(env(), { SIGN_UP: "open" });
  }
});

test("the second step of an administrator holds against links that others read", async () => {
  const other = await makeUser({ role: "administrator", passwordHash: "some", twoStep: true });
  await askForLink(other.email);
  expect(await pressLink((await onlyLink(other.email)).searchParams)).toBe("/sign-in/verify");
  expect(await sessionsOf(other.id)).toEqual([]);
  expect(
    await owedStep(contextFor({ kind: "anonymous" }), request.jar.get(SECOND_STEP_COOKIE)),
  ).toMatchObject({ userId: other.id, way: "link" });

  newBrowser();
  await askForReset(other.email);
  const messages = await keptFor(other.email);
  const reset = messages.find(({ subject }) => subject === "Set a new password");
  const token =
    linkIn(reset?.text ?? "")
      .pathname.split("/")
      .at(-1) ?? "";
  const password = "correct horse battery";
  await expect(resetPasswordAction(token, blank, form({ password }))).rejects.toMatchObject({
    digest: expect.stringContaining("/sign-in?reset"),
  });
  const from = { client: randomUUID(), userAgent: null };
  const entry = await signIn(contextFor({ kind: "anonymous" }), {
    ...from,
    email: other.email,
    password,
  });
  expect(entry.session).toBeNull();
  expect(await sessionsOf(other.id)).toEqual([]);
  expect(await found(other.email)).toMatchObject({ twoStep: true });
});

test("reading takes a confirmed session, and the log says whose message it was", async () => {
  const user = await makeUser({ name: "Nora Noted" });
  await askForReset(user.email);
  await work();
  const administrator = await makeUser({ role: "administrator" });
  const stolen = await signedInAs(administrator, { confirmed: false });
  const { messages } = await stolen.caller.mail.list();
  const id = messages.find(({ to }) => to === user.email)?.id ?? "";
  const logged = () =>
    db
      .select()
      .from(auditLog)
      .where(inArray(auditLog.act, ["mail.read", "mail.read-of"]))
      .orderBy(desc(auditLog.id))
      .limit(1);
  const before = await logged();
  await expect(stolen.caller.mail.read({ id })).rejects.toThrow(/confirm that it is you/);
  expect(await logged()).toEqual(before);
  const { caller } = await signedInAs(administrator);
  expect(await caller.mail.read({ id })).toMatchObject({ to: user.email });
  expect(await logged()).toMatchObject([
    { act: "mail.read-of", subjectId: user.id, subjectName: "Nora Noted" },
  ]);
});

test("what is said of a link is the same of every address, and promises no mail", async () => {
  const user = await makeUser();
  const stranger = `${randomUUID()}@example.org`;
  Object.assign(env(), { SIGN_UP: "closed" });
  try {
    for (const ask of [askForLink, askForReset]) {
      const [known, unknown] = [await ask(user.email), await ask(stranger)];
      expect(known.done).toMatch(/ is kept for the administrators\.$/);
      expect(unknown.done?.replace(stranger, user.email)).toBe(known.done);
      // as much is queued
      expect(await work()).toBe(2);
    }
    expect(await keptFor(stranger)).toEqual([]);
  } finally {
    Object.assign(env(), { SIGN_UP: "open" });
  }
});

test("what a mail server would be for stays as it is without one", async () => {
  // no code is offered that nobody would get
  const weak = await signedInAs(await makeUser({ passwordHash: null }), { confirmed: false });
  expect(await weak.caller.confirmation.means()).toMatchObject({ mail: false });
  await expect(weak.caller.confirmation.mailCode()).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("notices and invitations to an address are kept, and nobody is told of mail", async () => {
  const user = await makeUser({ passwordHash: "some", twoStep: true });
  const { caller } = await signedInAs(await makeUser({ role: "administrator" }));
  await caller.adminAccounts.turnOffSecondStep({ userId: user.id });
  expect(await keptFor(user.email)).toMatchObject([
    { text: expect.stringContaining("An administrator turned off your second step.") },
  ]);

  const team = await as(user).teams.create({ id: randomUUID(), name: "Kept", slug: "kept" });
  const email = `${randomUUID()}@example.org`;
  const made = await as(user).invitations.createForTeam({ teamId: team.id, email });
  expect(made).toMatchObject({ mailed: false });
  expect((await onlyLink(email)).href).toBe(made.link);
  const { messages } = await caller.mail.list();
  expect(messages.find(({ to }) => to === email)?.subject).toMatch(/^An invitation to a team/);
});

/** Does this as if a mail server were set, which is gone afterwards. */
async function withMail<T>(act: () => Promise<T>): Promise<T> {
  Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:9" });
  try {
    return await act();
  } finally {
    Object.assign(env(), { SMTP_URL: undefined });
  }
}

test("what would prove an address is not kept once the mail server is gone", async () => {
  const user = await makeUser({ passwordHash: null, emailVerified: null });
  const newcomer = { name: "New", email: `${randomUUID()}@example.org` };
  const weak = await signedInAs(user, { confirmed: false });
  await withMail(async () => {
    await askForLink(user.email);
    const from = { client: randomUUID(), userAgent: null };
    await signUp(contextFor({ kind: "anonymous" }), {
      ...newcomer,
      ...from,
      password: "correct horse battery",
    });
    await weak.caller.confirmation.mailCode();
  });
  const taken = await jobs();
  expect(taken).toHaveLength(3);
  for (const { task, payload } of taken) {
    expect(await handlers[task](system(), payload, new AbortController().signal)).toEqual({
      outcome: "refused",
      said: "It proves an address, so it is not kept, and SMTP_URL is not set.",
    });
  }
  for (const { email } of [user, newcomer]) expect(await keptFor(email)).toEqual([]);
});

test("a sign-up whose link is used after the mail server is gone proves no address", async () => {
  const email = `${randomUUID()}@example.org`;
  const token = randomUUID();
  await db.insert(pendingSignUps).values({
    name: "Late",
    email,
    passwordHash: "theirs",
    tokenHash: hashToken(token),
    createdAt: new Date(),
    expires: new Date(Date.now() + 60_000),
  });
  const entry = await confirmSignUp(contextFor({ kind: "anonymous" }), {
    token,
    client: randomUUID(),
    userAgent: null,
  });
  expect(entry.session).not.toBeNull();
  expect(await found(email)).toMatchObject({ emailVerified: null, passwordHash: "theirs" });
});

test("a kept link lets in neither a blocked account nor a newcomer once sign-up is closed", async () => {
  const blocked = await makeUser();
  await askForLink(blocked.email);
  const link = (await onlyLink(blocked.email)).searchParams;
  await db.update(users).set({ blockedAt: new Date() }).where(eq(users.id, blocked.id));
  expect(await pressLink(link)).toBe("/sign-in");
  expect(await sessionsOf(blocked.id)).toEqual([]);

  const email = `${randomUUID()}@example.org`;
  await askForLink(email);
  const another = (await onlyLink(email)).searchParams;
  Object.assign(env(), { SIGN_UP: "closed" });
  try {
    expect(await pressLink(another)).toBe("/sign-in");
    expect(await found(email)).toBeUndefined();
  } finally {
    Object.assign(env(), { SIGN_UP: "open" });
  }
});

test("an invitation for one address lets in no kept link of another", async () => {
  Object.assign(env(), { SIGN_UP: "invite" });
  try {
    const { caller } = await signedInAs(await makeUser({ role: "administrator" }));
    const { link } = await caller.invitations.create({ email: `${randomUUID()}@example.org` });
    const invitation = new URL(link).searchParams.get("invitation") ?? "";
    const email = `${randomUUID()}@example.org`;
    const token = `kept.${randomUUID()}`;
    await storeLink(email, token);
    request.jar.set(INVITATION_COOKIE, invitation);
    const query = new URLSearchParams({ email, token, callbackUrl: "/library" });
    expect(await pressLink(query)).toBe("/sign-in");
    expect(await found(email)).toBeUndefined();
  } finally {
    Object.assign(env(), { SIGN_UP: "open" });
  }
});
