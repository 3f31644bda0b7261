"use client";

import type { KeyboardEvent } from "react";
import { readKey } from "../keyboard/read-key";
import { askForNeighbour } from "../keyboard/rows";
import { useSelectionHere } from "./use-selection";

const BOX = "[data-act=select]";

/**
 * Selects a row: with Shift, all rows up to the last one selected; Shift with the arrow keys moves
 * to the neighbor and selects it too.
 */
export function SelectBox({ paperId }: { paperId: number }) {
  const selection = useSelectionHere();
  if (!selection) return null;
  const { chosen, toggle, extend, reach } = selection;

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const key = readKey(event.nativeEvent);
    const by = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (!by || !event.shiftKey) return;
    event.preventDefault();
    reach(paperId, by);
    askForNeighbour(event.currentTarget, by, BOX);
  }

  return (
    <label className="select-box">
      <input
        type="checkbox"
        data-act="select"
        aria-label="Select"
        aria-describedby={`t${paperId}`}
        checked={chosen.has(paperId)}
        onChange={({ nativeEvent }) =>
          "shiftKey" in nativeEvent && nativeEvent.shiftKey ? extend(paperId) : toggle(paperId)
        }
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
