"use client";

import { useEffect, useLayoutEffect } from "react";

const key = () => `place ${location.pathname}${location.search}`;

/** Whether this document is one that the browser has been at before: then it knows the place. */
let isReturn: boolean | undefined;

/**
 * Comes back to where the page was scrolled to when it is loaded again: the browser tries to before
 * the list has its height, and stops at the end of what was printed.
 */
export function useKeptPlace(live: boolean, toOffset: (offset: number) => void) {
  useEffect(() => {
    const keep = () => {
      try {
        sessionStorage.setItem(key(), String(window.scrollY));
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
      const place = Number(sessionStorage.getItem(key()));
      if (place > 0) toOffset(place);
    } catch {
      // as above
    }
  }, [live, toOffset]);
}
