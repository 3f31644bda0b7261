"use client";

import { changeMany } from "./change-many";
import { useLibraryHere } from "./library-context";

/** Changes of what only the library shows, at once in the rows around. */
export function useOwnChanges() {
  const rows = useLibraryHere()?.rows;

  async function setFavorite(paperIds: number[], favorite: boolean) {
    rows?.change(paperIds, (row) => ({ ...row, favorite }));
    const changed = await changeMany(paperIds, { favorite });
    if (!changed) rows?.change(paperIds, (row) => ({ ...row, favorite: !favorite }));
    return changed;
  }

  /** Adds tags to papers, or takes them off. */
  async function setTags(
    paperIds: number[],
    change: { addTags?: string[]; removeTags?: string[] },
  ) {
    const before = new Map(paperIds.map((id) => [id, rows?.get(id)?.tags]));
    rows?.change(paperIds, (row) => ({ ...row, tags: changedTags(row.tags, change) }));
    const changed = await changeMany(paperIds, change);
    const stands = new Map(changed?.map(({ paperId, tags }) => [paperId, tags]));
    rows?.change(paperIds, (row) => ({
      ...row,
      tags: stands.get(row.id) ?? before.get(row.id) ?? row.tags,
    }));
    return changed;
  }

  return { setFavorite, setTags };
}

const key = (tag: string) => tag.toLowerCase();

/** What the server will make of it, but for the spelling. */
function changedTags(
  tags: string[],
  { addTags = [], removeTags = [] }: { addTags?: string[]; removeTags?: string[] },
): string[] {
  const gone = new Set(removeTags.map(key));
  const held = new Set(tags.map(key));
  return [
    ...tags.filter((tag) => !gone.has(key(tag))),
    ...addTags.filter((tag) => !held.has(key(tag))),
  ];
}
