"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { readKey } from "../keyboard/read-key";
import { useList } from "./list-context";
import type { Move } from "./order";

export const HANDLE = "[data-act=arrange]";

const KEYS: Record<string, Move> = { ArrowUp: "up", ArrowDown: "down", Home: "top", End: "bottom" };

/** Moves a paper within its list: by dragging, or with the arrow keys, Home and End. */
export function Handle({ paperId }: { paperId: number }) {
  const { move, dragged } = useList();
  const handle = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const row = handle.current?.closest<HTMLElement>(".row");
    if (row && handle.current) return dragged?.(row, handle.current, paperId);
  }, [dragged, paperId]);

  function onKeyDown(event: KeyboardEvent) {
    const to = KEYS[readKey(event.nativeEvent)];
    if (!to || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    move(paperId, to);
  }

  return (
    <button
      ref={handle}
      type="button"
      className="handle"
      data-act="arrange"
      aria-label="Move"
      aria-describedby={`t${paperId} handle-help`}
      title="Drag, or use the arrow keys"
      onKeyDown={onKeyDown}
    >
      <svg aria-hidden="true" viewBox="0 0 10 16" width="10" height="16" fill="currentColor">
        {[2, 8, 14].flatMap((y) =>
          [2, 8].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.4" />),
        )}
      </svg>
    </button>
  );
}
