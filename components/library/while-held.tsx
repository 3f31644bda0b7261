"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { type Status, useMine } from "../session/mine";

interface Props {
  paperId: number;
  /** The shelf on which the row stands; none for the whole library. */
  shelf?: Status;
  /** The list on which the row stands, instead of the library. */
  listId?: string;
  children: ReactNode;
}

/** Shows a row while its paper belongs where the row stands: it goes at once, and undo brings it back. */
export function WhileHeld({ paperId, shelf, listId, children }: Props) {
  const mine = useMine(paperId);
  const box = useRef<HTMLDivElement>(null);
  const held = listId
    ? mine.lists.includes(listId)
    : mine.status !== null && (!shelf || shelf === mine.status);
  const gone = mine.known && !held;

  useEffect(() => {
    if (!gone || document.activeElement !== document.body) return;
    // the focus was in what has gone: it moves on to the next row
    const rows = [...document.querySelectorAll<HTMLElement>("[data-paper]")];
    const next = rows.find(
      (row) =>
        row.offsetParent && box.current && box.current.compareDocumentPosition(row) & FOLLOWS,
    );
    next?.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true });
  }, [gone]);

  return (
    <div ref={box} hidden={gone}>
      {children}
    </div>
  );
}

const FOLLOWS = 4;
