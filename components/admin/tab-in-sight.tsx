"use client";

import { useEffect, useRef } from "react";

/** Among tabs that do not fit a phone, scrolls them until the current one is in sight. */
export function TabInSight({ current }: { current: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const tab = mark.current?.parentElement?.querySelector(`[data-tab="${current}"]`);
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return <span ref={mark} hidden />;
}
