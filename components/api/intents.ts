"use client";

import type { Kept } from "./outbox";

const KEY = "intent";
const MINUTES = 30;

/** What the sign-in page says about each command, as its parameter `to`. */
const ACTS: Record<string, string> = {
  "votes.set": "vote",
  "library.set": "save",
  "lists.choose": "list",
  "annotations.create": "note",
};

/**
 * Stores what a stranger began and sends them to sign in; it is done when they return. It is stored
 * here, never in a URL: no link can act for anyone.
 */
export function signInFor(pending: Kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ pending, until: Date.now() + MINUTES * 60_000 }));
  } catch {}
  const to = ACTS[pending.command];
  const { paperId } = pending.input as { paperId?: number };
  signInHere(to && paperId ? `&to=${to}&paper=${paperId}` : "");
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

/** Removes and returns the pending intent, so that it is done once, in the first tab that asks. */
export async function takeIntent(): Promise<Kept | null> {
  const take = () => {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    localStorage.removeItem(KEY);
    return kept && kept.until > Date.now() ? ((kept.pending as Kept | undefined) ?? null) : null;
  };
  // browsers have locks only in secure contexts
  return navigator.locks ? navigator.locks.request(KEY, take) : take();
}
