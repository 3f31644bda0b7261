"use client";

import type { RouterInputs, RouterOutputs } from "@/server/api/root";
import { type Command, run } from "../api/command";
import { statusName, statusNames } from "../api/statuses";
import {
  currentState,
  forgetState,
  loadState,
  type Status,
  showStates,
  stateOf,
} from "../api/store";
import { inBatches, type Refused, restOf } from "../papers/in-batches";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { changedTags } from "./changed-tags";
import { rowsOnPage } from "./rows-on-page";

type Input = RouterInputs["library"]["setMany"];
type Changed = RouterOutputs["library"]["setMany"]["changed"];

interface Answer {
  changed: Changed;
  /** How many papers have no room for more tags. */
  full: number;
  /** The rest, if a later batch was refused. */
  refused?: Refused;
}

/**
 * Changes several papers of the library, or what only the library shows of one: favorite and tags.
 */
export const setMany: Command<Input, Answer> = {
  name: "library.setMany",
  key: ({ paperIds, favorite }) =>
    favorite !== undefined && paperIds.length === 1 ? `favorite ${paperIds[0]}` : undefined,
  changes: ({ paperIds }) => paperIds.map(stateOf),
  optimistic(input) {
    const status = input.removed ? null : input.status;
    const statusBack = status !== undefined && showStatus(input.paperIds, status);
    const rowsBack = showInRows(input);
    return () => {
      if (statusBack) statusBack();
      rowsBack();
    };
  },
  async send(api, { paperIds, ...change }) {
    const { answers, refused } = await inBatches(paperIds, (batch) =>
      api.library.setMany.mutate({ ...change, paperIds: batch }),
    );
    return {
      changed: answers.flatMap(({ changed }) => changed),
      full: answers.reduce((sum, { full }) => sum + full, 0),
      refused,
    };
  },
  accept({ changed, full, refused }) {
    const tags = new Map(changed.map((each) => [each.paperId, each.tags]));
    rowsOnPage()?.change(tags.keys(), (row) => ({ ...row, tags: tags.get(row.id) ?? row.tags }));
    if (full > 0) {
      toast({
        text: `${papersIn(full)} would have more than 50 tags, so nothing was changed there.`,
      });
    }
    if (!refused) return;
    forgetState(refused.rest);
    loadState(refused.rest.slice(0, 200));
    toast({ text: restOf(refused, "changed").trim() });
  },
  refused: ({ paperIds }) => `${papersIn(paperIds.length)} could not be changed.`,
};

/** Takes a tag off every paper; returns from which, for undo. */
export const removeTag: Command<{ tag: string }, RouterOutputs["library"]["removeTag"]> = {
  name: "library.removeTag",
  send: (api, input) => api.library.removeTag.mutate(input),
  refused: () => "The tag was not removed.",
};

function showStatus(paperIds: number[], status: Status | null): () => void {
  const before = new Map(paperIds.map((id) => [id, currentState(id)]));
  showStates(paperIds, () => ({ status }));
  return () => {
    showStates(paperIds, (_, id) => ({ status: before.get(id)?.status ?? null }));
    const unread = paperIds.filter((id) => !before.get(id)?.known);
    if (unread.length > 0) forgetState(unread);
  };
}

/** Shows favorites and tags in the rows of the library. */
function showInRows({ paperIds, favorite, addTags, removeTags }: Input): () => void {
  const rows = rowsOnPage();
  const before = new Map(paperIds.map((id) => [id, rows?.get(id)]));
  rows?.change(paperIds, (row) => ({
    ...row,
    favorite: favorite ?? row.favorite,
    tags: changedTags(row.tags, { addTags, removeTags }),
  }));
  return () =>
    rowsOnPage()?.change(paperIds, (row) => {
      const { favorite, tags } = before.get(row.id) ?? row;
      return { ...row, favorite, tags };
    });
}

/** Changes the status of several papers, and offers to restore each previous one. */
export async function setStatusOfMany(paperIds: number[], status: Status) {
  const changed = (await run(setMany, { paperIds, status }))?.changed;
  if (!changed) return;
  toast({
    text: `${papersIn(changed.length)} ${changed.length === 1 ? "is" : "are"} now “${statusName(status)}”.`,
    action: {
      label: "Undo",
      run: async () => {
        for (const [was] of statusNames) {
          const ids = changed.filter((each) => each.was === was).map(({ paperId }) => paperId);
          if (ids.length > 0) await run(setMany, { paperIds: ids, status: was });
        }
      },
    },
  });
}

/** Moves papers to the trash, and offers to restore them. */
export async function removeMany(paperIds: number[]) {
  const changed = (await run(setMany, { paperIds, removed: true }))?.changed;
  if (!changed) return;
  toast({
    text: `${papersIn(changed.length)} removed from your library.`,
    action: { label: "Undo", run: () => restoreMany(changed) },
  });
}

async function restoreMany(removed: Changed) {
  const was = new Map(removed.map((each) => [each.paperId, each.was]));
  const back = await run(setMany, { paperIds: [...was.keys()], removed: false });
  const restored = back?.changed.map(({ paperId }) => paperId) ?? [];
  showStates(restored, (_, id) => ({ status: was.get(id) ?? null }));
}
