"use client";

import { type Toast, toast } from "../ui/toast";
import { call, faultOf, isPassing, isSignedOut, SignedOut } from "./call";
import type { Client } from "./client";
import { signInFor, signInHere } from "./intents";
import { drop, type Kept, keep, noteAnswer, uniqueKey } from "./outbox";
import { isStranger, knownReader } from "./store";
import { whileChanging } from "./under-way";

/**
 * A way to change something. A feature declares it once, `components/session/commands.ts` lists it,
 * and `run` does the rest. It sets and never toggles, so a retry is safe. Its input is plain data,
 * which can be stored for another page.
 */
export interface Command<Input, Answer> {
  /** Identifies the command when it is stored for another page. */
  name: string;
  /**
   * The thing that it sets. Among changes of one thing, only the newest is sent; without a key,
   * each is.
   */
  key?(input: Input): string | undefined;
  /** What it changes: data read before it ended is not shown (`under-way.ts`). */
  changes?(input: Input): string[];
  /** Shows the change at once. Returns its rollback. */
  optimistic?(input: Input): () => void;
  send(api: Client, input: Input): Promise<Answer>;
  /** Shows the server's response. */
  accept?(answer: Answer, input: Input): void;
  /** The message once it is done, with its undo. */
  undo?(answer: Answer, input: Input): Toast | null;
  /**
   * For a stranger: what to store and do after signing in. Undefined for what takes something away:
   * a stranger has nothing here, and only sees what an ended session left on the page.
   */
  pending?(input: Input): Kept | undefined;
  /** The message if it was done after signing in, with the quoted title of the paper if known. */
  resumed?(answer: Answer, input: Input, title?: string): string;
  /** Begins the message about a refusal. */
  refused(input: Input): string;
  /** Handles a refusal instead of that message, such as beside what was typed. */
  refuse?(error: unknown, input: Input): void;
}

/** The result of a change: done, refused, or null if a newer change or a sign-in took over. */
export type Outcome<Answer> = { answer: Answer } | { error: unknown } | null;

/** A change being sent, without its command's types. */
interface Change {
  /** Sends it. Returns a function that shows the response. */
  send: () => Promise<() => void>;
  /** Settles its outcome: the response or refusal, or neither if a newer change replaced it. */
  end: (why: "answered" | "replaced" | { error: unknown }) => void;
  pending: Kept | undefined;
}

/** For each thing being sent, the change to send next. */
const waiting = new Map<string, Change | null>();
const listeners = new Set<() => void>();

/** Calls the listener whenever the server has accepted a change. */
export function onChanged(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Notifies listeners that the server has accepted a change. */
export function changesAccepted() {
  noteAnswer();
  for (const listener of listeners) listener();
}

/**
 * Makes a change, and shows a message if it is refused. Returns the response, or null if there is
 * none.
 */
export async function run<Input, Answer>(
  command: Command<Input, Answer>,
  input: Input,
): Promise<Answer | null> {
  const outcome = await attempt(command, input);
  if (!outcome) return null;
  if ("error" in outcome) {
    if (command.refuse) command.refuse(outcome.error, input);
    else toast(refusalOf(command, input, outcome.error));
    return null;
  }
  const said = command.undo?.(outcome.answer, input);
  if (said) toast(said);
  return outcome.answer;
}

/** What is said of a refusal: once a session has ended, how to go on; without an answer, to try again. */
function refusalOf<Input, Answer>(
  command: Command<Input, Answer>,
  input: Input,
  error: unknown,
): Toast {
  const text = `${command.refused(input)} ${faultOf(error)}`;
  if (isSignedOut(error)) {
    return {
      text: `You are signed out. ${command.refused(input)}`,
      action: { label: "Sign in", run: () => signInHere() },
    };
  }
  if (!isPassing(error)) return { text };
  return { text, action: { label: "Try again", run: () => run(command, input) } };
}

/**
 * Shows a change at once and sends it. Only one request per thing is running at a time, and after
 * it only the newest change is sent: the last press wins whatever the network does. A refusal rolls
 * back; if the page is left before the response, the tab's next page sends the change.
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

/** Sends a change of a thing, then the newest one requested in the meantime, until none is left. */
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
