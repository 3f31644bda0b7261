"use client";

import { createContext, useContext } from "react";
import type { dragged } from "./drag";
import type { Move } from "./order";

/** Actions for the papers of the surrounding list. Those that are not allowed are missing. */
export interface ListDeeds {
  listId: string;
  name: string;
  isCollection: boolean;
  /** The key under which the reader's note drafts are stored. */
  drafts: string;
  mayArrange: boolean;
  mayAdd: boolean;
  /** Whether the manual order is shown and may be changed. */
  isMovable: boolean;
  move: (paperId: number, to: Move) => void;
  moveTo: (paperId: number, place: number) => void;
  remove: (paperIds: number[]) => void;
  /** Opens the choice of a list to copy or move papers to. */
  carry: (paperIds: number[], how: "copy" | "move") => void;
  /** Reports that a paper's note is being edited here. */
  writing: (paperId: number) => void;
  /** Papers that others removed while the reader was writing there. */
  gone: ReadonlySet<number>;
  /** Reports that a note is no longer being written: a removed row may disappear. */
  settle: () => void;
  showNote: (paperId: number, note: string) => void;
  /** Undefined until dragging is loaded. */
  dragged: typeof dragged | undefined;
}

export const ListContext = createContext<ListDeeds | null>(null);

export function useList(): ListDeeds {
  const deeds = useContext(ListContext);
  if (!deeds) throw new Error("there is no list around");
  return deeds;
}
