"use client";

import type { Again } from "../session/send-again";
import { toast } from "../ui/toast";
import { call, isSignedOut, reasonOf } from "./call";
import type { Client } from "./client";
import { type Intent, signInFor } from "./intents";
import { dropUnsent, keepUnsent, noteAnswer } from "./outbox";
import { knownReader, type Patch, showState, whileChanging } from "./store";

/** A change to what the reader holds about a paper. */
export interface Change {
  paperId: number;
  /** What is changed: of the changes of one thing only the newest matters. */
  what: string;
  /** Shown at once. */
  now: Patch;
  /** Shown again if it is refused. */
  back: Patch;
  /** Tells the server; answers what stands then. */
  send: (api: Client) => Promise<Patch>;
  /** How it is made once more when the page is left before the answer. */
  again: Again;
  /** What a stranger does after signing in. */
  intent: Intent;
  /** Begins the sentence about a refusal. */
  refused: string;
}

const newest = new Map<string, Change>();
const running = new Set<string>();
const listeners = new Set<() => void>();

/** Hears of every change that the server has accepted. */
export function onChanged(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says that the server has accepted a change. */
export function changesAccepted() {
  noteAnswer();
  for (const listener of listeners) listener();
}

/**
 * Shows a change at once and sends it. One request for a thing is under way at a time, and after it
 * only the newest: the last press wins whatever the network does. A refusal takes back what was
 * shown; a page left before the answer leaves the change to the next. Answers whether the server
 * accepted.
 */
export async function changeMine(change: Change): Promise<boolean> {
  const { paperId } = change;
  const thing = `${change.what} ${paperId}`;
  showState(paperId, change.now);
  newest.set(thing, change);
  keepUnsent(thing, change.again);
  if (running.has(thing)) return true;
  running.add(thing);
  let stands = change.back;
  try {
    return await whileChanging([paperId], async () => {
      if (!(await knownReader())) {
        showState(paperId, stands);
        signInFor(change.intent);
        return false;
      }
      for (let next = newest.get(thing); next; next = newest.get(thing)) {
        newest.delete(thing);
        stands = await call(next.send);
        if (!newest.has(thing)) showState(paperId, stands);
      }
      changesAccepted();
      return true;
    });
  } catch (error) {
    showState(paperId, stands);
    if (isSignedOut(error)) signInFor((newest.get(thing) ?? change).intent);
    else toast({ text: `${change.refused} ${reasonOf(error)}` });
    return false;
  } finally {
    newest.delete(thing);
    running.delete(thing);
    dropUnsent(thing);
  }
}
