"use client";

import { useEffect, useRef } from "react";

/**
 * For the one form of a page: its first empty field has the focus on arrival, unless the reader has
 * already focused something else.
 */
export function FocusFirst() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const at = document.activeElement;
    if (at !== document.body && at?.matches("h1") !== true) return;
    const fields = mark.current?.closest("form")?.querySelectorAll<HTMLInputElement>(".field");
    const empty = [...(fields ?? [])].find(({ value, readOnly }) => !value && !readOnly);
    empty?.focus({ preventScroll: true });
  }, []);
  return <span ref={mark} hidden />;
}
