"use client";

import { changesAccepted } from "../api/command";
import { isBehind, takeLeft } from "../api/outbox";
import { knownReader } from "../api/store";
import { changeMany } from "../library/change-many";
import { chooseStatus, removeFromLibrary } from "../library/choose-status";
import { addToList, createListWith, removeFromList } from "../lists/choose-lists";
import { changeList } from "../lists/on-list";
import { chooseVote } from "../votes/choose-vote";

const acts = {
  chooseVote,
  chooseStatus,
  removeFromLibrary,
  addToList,
  removeFromList,
  createListWith,
  changeList,
  changeMany,
};

type Acts = typeof acts;

/** A change as it is kept: which of the above was called, and with what. */
export type Again = { [Act in keyof Acts]: { act: Act; given: Parameters<Acts[Act]> } }[keyof Acts];

/**
 * Makes sure of what was being sent when a page of this tab was left, and shows it. All of it sets
 * and nothing toggles: twice is once. What another reader began, a stranger does not go on with.
 * What was answered while this page was under way is only read again.
 */
export async function sendAgain(): Promise<void> {
  const reader = await knownReader();
  for (const { act, given } of takeLeft()) {
    // an older version of the app may have called it otherwise
    const again = acts[act] as ((...given: unknown[]) => unknown) | undefined;
    if (reader) again?.(...given);
  }
  if (reader && isBehind) changesAccepted();
}
