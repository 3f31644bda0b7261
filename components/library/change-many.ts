"use client";

import type { RouterInputs, RouterOutputs } from "@/server/api/root";
import { call, reasonOf } from "../api/call";
import { changesAccepted } from "../api/command";
import { dropUnsent, keepUnsent, ownThing } from "../api/outbox";
import { forgetState, loadState, type Status, showStates, whileChanging } from "../api/store";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { statusName, statusNames } from "./statuses";

export type ManyChange = Omit<RouterInputs["library"]["setMany"], "paperIds">;
export type Changed = RouterOutputs["library"]["setMany"]["changed"];

/** What one call changes at most. */
const BATCH = 1_000;

const shownStatus = ({ status, removed }: ManyChange): Status | null | undefined =>
  removed ? null : status;

/** Sends a change of several papers, a batch at a time, until one is refused. */
async function send(paperIds: number[], change: ManyChange) {
  const changed: Changed = [];
  let full = 0;
  for (let at = 0; at < paperIds.length; at += BATCH) {
    const batch = { ...change, paperIds: paperIds.slice(at, at + BATCH) };
    try {
      const answer = await call((api) => api.library.setMany.mutate(batch));
      changed.push(...answer.changed);
      full += answer.full;
    } catch (error) {
      return { changed, full, refused: { error, rest: paperIds.slice(at) } };
    }
  }
  return { changed, full };
}

/**
 * Changes several papers of the library, at once where it shows; a refusal takes that back and says
 * why. Answers what has changed, or null.
 */
export async function changeMany(paperIds: number[], change: ManyChange): Promise<Changed | null> {
  const status = shownStatus(change);
  if (status !== undefined) showStates(paperIds, () => ({ status }));
  const thing = ownThing();
  keepUnsent(thing, { act: "changeMany", given: [paperIds, change] });
  const { changed, full, refused } = await whileChanging(paperIds, () => send(paperIds, change));
  dropUnsent(thing);
  if (refused) {
    const { error, rest } = refused;
    if (status !== undefined) {
      forgetState(rest);
      loadState(rest.slice(0, 200));
    }
    toast({ text: `${papersIn(rest.length)} could not be changed. ${reasonOf(error)}` });
    if (changed.length === 0) return null;
  }
  if (full > 0) {
    toast({
      text: `${papersIn(full)} would have more than 50 tags, so nothing was changed there.`,
    });
  }
  changesAccepted();
  return changed;
}

/** Gives papers another status, and offers to give each the one it had. */
export async function setStatusOfMany(paperIds: number[], status: Status) {
  const changed = await changeMany(paperIds, { status });
  if (!changed) return;
  toast({
    text: `${papersIn(changed.length)} ${changed.length === 1 ? "is" : "are"} now “${statusName(status)}”.`,
    action: {
      label: "Undo",
      run: async () => {
        for (const [was] of statusNames) {
          const ids = changed.filter((each) => each.was === was).map(({ paperId }) => paperId);
          if (ids.length > 0) await changeMany(ids, { status: was });
        }
      },
    },
  });
}

/** Puts papers into the trash, and offers to take them back out as they were. */
export async function removeMany(paperIds: number[]) {
  const changed = await changeMany(paperIds, { removed: true });
  if (!changed) return;
  toast({
    text: `${papersIn(changed.length)} removed from your library.`,
    action: { label: "Undo", run: () => restoreMany(changed) },
  });
}

async function restoreMany(removed: Changed) {
  const was = new Map(removed.map((each) => [each.paperId, each.was]));
  const back = await changeMany([...was.keys()], { removed: false });
  for (const [status] of statusNames) {
    const ids = back?.filter(({ paperId }) => was.get(paperId) === status) ?? [];
    showStates(
      ids.map(({ paperId }) => paperId),
      () => ({ status }),
    );
  }
}
