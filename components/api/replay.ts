"use client";

import { toast } from "../ui/toast";
import { reasonOf } from "./call";
import { attempt, type Command, changesAccepted, run } from "./command";
import { type SignInFor, takeIntent } from "./intents";
import { isBehind, type Kept, listLeft, takeLeft } from "./outbox";
import { knownReader } from "./store";

/** The loader of each command, by name. */
export type Commands = Record<string, () => Promise<Command<unknown, unknown>>>;

/** A stored command; undefined if this version of the app has none of that name. */
const find = async (commands: Commands, { command }: Kept) =>
  Object.hasOwn(commands, command) ? await commands[command]?.() : undefined;

/**
 * Sends what was unanswered when a page of this tab was left, and shows it. A stranger does not
 * continue a reader's changes. If changes were answered while this page was loading, only reads
 * again.
 */
export async function replayOutbox(commands: Commands): Promise<void> {
  const reader = await knownReader();
  for (const left of listLeft()) {
    const found = reader && (await find(commands, left));
    if (takeLeft(left) && found) run(found, left.input);
  }
  if (reader && isBehind) changesAccepted();
}

/** Does, once, what the reader began before signing in, and says so. */
export async function resumeIntent(commands: Commands): Promise<void> {
  const intent = await takeIntent();
  const pending = intent?.pending;
  const found = pending && (await find(commands, pending));
  if (!found) return;
  const outcome = await attempt(found, pending.input);
  if (!outcome) return;
  if ("error" in outcome) {
    found.refuse?.(outcome.error, pending.input);
    const reason = reasonOf(outcome.error);
    toast({ text: `You are signed in, but what you started was not done. ${reason}` });
  } else {
    const done = found.resumed?.(outcome.answer, pending.input, titled(intent.for)) ?? "";
    toast({ text: `You are signed in. ${done}`.trim() });
  }
}

/** The paper's title in a sentence, in a direction of its own. */
const titled = ({ title }: SignInFor) => title && `\u2068“${title}”\u2069`;
