"use client";

import { useEffect, useState } from "react";

const full = { dateStyle: "medium", timeStyle: "short" } as const;
const date = { dateStyle: "medium" } as const;
const format = (at: Date, style: Intl.DateTimeFormatOptions, timeZone?: string) =>
  new Intl.DateTimeFormat("en", { ...style, timeZone }).format(at);

/**
 * A time in the reader's own time zone, which only their browser knows; until then in UTC. As a
 * `day`, the time is shown only on hover.
 */
export function Moment({ at, day }: { at: Date; day?: boolean }) {
  const [zone, setZone] = useState<string | undefined>("UTC");
  useEffect(() => setZone(undefined), []);
  const whole = format(at, full, zone) + (zone ? ` ${zone}` : "");
  return (
    <time dateTime={at.toISOString()} title={day ? whole : undefined}>
      {day ? format(at, date, zone) : whole}
    </time>
  );
}
