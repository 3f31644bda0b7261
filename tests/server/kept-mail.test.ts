import { randomUUID } from "node:crypto";
import { desc, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeEach, expect, test, vi } from "vitest";
import * as keptHtml from "@/app/admin/mail/[id]/html/route";
import * as oneClick from "@/app/api/digest/unsubscribe/[token]/route";
import * as reports from "@/app/api/mail/reports/route";
import * as preview from "@/app/settings/digest/preview/route";
import { auditLog } from "@/db/schema/audit";
import { digestSubscriptions, keptMail } from "@/db/schema/digest";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { tokenFor } from "@/server/digest/token";
import { sendQueued } from "@/server/jobs/handlers";
import { deliver, purgeKeptMail } from "@/server/mail/mutations";
import { appDatabase } from "@/server/platform/database";
import { enqueue } from "@/server/platform/email/send";
import { as, contextFor, signedInAs } from "../support/callers";
import { makePaper, makeUser } from "../support/factories";

const SECRET = "a secret of thirty-two characters";
process.env.MAIL_WEBHOOK_SECRET = SECRET;

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  }),
  headers: async () => new Headers(),
}));

const db = appDatabase();
const system = (now = new Date()) => contextFor({ kind: "system" }, { now: () => now });
const to = <T>(params: T) => ({ params: Promise.resolve(params) });

beforeEach(async () => {
  jar.clear();
  await db.delete(keptMail);
});

const letter = (number = 0) => ({
  id: randomUUID(),
  to: "ada@example.org",
  subject: `A secret link ${number}`,
  text: "https://papers.example.org/sign-in/link?token=secret",
  html: "<p>A <b>secret</b></p><script>alert(1)</script>",
});

test("a message is kept, readable for administrators alone, and each reading is logged", async () => {
  const mail = letter();
  await deliver(system(), mail);
  // a job that runs twice keeps it once
  await deliver(system(), mail);
  const [row] = await db.select().from(keptMail);
  expect(JSON.stringify(row)).not.toMatch(/ada@|secret/);
  const administrator = await makeUser({ role: "administrator" });
  const { caller } = await signedInAs(administrator);
  expect(await caller.mail.list()).toMatchObject({
    deliversMail: false,
    messages: [{ id: mail.id, to: mail.to, subject: mail.subject }],
  });
  expect(await caller.mail.read({ id: mail.id })).toMatchObject({ text: mail.text });
  const [entry] = await db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  expect(entry).toMatchObject({
    act: "mail.read",
    actorId: administrator.id,
    detail: mail.subject,
  });
  await expect(as(await makeUser()).mail.read({ id: mail.id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("every queued message is kept where there is no mail server", async () => {
  await enqueue(system(), { to: "ada@example.org", subject: "Queued", paragraphs: ["One."] });
  const [job] = await db.execute<{ payload: { sealed: string } }>(
    sql`select payload from graphile_worker._private_jobs`,
  );
  expect(await sendQueued(system(), job?.payload ?? { sealed: "" })).toBe(true);
  expect(await db.select().from(keptMail)).toHaveLength(1);
});

test("only the newest are kept, for two weeks", async () => {
  await db.execute(sql`insert into kept_mail (id, at, sealed)
    select gen_random_uuid(), now() - n * interval '1 hour', 'x' from generate_series(1, 600) n`);
  await deliver(system(), letter());
  expect(await db.select().from(keptMail)).toHaveLength(500);
  expect(await purgeKeptMail(system())).toBe(500 - 14 * 24);
});

test("all are listed, in pages, and digests push out no other message", async () => {
  const at = (minute: number) => system(new Date(Date.UTC(2024, 2, 12, 9, minute)));
  const first = letter();
  await deliver(at(0), first);
  for (let number = 1; number <= 101; number++) {
    await deliver(at(number), { ...letter(number), about: "digest" });
  }
  const kept = await db.select({ id: keptMail.id, isDigest: keptMail.isDigest }).from(keptMail);
  expect(kept.filter(({ isDigest }) => isDigest)).toHaveLength(100);
  const { caller } = await signedInAs(await makeUser({ role: "administrator" }));
  const { messages, more } = await caller.mail.list();
  const rest = await caller.mail.list({ after: more ?? "" });
  expect(messages).toHaveLength(100);
  expect(rest).toMatchObject({ messages: [{ id: first.id, subject: first.subject }], more: null });
  for (const odd of [-5, 1e300, 0.5]) {
    const after = Buffer.from(JSON.stringify([odd])).toString("base64url");
    expect((await caller.mail.list({ after })).deliversMail).toBe(false);
  }
  await expect(caller.mail.list({ after: "x" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("neither the list nor the log has the name of a team or what a digest says", async () => {
  const invited = { ...letter(), subject: "Una invites you to the team “Secret merger”" };
  await deliver(system(), { ...invited, about: "invitation" });
  await deliver(system(), { ...letter(), subject: "A note on the merger", about: "digest" });
  const administrator = await makeUser({ role: "administrator" });
  const weak = await signedInAs(administrator, { confirmed: false });
  const { messages } = await weak.caller.mail.list();
  expect(messages.map(({ subject }) => subject).sort()).toEqual([
    "An invitation to a team or a collection",
    "Papers by mail",
  ]);
  const { caller } = await signedInAs(administrator);
  expect(await caller.mail.read({ id: invited.id })).toMatchObject({ subject: invited.subject });
  const [entry] = await db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  expect(entry).toMatchObject({ detail: "An invitation to a team or a collection" });
});

test("its HTML is a document that may do nothing", async () => {
  const mail = letter();
  await deliver(system(), mail);
  const administrator = await makeUser({ role: "administrator" });
  jar.set(sessionCookieName(), (await signedInAs(administrator, { confirmed: false })).token);
  const asked = await keptHtml.GET(new Request("http://localhost/"), to({ id: mail.id }));
  expect(asked.status).toBe(307);
  expect(asked.headers.get("location")).toBe(`/admin/mail/${mail.id}`);
  jar.set(sessionCookieName(), (await signedInAs(administrator)).token);
  const response = await keptHtml.GET(new Request("http://localhost/"), to({ id: mail.id }));
  expect(response.status).toBe(200);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/default-src 'none';/);
  expect(policy).toMatch(/sandbox(?!.*allow-(scripts|same-origin|forms))/);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(await response.text()).toBe(mail.html);
});

test("a reader sees how their digest looks, and a stranger nothing", async () => {
  expect((await preview.GET()).status).toBe(401);
  await makePaper({ feedDate: "2024-03-12", title: "Of an old edition" });
  jar.set(sessionCookieName(), (await signedInAs(await makeUser())).token);
  const response = await preview.GET();
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("Of an old edition");
});

const subscription = async (email: string) => {
  const [row] = await db
    .insert(digestSubscriptions)
    .values({ email, state: "active", zone: "UTC", dueAt: new Date() })
    .returning();
  return row?.id ?? "";
};

const stateOf = async (email: string) =>
  (
    await db
      .select({ state: digestSubscriptions.state, endedFor: digestSubscriptions.endedFor })
      .from(digestSubscriptions)
      .where(sql`email = ${email}`)
  )[0];

test("one click ends it: without a cookie, however it is encoded, again and again", async () => {
  const token = tokenFor(await subscription("one@example.net"), "manage");
  const multipart = new FormData();
  multipart.set("List-Unsubscribe", "One-Click");
  const bodies = ["", new URLSearchParams("List-Unsubscribe=One-Click"), multipart, "\0{"];
  // opening the address does nothing, and leads to the button
  const opened = await oneClick.GET(new Request("http://localhost/"), to({ token }));
  expect(opened.headers.get("location")).toBe(`/digest/unsubscribe/${token}`);
  expect(await stateOf("one@example.net")).toMatchObject({ state: "active" });
  for (const body of bodies) {
    const request = new NextRequest("http://localhost/", { method: "POST", body });
    const response = await oneClick.POST(request, to({ token }));
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
  }
  expect(await stateOf("one@example.net")).toEqual({ state: "ended", endedFor: "reader" });
  const wrong = `${token.slice(0, -3)}AAA`;
  const response = await oneClick.POST(
    new Request("http://localhost/", { method: "POST" }),
    to({ token: wrong }),
  );
  expect(response.status).toBe(404);
});

const reported = (body: unknown, secret = SECRET) =>
  reports.POST(
    new Request("http://localhost/", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

test("a mail service reports, with the secret, what it can be read from", async () => {
  await subscription("two@example.net");
  const events = [
    { type: "complaint", email: "TWO@example.net" },
    { type: "bounce", email: "nobody@example.net", more: "ignored" },
  ];
  expect((await reported({ events }, "another secret")).status).toBe(401);
  for (const bad of [
    "",
    "{",
    [],
    { events: [] },
    { events: [{ type: "open", email: "a@b.org" }] },
  ]) {
    expect((await reported(bad)).status, JSON.stringify(bad)).toBe(400);
  }
  const many = { events: Array.from({ length: 1_001 }, () => events[0]) };
  expect((await reported(many)).status).toBe(400);
  expect(await stateOf("two@example.net")).toMatchObject({ state: "active" });
  const answer = await reported({ events });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ known: 1 });
  expect(await stateOf("two@example.net")).toEqual({ state: "ended", endedFor: "complaint" });
});
