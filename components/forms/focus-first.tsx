"use client";

import { useEffect, useRef } from "react";

/**
 * For the one form of a page: its first empty field has the focus on arrival, unless the reader is
 * already in a field. The link that led here may still have it.
 */
export function FocusFirst() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (document.activeElement?.matches("input, textarea, select")) return;
    const fields = mark.current?.closest("form")?.querySelectorAll<HTMLInputElement>(".field");
    const empty = [...(fields ?? [])].find(({ value, readOnly }) => !value && !readOnly);
    empty?.focus({ preventScroll: true });
  }, []);
  return <span ref={mark} hidden />;
}
