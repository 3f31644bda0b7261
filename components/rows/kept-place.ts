"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { hasForgotten } from "../api/personal-storage";

const key = () => `place ${location.pathname}${location.search}`;

/** Whether the browser returns to this document: then it restores the position itself. */
let isReturn: boolean | undefined;

/**
 * After a reload, scrolls back to the row that was first in view: the browser tries to before the
 * list has its height, and stops at the end of the initial rows.
 */
export function useKeptPlace(
  live: boolean,
  firstInSight: () => number | undefined,
  toIndex: (index: number, how: { align: "start" }) => void,
) {
  const first = useRef(firstInSight);
  first.current = firstInSight;

  useEffect(() => {
    const keep = () => {
      if (hasForgotten()) return;
      try {
        sessionStorage.setItem(key(), String(first.current() ?? ""));
      } catch {
        // without storage, it starts at the top
      }
    };
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, []);

  useLayoutEffect(() => {
    if (!live) return;
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    isReturn ??= entry?.type === "reload" || entry?.type === "back_forward";
    if (!isReturn) return;
    isReturn = false;
    try {
      const index = Number(sessionStorage.getItem(key()));
      if (index > 0) toIndex(index, { align: "start" });
    } catch {
      // as above
    }
  }, [live, toIndex]);
}
