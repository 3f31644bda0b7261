"use client";

import type { Kept } from "./outbox";

const KEY = "intent";
const MINUTES = 30;

/**
 * Keeps what a stranger began and leads them to sign in; it is done when they come back. It is kept
 * here, never in an address: no link can act for anybody.
 */
export function signInFor(pending: Kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ pending, until: Date.now() + MINUTES * 60_000 }));
  } catch {}
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

export const hasIntent = () => {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
};

/** Takes the pending intent out, so that it is carried out once, in whichever tab is first. */
export async function takeIntent(): Promise<Kept | null> {
  const take = () => {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    localStorage.removeItem(KEY);
    return kept && kept.until > Date.now() ? ((kept.pending as Kept | undefined) ?? null) : null;
  };
  // browsers have locks in secure contexts only
  return navigator.locks ? navigator.locks.request(KEY, take) : take();
}
