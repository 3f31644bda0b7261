import "server-only";
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { ZodError } from "zod";
import { sessionCookieName } from "../auth/sessions/cookie";
import { DEFAULT_NAME } from "../installation/schema";
import type { Actor } from "../platform/context";
import { appDatabase } from "../platform/database";
import { env } from "../platform/env";
import { NotConfirmed, unavailability } from "../platform/errors";
import { noteNotFound } from "../platform/page-status";
import { describe } from "../platform/trpc";
import { contextOf } from "./request";
import { createCaller } from "./root";

/** The caller for cached pages: anonymous, so that the page is the same for everyone. */
export const anonymousCaller = cache(() =>
  createCaller({
    db: appDatabase(),
    actor: { kind: "anonymous" },
    now: () => new Date(),
    requestId: randomUUID(),
  }),
);

/** What a page last knew of the installation, for pages during an outage and for the build. */
let lastShown = { name: DEFAULT_NAME, canSignUp: true, isClosed: false, hidesVotes: false };

/** What every page shows of the installation: the same for everyone. */
export const installationShown = cache(async () => {
  // the build has no database
  if (!env().DATABASE_URL) return lastShown;
  try {
    lastShown = await anonymousCaller().installation.shown();
  } catch (error) {
    if (!unavailability(error)) throw error;
  }
  return lastShown;
});

/** The caller for pages of one reader. It reads the cookie, so such a page is never cached. */
export const reader = cache(async () => {
  // first, as these tell the build that there is nothing to prerender
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const token = jar.get(sessionCookieName())?.value;
  const ctx = await contextOf({ token, requestId: head.get("x-request-id") });
  return { actor: ctx.actor, caller: createCaller(ctx) };
});

/** The actor, or anonymous while the database is down: for pages that work without one. */
export async function actorIfKnown(): Promise<Actor> {
  try {
    return (await reader()).actor;
  } catch (error) {
    if (!unavailability(error)) throw error;
    return { kind: "anonymous" };
  }
}

export type Query = Record<string, string | string[] | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}

/**
 * The caller for the reader's own pages. Redirects a stranger to sign in, and back here afterwards.
 * `query` is the part of `address` to return to, such as the page number.
 */
export async function signedIn(address: string, query: Query = {}) {
  const { actor, caller } = await reader();
  if (actor.kind !== "user") {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(withQuery(address, query))}`);
  }
  return { actor, caller };
}

const MISSING = ["NOT_FOUND", "BAD_REQUEST", "FORBIDDEN"];

const isMissing = (error: unknown): error is TRPCError =>
  error instanceof TRPCError && MISSING.includes(error.code);

/**
 * Awaits a read. Returns null for what does not exist, has an invalid id, or is not the reader's.
 */
export async function orNull<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

/** Awaits a read that may need a confirmed session. Returns null if it does, and this is none. */
export async function ifConfirmed<T>(read: Promise<T>): Promise<T | null> {
  return read.catch((error: unknown) => {
    if (error instanceof TRPCError && error.cause instanceof NotConfirmed) return null;
    throw error;
  });
}

/** Awaits a read. Returns a refusal as a sentence for the page to show. */
export async function refusalOf<T>(read: Promise<T>) {
  try {
    return { value: await read, refusal: null };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      value: null,
      refusal: error.cause instanceof ZodError ? describe(error.cause) : error.message,
    };
  }
}

/**
 * A read that a reader's page shares with its metadata: made once per request for the same plain
 * `given`. Returns null for what the reader cannot see; the page then renders `NotHere`, whole and
 * with status 404, where Next's own `notFound()` would send an empty page.
 */
export function pageRead<Given, T>(read: (given: Given) => Promise<T>) {
  const once = cache(async (given: string) => {
    const found = await orNull(read(JSON.parse(given)));
    if (found === null) noteNotFound();
    return found;
  });
  return (given?: Given) => once(JSON.stringify(given ?? null));
}
