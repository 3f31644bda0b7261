"use client";

import type { Again } from "./send-again";

const KEY = "change:";

/** Remembers the newest change of a thing until the server has answered, should the page be left. */
export function keepUnsent(thing: string, again: Again): void {
  try {
    sessionStorage.setItem(KEY + thing, JSON.stringify(again));
  } catch {}
}

export function dropUnsent(thing: string): void {
  try {
    sessionStorage.removeItem(KEY + thing);
  } catch {}
}

/** Where the pages of this tab before this one have left what was not answered. */
const left = keptKeys();

function keptKeys(): string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(KEY));
  } catch {
    return [];
  }
}

export const hasLeft = () => left.length > 0;

/** Takes out what earlier pages have left; of a thing changed meanwhile it is the newest change. */
export function takeLeft(): Again[] {
  return left.splice(0).flatMap((key) => {
    const kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    // what was not given is null in JSON
    return kept ? [JSON.parse(kept, (_, value) => value ?? undefined)] : [];
  });
}
