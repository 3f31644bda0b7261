"use client";

import { useEffect, useRef } from "react";

interface Root extends HTMLElement {
  /** Of the early script (`server/page-cache/early.mjs`). */
  tellAge?: (element: HTMLElement) => void;
}

/** How old the newest edition is, where it is no longer new: as an attribute, which CSS shows. */
export function EditionAge({ feedDate }: { feedDate: string }) {
  const age = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (age.current) (document.documentElement as Root).tellAge?.(age.current);
  }, []);
  return <span ref={age} className="edition-age" data-latest={feedDate} suppressHydrationWarning />;
}
