"use client";

import { useEffect, useRef } from "react";

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Sends the browser's time zone with its form; without scripts, the server's is used. */
export function ZoneField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.value = ownZone();
  }, []);
  return <input ref={field} type="hidden" name="zone" defaultValue="" />;
}

/** Writes the browser's time zone into the field of the form around it. */
export function OwnZone() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const field = mark.current?.closest("form")?.elements.namedItem("zone");
    if (field instanceof HTMLInputElement) field.value = ownZone();
  }, []);
  return <span ref={mark} hidden />;
}
