"use client";

import { useEffect, useRef } from "react";

/** Sends the browser's time zone with its form; without scripts, the server's is used. */
export function ZoneField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return <input ref={field} type="hidden" name="zone" defaultValue="" />;
}
