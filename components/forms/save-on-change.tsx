"use client";

import { useEffect, useRef } from "react";

/**
 * Sends the form around it at each change of a field. Without scripts, a button does; give it the
 * class `unscripted-only`.
 */
export function SaveOnChange() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Enter in a field is a change too, and sends the form by itself
    const change = () => {
      timer = setTimeout(() => form.requestSubmit());
    };
    const submit = () => clearTimeout(timer);
    form.addEventListener("change", change);
    form.addEventListener("submit", submit);
    return () => {
      form.removeEventListener("change", change);
      form.removeEventListener("submit", submit);
    };
  }, []);
  return <span ref={mark} hidden />;
}
