"use client";

import { createContext, useContext } from "react";
import type { dragged } from "./drag";
import type { Move } from "./order";

/** What can be done with the papers of the list around. What may not be done is not there. */
export interface ListDeeds {
  listId: string;
  name: string;
  isCollection: boolean;
  /** Under what the notes that the reader is writing are kept. */
  drafts: string;
  mayArrange: boolean;
  mayAdd: boolean;
  /** Whether the order by hand is what is shown, and may be changed. */
  isMovable: boolean;
  move: (paperId: number, to: Move) => void;
  moveTo: (paperId: number, place: number) => void;
  remove: (paperIds: number[]) => void;
  /** Opens the choice of a list to put papers on. */
  carry: (paperIds: number[], how: "copy" | "move") => void;
  /** Says that the note of a paper is about to be changed here. */
  writing: (paperId: number) => void;
  /** What others have taken off while the reader was writing there. */
  gone: ReadonlySet<number>;
  /** Says that somewhere nothing is written any more: what has gone may go from sight. */
  settle: () => void;
  showNote: (paperId: number, note: string) => void;
  /** Undefined until dragging has been loaded. */
  dragged: typeof dragged | undefined;
}

export const ListContext = createContext<ListDeeds | null>(null);

export function useList(): ListDeeds {
  const deeds = useContext(ListContext);
  if (!deeds) throw new Error("there is no list around");
  return deeds;
}
