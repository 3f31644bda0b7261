"use client";

import { hasForgotten } from "./personal-storage";

/** A command and its input, stored for another page. */
export interface Kept {
  command: string;
  input: unknown;
}

const KEY = "outbox:";

/** Stores the newest change of a thing until the server responds, in case the page is left. */
export function keep(thing: string, kept: Kept): void {
  try {
    sessionStorage.setItem(KEY + thing, JSON.stringify(kept));
  } catch {}
}

export function drop(thing: string): void {
  try {
    sessionStorage.removeItem(KEY + thing);
  } catch {}
}

/** A key for a change that no later one replaces. Such keys sort in the order of the changes. */
export const uniqueKey = () => `${Date.now()} ${String(made++).padStart(4, "0")}`;
let made = 0;

const ANSWERED = "answered";

/** Records when a change was answered: a page requested before that may not show it. */
export function noteAnswer(): void {
  if (hasForgotten()) return;
  try {
    sessionStorage.setItem(ANSWERED, String(Date.now()));
  } catch {}
}

/** A change that an earlier page of this tab left unanswered. */
interface Left {
  thing: string;
  /** As stored, in JSON. */
  kept: string;
}

const left = readLeft();

function readLeft(): Left[] {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(KEY))
      .sort()
      .map((key) => ({ thing: key.slice(KEY.length), kept: sessionStorage.getItem(key) ?? "" }));
  } catch {
    return [];
  }
}

/** Whether this page was requested before the previous page's last change was answered. */
export const isBehind = wasAnsweredSince();

function wasAnsweredSince(): boolean {
  try {
    return Number(sessionStorage.getItem(ANSWERED)) > performance.timeOrigin;
  } catch {
    return false;
  }
}

/** Whether changes of earlier pages must be sent or shown. */
export const hasLeft = () => left.length > 0 || isBehind;

/** What earlier pages left unanswered, to be sent again. It stays stored until `takeLeft`. */
export const listLeft = () =>
  left.splice(0).map((each) => ({ ...each, ...(JSON.parse(each.kept) as Kept) }));

/**
 * Removes a stored change. Returns whether it was there: false if this page has changed the thing
 * since.
 */
export function takeLeft({ thing, kept }: Left): boolean {
  if (sessionStorage.getItem(KEY + thing) !== kept) return false;
  drop(thing);
  return true;
}
