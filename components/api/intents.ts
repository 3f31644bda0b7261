"use client";

import type { Kept } from "./outbox";
import { INTENT as KEY } from "./personal-storage";
import { currentReader } from "./store";

const MINUTES = 30;

/** What the sign-in page says about each command, as its parameter `to`. */
const ACTS: Record<string, string> = {
  "votes.set": "vote",
  "library.set": "save",
  "lists.choose": "list",
  "annotations.create": "note",
};

/** Whether this is a page on the way in: an intent waits there, and no letter is a shortcut. */
export const isWayIn = (path: string) => /^\/(sign-in|sign-up|reset-password)(\/|$)/.test(path);

/** What a page of signing in says that it is for. */
export interface SignInFor {
  act?: string;
  paperId?: number;
  /** The paper's title. */
  title?: string;
}

/** The input of a command about a paper. */
interface Concerning {
  paperId?: number;
  paper?: { id: number };
}

/** Whether this page is being left to sign in. */
let leaving = false;

interface Intent {
  pending: Kept;
  until: number;
  for: SignInFor;
  /** The account whose session had ended, if there was one. */
  reader?: string;
}

/**
 * Stores what a stranger began and sends them to sign in; it is done when they return. It is stored
 * here, never in a URL: no link can act for anyone.
 */
export function signInFor(pending: Kept) {
  const { paper, paperId = paper?.id } = pending.input as Concerning;
  const act = paperId ? ACTS[pending.command] : undefined;
  const until = Date.now() + MINUTES * 60_000;
  const reader = currentReader()?.id;
  leaving = true;
  keep({ pending, until, for: act ? { act, paperId } : {}, reader });
  try {
    sessionStorage.setItem(KEY, "begun");
  } catch {}
  signInHere(act ? `&to=${act}&paper=${paperId}` : "");
}

/** Leads to the page of signing in, and back here afterwards. */
export function signInHere(about = "") {
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}${about}`);
}

export const hasIntent = () => {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
};

/**
 * On a page of signing in: keeps the intent that the page names, with its paper's title, and drops
 * any other.
 */
export function keepIntentFor(named: SignInFor) {
  const intent = read();
  if (!intent) return;
  const { act, paperId } = intent.for;
  if (act === named.act && paperId === named.paperId) keep({ ...intent, for: named });
  else drop();
}

/** Drops what this tab began as a stranger, once they have left the pages of signing in. */
export function dropIntentOutside(path: string) {
  try {
    if (!leaving && !isWayIn(path) && sessionStorage.getItem(KEY)) drop();
  } catch {}
}

/**
 * Removes and returns the pending intent, so that it is done once, in the first tab that asks.
 * Returns null if another account began it.
 */
export async function takeIntent(): Promise<Pick<Intent, "pending" | "for"> | null> {
  const take = () => {
    const intent = read();
    drop();
    const reader = currentReader()?.id;
    const isOwn = intent?.reader === undefined || intent.reader === reader;
    return intent && isOwn && intent.until > Date.now() ? intent : null;
  };
  // browsers have locks only in secure contexts
  return navigator.locks ? navigator.locks.request(KEY, take) : take();
}

function keep(intent: Intent) {
  try {
    localStorage.setItem(KEY, JSON.stringify(intent));
  } catch {}
}

/** The stored intent; null if there is none, or one of another version. */
function read(): Intent | null {
  try {
    const intent: Partial<Intent> | null = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return intent?.pending && intent.for ? (intent as Intent) : null;
  } catch {
    return null;
  }
}

function drop() {
  try {
    localStorage.removeItem(KEY);
    sessionStorage.removeItem(KEY);
  } catch {}
}
