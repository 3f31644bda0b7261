"use client";

import { type Toast, toast } from "../ui/toast";
import { call, isSignedOut, reasonOf, SignedOut } from "./call";
import type { Client } from "./client";
import { signInFor } from "./intents";
import { drop, type Kept, keep, noteAnswer, uniqueKey } from "./outbox";
import { isStranger, knownReader } from "./store";
import { whileChanging } from "./under-way";

/**
 * A way to change something. A feature declares it once, `components/session/commands.ts` lists it,
 * and `run` does the rest. It sets and never toggles: sent twice, it has happened once. Its input is
 * plain data, which can be kept for another page.
 */
export interface Command<Input, Answer> {
  /** Names it where it is kept for another page. */
  name: string;
  /** The thing that it sets. Of changes of one thing only the newest is sent; without, each is. */
  key?(input: Input): string | undefined;
  /** What it changes: what was read about that before it ended is not shown (`under-way.ts`). */
  changes?(input: Input): string[];
  /** Shows it at once; returns its rollback. */
  optimistic?(input: Input): () => void;
  send(api: Client, input: Input): Promise<Answer>;
  /** Shows what the server answered. */
  accept?(answer: Answer, input: Input): void;
  /** What is said once it is done, with what undoes it. */
  undo?(answer: Answer, input: Input): Toast | null;
  /** What a stranger who began it does after signing in. */
  pending?(input: Input): Kept;
  /** The sentence that says that it was done after signing in. */
  resumed?(answer: Answer, input: Input): string;
  /** Begins the sentence about a refusal. */
  refused(input: Input): string;
  /** Answers a refusal in place of that sentence, such as beside what was typed. */
  refuse?(error: unknown, input: Input): void;
}

/** What became of a change: done, refused, or null where it was left to a newer one or to a sign-in. */
export type Outcome<Answer> = { answer: Answer } | { error: unknown } | null;

/** A change on its way, apart from the types of its command. */
interface Change {
  /** Sends it; returns what shows the answer. */
  send: () => Promise<() => void>;
  /** What was answered, or why it was refused, is its outcome; neither where a newer one replaced it. */
  end: (why: "answered" | "replaced" | { error: unknown }) => void;
  pending: Kept | undefined;
}

/** Of each thing that is being sent, the change that is sent next. */
const waiting = new Map<string, Change | null>();
const listeners = new Set<() => void>();

/** Calls back whenever the server has accepted a change. */
export function onChanged(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says that the server has accepted a change. */
export function changesAccepted() {
  noteAnswer();
  for (const listener of listeners) listener();
}

/** Makes a change, and says so where it is refused. Returns the answer; null where there is none. */
export async function run<Input, Answer>(
  command: Command<Input, Answer>,
  input: Input,
): Promise<Answer | null> {
  const outcome = await attempt(command, input);
  if (!outcome) return null;
  if ("error" in outcome) {
    if (command.refuse) command.refuse(outcome.error, input);
    else toast({ text: `${command.refused(input)} ${reasonOf(outcome.error)}` });
    return null;
  }
  const said = command.undo?.(outcome.answer, input);
  if (said) toast(said);
  return outcome.answer;
}

/**
 * Shows a change at once and sends it. One request for a thing is under way at a time, and after it
 * only the newest change is sent: the last press wins whatever the network does. A refusal takes
 * back what was shown; a page left before the answer leaves the change to the tab's next page.
 */
export function attempt<Input, Answer>(
  command: Command<Input, Answer>,
  input: Input,
): Promise<Outcome<Answer>> {
  const pending = command.pending?.(input);
  if (pending && isStranger()) {
    signInFor(pending);
    return Promise.resolve(null);
  }
  const rollback = command.optimistic?.(input);
  const thing = command.key?.(input) ?? uniqueKey();
  keep(thing, { command: command.name, input });
  return new Promise((resolve) => {
    let answered: Outcome<Answer> = null;
    const change: Change = {
      send: async () => {
        const answer = await call((api) => command.send(api, input));
        answered = { answer };
        return () => command.accept?.(answer, input);
      },
      end: (why) => resolve(why === "answered" ? answered : why === "replaced" ? null : why),
      pending,
    };
    const isUnderWay = waiting.has(thing);
    waiting.get(thing)?.end("replaced");
    waiting.set(thing, isUnderWay ? change : null);
    if (!isUnderWay) sendInTurn(thing, change, command.changes?.(input) ?? [], rollback);
  });
}

/** Sends a change of a thing, and after it the newest that is asked for until it is answered. */
async function sendInTurn(thing: string, first: Change, changed: string[], rollback?: () => void) {
  let change = first;
  let refusal: { error: unknown } | null = null;
  /** Shows the thing as the server has it. */
  let showKnown = rollback;
  try {
    await whileChanging(changed, async () => {
      if (first.pending && !(await knownReader())) throw new SignedOut();
      let next: Change | null | undefined = waiting.get(thing) ?? first;
      for (; next; next = waiting.get(thing)) {
        if (next !== change) change.end("replaced");
        change = next;
        waiting.set(thing, null);
        showKnown = await change.send();
        if (!waiting.get(thing)) showKnown();
      }
      changesAccepted();
    });
  } catch (error) {
    showKnown?.();
    const { pending } = waiting.get(thing) ?? change;
    if (pending && isSignedOut(error)) signInFor(pending);
    else refusal = { error };
  }
  waiting.get(thing)?.end("replaced");
  waiting.delete(thing);
  drop(thing);
  change.end(refusal ?? "answered");
}
