"use client";

import type { Again } from "../session/send-again";

const KEY = "change:";

/** Remembers the newest change of a thing until the server has answered, should the page be left. */
export function keepUnsent(thing: string, again: Again): void {
  try {
    sessionStorage.setItem(KEY + thing, JSON.stringify(again));
  } catch {}
}

/** A name for a change that no later one replaces; in the order in which they were made. */
export const ownThing = () => `${Date.now()} ${String(made++).padStart(4, "0")}`;
let made = 0;

export function dropUnsent(thing: string): void {
  try {
    sessionStorage.removeItem(KEY + thing);
  } catch {}
}

const ANSWERED = "answered";

/** Notes when a change was answered: a page asked for before that may have come without it. */
export function noteAnswer(): void {
  try {
    sessionStorage.setItem(ANSWERED, String(Date.now()));
  } catch {}
}

/** Where the pages of this tab before this one have left what was not answered. */
const left = keptKeys();

function keptKeys(): string[] {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(KEY))
      .sort();
  } catch {
    return [];
  }
}

/** Whether this page was asked for before the answer to what the page before it has changed. */
export const isBehind = wasAnsweredMeanwhile();

function wasAnsweredMeanwhile(): boolean {
  try {
    return Number(sessionStorage.getItem(ANSWERED)) > performance.timeOrigin;
  } catch {
    return false;
  }
}

/** Whether anything that earlier pages have changed is still to be made sure of or shown. */
export const hasLeft = () => left.length > 0 || isBehind;

/** Takes out what earlier pages have left; of a thing changed since it is the newest change. */
export function takeLeft(): Again[] {
  return left.splice(0).flatMap((key) => {
    const kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    // what was not given is null in JSON
    return kept ? [JSON.parse(kept, (_, value) => value ?? undefined)] : [];
  });
}
