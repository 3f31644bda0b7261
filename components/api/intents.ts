"use client";

import type { Client } from "./client";

/** What a stranger set out to do. It is kept here, never in an address: no link can act for anybody. */
export type Intent =
  | { kind: "vote"; input: Input<Client["votes"]["set"]> }
  | { kind: "save"; input: Input<Client["library"]["set"]> }
  | { kind: "list"; input: { paperId: number } }
  | { kind: "note"; input: Input<Client["annotations"]["create"]> }
  | { kind: "reply"; input: Input<Client["annotations"]["reply"]> };

type Input<Procedure extends { mutate: (input: never) => unknown }> = Parameters<
  Procedure["mutate"]
>[0];

const KEY = "intent";
const MINUTES = 30;

/** Keeps what the reader began and leads them to sign in; it is done when they come back. */
export function signInFor(intent: Intent) {
  rememberIntent(intent);
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

function rememberIntent(intent: Intent) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ intent, until: Date.now() + MINUTES * 60_000 }));
  } catch {}
}

export const hasIntent = () => {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
};

/** Takes the kept intent out, so that it is carried out once, in whichever tab is first. */
export async function takeIntent(): Promise<Intent | null> {
  const take = () => {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    localStorage.removeItem(KEY);
    return kept && kept.until > Date.now() ? (kept.intent as Intent) : null;
  };
  // browsers have locks in secure contexts only
  return navigator.locks ? navigator.locks.request(KEY, take) : take();
}
