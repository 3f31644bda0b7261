"use client";

import { type RefObject, useEffect, useState } from "react";
import type { dragged as Dragged } from "./drag";
import type { Item, Move } from "./order";

interface Given {
  isMovable: boolean;
  items: RefObject<Item[]>;
  /** Called when a drag starts and ends, so that others' changes do not move it. */
  hold: (held: boolean) => void;
  move: (paperId: number, to: Move) => void;
}

/**
 * Loads dragging if papers can be moved. Returns the dragged paper, and a function that makes a row
 * draggable.
 */
export function useDrags({ isMovable, items, hold, move }: Given) {
  const [held, setHeld] = useState<number | null>(null);
  const [loaded, setLoaded] = useState<{ dragged: typeof Dragged }>();

  useEffect(() => {
    if (!isMovable) return;
    let stop: (() => void) | undefined;
    let left = false;
    let isHolding = false;
    const holdRow = (paperId: number | null) => {
      isHolding = paperId !== null;
      setHeld(paperId);
      hold(isHolding);
    };
    import("./drag").then(({ dragged, followDrags }) => {
      if (left) return;
      setLoaded({ dragged });
      stop = followDrags({
        held: holdRow,
        dropped(paperId, on, edge) {
          const others = items.current.filter(([id]) => id !== paperId);
          const at = others.findIndex(([id]) => id === on) + (edge === "below" ? 1 : 0);
          move(paperId, { after: others[at - 1]?.[0] ?? null });
        },
      });
    });
    return () => {
      left = true;
      stop?.();
      // its end will not be reported, as when the reader may no longer move papers
      if (isHolding) holdRow(null);
    };
  }, [isMovable, items, hold, move]);

  return { held, dragged: loaded?.dragged };
}
