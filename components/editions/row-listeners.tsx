"use client";

import { useEffect } from "react";
import { keepTrails } from "../papers/trail";

/**
 * Expands abstracts in place, and keeps the papers around one that is opened: one listener each for
 * all rows, so that the rows themselves need none.
 */
export function RowListeners() {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-unfold]");
      const row = button?.closest<HTMLElement>("[data-paper]");
      if (!button || !row) return;
      const open = row.toggleAttribute("data-open");
      button.setAttribute("aria-expanded", String(open));
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);
  useEffect(keepTrails, []);
  return null;
}
