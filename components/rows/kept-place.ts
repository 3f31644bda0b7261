"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

const key = () => `place ${location.pathname}${location.search}`;

/** Whether this document is one that the browser has been at before: then it knows the place. */
let isReturn: boolean | undefined;

/**
 * Comes back to the row that was first in sight when the page is loaded again: the browser tries to
 * before the list has its height, and stops at the end of what came with the page.
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
      try {
        sessionStorage.setItem(key(), String(first.current() ?? ""));
      } catch {
        // without storage it begins at the top
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
