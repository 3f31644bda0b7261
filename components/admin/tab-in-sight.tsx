"use client";

import { useEffect, useRef } from "react";

/** Beside the tab, in pixels. */
const ROOM = 16;

/** Among tabs that do not fit a phone, scrolls them until the current one is in sight. */
export function TabInSight() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const tabs = mark.current?.parentElement;
    const tab = tabs?.querySelector("[aria-current]");
    if (!tabs || !tab) return;
    const [all, own] = [tabs.getBoundingClientRect(), tab.getBoundingClientRect()];
    // only aside: the page stays where the reader has left it
    tabs.scrollLeft += Math.max(0, own.right + ROOM - all.right);
  }, []);
  return <span ref={mark} hidden />;
}
