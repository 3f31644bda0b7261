import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { TRPCError } from "@trpc/server";
import { NextRequest } from "next/server";
import { beforeEach, expect, it, vi } from "vitest";
import * as callback from "@/app/api/auth/callback/[provider]/route";
import * as health from "@/app/api/health/route";
import * as procedures from "@/app/api/trpc/[trpc]/route";
import * as lists from "@/app/lists/actions";
import * as reset from "@/app/reset-password/actions";
import * as robots from "@/app/robots.txt/route";
import * as settings from "@/app/settings/actions";
import * as invitations from "@/app/settings/invitations/actions";
import * as security from "@/app/settings/security/actions";
import * as signIn from "@/app/sign-in/actions";
import * as provider from "@/app/sign-in/provider-action";
import * as signOut from "@/app/sign-out/route";
import * as signUp from "@/app/sign-up/actions";
import * as confirm from "@/app/sign-up/confirm/route";
import * as sitemapPart from "@/app/sitemap/[part]/route";
import * as sitemap from "@/app/sitemap.xml/route";
import type { FormState } from "@/components/forms/form-state";
import { appDatabase } from "@/server/database";
import { sessionCookieName } from "@/server/sessions/cookie";
import { startSession } from "@/server/sessions/service";
import { as } from "../support/callers";
import { makeUser, type User } from "../support/factories";

// where accounts are by invitation, inviting is to be had at all
process.env.SIGN_UP = "invite";

// what Next gives to code that answers a request; everything behind it is real
const request = vi.hoisted(() => ({ jar: new Map<string, string>(), head: new Headers() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => ({ name, value: request.jar.get(name) }),
    set: (name: string, value: string) => request.jar.set(name, value),
  }),
  headers: async () => request.head,
}));
vi.mock("next/cache", () => ({ refresh: () => {}, revalidatePath: () => {} }));

const app = path.resolve(import.meta.dirname, "../../app");

const sources = readdirSync(app, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(app, file), "utf8") }));

beforeEach(() => {
  request.head.set("x-client-address", `10.0.0.${Math.ceil(Math.random() * 250)}`);
});

/** A world of its own for every cell: the list and the session belong to the owner. */
async function makeWorld() {
  const [owner, other, administrator] = await Promise.all([
    makeUser(),
    makeUser(),
    makeUser({ role: "administrator" }),
  ]);
  const list = randomUUID();
  await as(owner).lists.create({ id: list, name: "A list" });
  const { updatedAt } = (await as(owner).lists.read({ listId: list })).list;
  const { token } = await cookieOf(owner);
  const [session] = await as(owner).sessions.list();
  return { who: [null, other, owner, administrator], list, updatedAt, session, token };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

const cookieOf = (user: User) =>
  startSession(appDatabase(), { userId: user.id, userAgent: null, now: new Date() });

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const blank: FormState = { values: {}, errors: {} };
const account = { email: "nobody@example.org", password: "correct horse battery" };

type Answer = FormState | undefined;

const ACTIONS: Record<string, (world: World) => Promise<Answer>> = {
  "lists createAction": () => lists.createAction(blank, form({ id: randomUUID(), name: "Mine" })),
  "lists editAction": ({ list, updatedAt }) =>
    lists.editAction(
      blank,
      form({ listId: list, name: "Renamed", description: "", updatedAt: String(updatedAt) }),
    ),
  "lists removeAction": async ({ list }) => {
    await lists.removeAction(form({ listId: list }));
    return undefined;
  },
  "reset-password requestResetAction": () =>
    reset.requestResetAction(blank, form({ email: account.email })),
  "reset-password resetPasswordAction": () =>
    reset.resetPasswordAction("no such token", blank, form({ password: account.password })),
  "settings renameAction": () => settings.renameAction(blank, form({ name: "Renamed" })),
  "settings/invitations inviteAction": () => invitations.inviteAction(blank, form({ email: "" })),
  "settings/invitations revokeAction": () =>
    invitations.revokeAction(blank, form({ id: randomUUID() })),
  "settings/security changePasswordAction": () =>
    security.changePasswordAction(blank, form({ current: "wrong", password: account.password })),
  "settings/security disconnectAction": () =>
    security.disconnectAction(blank, form({ provider: "github" })),
  "settings/security endSessionAction": ({ session }) =>
    security.endSessionAction(blank, form({ id: session?.id ?? "" })),
  "sign-in signInAction": () => signIn.signInAction("/", blank, form(account)),
  "sign-in startProvider": () =>
    provider.startProvider("/", undefined, blank, form({ provider: "none" })),
  "sign-up signUpAction": () =>
    signUp.signUpAction(
      { callbackUrl: "/" },
      blank,
      form({ name: "New", email: `${randomUUID()}@example.org`, password: account.password }),
    ),
};

/** A request with the cookies of who asks. */
const asked = (url: string, init?: { method: string; body?: string }) =>
  new NextRequest(`http://localhost${url}`, {
    ...init,
    headers: {
      cookie: [...request.jar].map(([name, value]) => `${name}=${value}`).join("; "),
      "content-type": "application/json",
    },
  });

const to = <T>(params: T) => ({ params: Promise.resolve(params) });
const noProvider = to({ provider: "none" });

const HANDLERS: Record<string, (world: World) => Promise<Response> | Response> = {
  "api/auth/callback/[provider] GET": () => callback.GET(asked("/x"), noProvider),
  "api/auth/callback/[provider] POST": () =>
    callback.POST(asked("/x", { method: "POST" }), noProvider),
  "api/health GET": () => health.GET(),
  "api/trpc/[trpc] GET": () => procedures.GET(asked("/api/trpc/library.shelf?input={}")),
  "api/trpc/[trpc] POST": ({ list }) =>
    procedures.POST(
      asked("/api/trpc/lists.remove", { method: "POST", body: JSON.stringify({ listId: list }) }),
    ),
  "robots.txt GET": () => robots.GET(),
  "sign-out POST": () => signOut.POST(),
  "sign-up/confirm POST": () =>
    confirm.POST(
      new Request("http://localhost/", { method: "POST", body: form({ token: "no such token" }) }),
    ),
  "sitemap.xml GET": () => sitemap.GET(asked("/sitemap.xml")),
  "sitemap/[part] GET": () => sitemapPart.GET(asked("/sitemap/1.xml"), to({ part: "1.xml" })),
};

/** Who may use what: a stranger, another reader, the owner of what is asked for, an administrator. */
const TABLE = `
                                          stranger   another    owner      administrator
api/auth/callback/[provider] GET          NOT FOUND  NOT FOUND  NOT FOUND  NOT FOUND
api/auth/callback/[provider] POST         refused    refused    refused    refused
api/health GET                            ok         ok         ok         ok
api/trpc/[trpc] GET                       sign in    ok         ok         ok
api/trpc/[trpc] POST                      sign in    NOT FOUND  ok         NOT FOUND
robots.txt GET                            ok         ok         ok         ok
sign-out POST                             ok         ok         ok         ok
sign-up/confirm POST                      ok         ok         ok         ok
sitemap.xml GET                           ok         ok         ok         ok
sitemap/[part] GET                        ok         ok         ok         ok
lists createAction                        sign in    ok         ok         ok
lists editAction                          sign in    refused    ok         refused
lists removeAction                        sign in    NOT FOUND  ok         NOT FOUND
reset-password requestResetAction         ok         ok         ok         ok
reset-password resetPasswordAction        refused    refused    refused    refused
settings renameAction                     sign in    ok         ok         ok
settings/invitations inviteAction         sign in    refused    refused    ok
settings/invitations revokeAction         sign in    refused    refused    refused
settings/security changePasswordAction    sign in    ok         ok         ok
settings/security disconnectAction        sign in    refused    refused    refused
settings/security endSessionAction        sign in    refused    ok         refused
sign-in signInAction                      refused    refused    refused    refused
sign-in startProvider                     refused    refused    refused    refused
sign-up signUpAction                      refused    refused    refused    refused
`;

/** Where it sent the reader, in what it threw as Next's redirects are. */
const sentTo = (thrown: unknown) =>
  String((thrown as { digest?: string }).digest ?? "").split(";")[2];

async function outcome(action: () => Promise<Answer>): Promise<string> {
  try {
    const state = await action();
    if (!state || state.done || state.goTo) return "ok";
    return /sign in first/i.test(state.refusal ?? "") ? "sign in" : "refused";
  } catch (thrown) {
    if (thrown instanceof TRPCError && thrown.code === "NOT_FOUND") return "NOT FOUND";
    const to = sentTo(thrown);
    if (!to) throw thrown;
    return to.startsWith("/sign-in?callbackUrl") ? "sign in" : "ok";
  }
}

it("names every server action, and none that is gone", () => {
  const found = sources
    .filter(({ text }) => text.startsWith('"use server"'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/export async function (\w+)/g)].map(
        ([, name]) => `${path.posix.dirname(file)} ${name}`,
      ),
    );
  expect(Object.keys(ACTIONS).sort()).toEqual(found.sort());
});

const STATUS: Record<number, string> = { 401: "sign in", 403: "FORBIDDEN", 404: "NOT FOUND" };

/** The words of one row: each asks in a world of their own. */
async function row(name: string, ask: (world: World) => Promise<string>): Promise<string> {
  const words = [];
  for (const index of [0, 1, 2, 3]) {
    const world = await makeWorld();
    const user = world.who[index];
    request.jar.clear();
    if (user) request.jar.set(sessionCookieName(), (await cookieOf(user)).token);
    words.push((await ask(world)).padEnd(11));
  }
  return `${name.padEnd(42)}${words.join("")}`.trimEnd();
}

it("names every route handler, and none that is gone", () => {
  const found = sources
    .filter(({ file }) => /(^|\/)route\.tsx?$/.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/export (?:async )?function ([A-Z]+)\(|as ([A-Z]+)\b/g)].map(
        ([, plain, renamed]) => `${path.posix.dirname(file)} ${plain ?? renamed}`,
      ),
    );
  expect(Object.keys(HANDLERS).sort()).toEqual(found.sort());
});

it("opens to each what the table says", async () => {
  const rows = [`${" ".repeat(42)}stranger   another    owner      administrator`];
  for (const [name, handler] of Object.entries(HANDLERS)) {
    const answer = async (world: World) => {
      const { status } = await handler(world);
      return STATUS[status] ?? (status < 400 ? "ok" : "refused");
    };
    rows.push(await row(name, answer));
  }
  for (const [name, action] of Object.entries(ACTIONS)) {
    rows.push(await row(name, (world) => outcome(() => action(world))));
  }
  expect(`\n${rows.join("\n")}\n`).toBe(TABLE);
}, 90_000);
