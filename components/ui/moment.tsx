"use client";

import { useEffect, useState } from "react";

const full = { dateStyle: "medium", timeStyle: "short" } as const;
const date = { dateStyle: "medium" } as const;

/** Formats are slow to make, and a page shows a hundred times. */
const formats = (timeZone?: string) => ({
  full: new Intl.DateTimeFormat("en", { ...full, timeZone }),
  date: new Intl.DateTimeFormat("en", { ...date, timeZone }),
});
const utc = formats("UTC");
let own: typeof utc | undefined;

/**
 * A time in the reader's own time zone, which only their browser knows; until then in UTC. As a
 * `day`, the time is shown only on hover.
 */
export function Moment({ at, day }: { at: Date; day?: boolean }) {
  const [isOwn, setIsOwn] = useState(false);
  useEffect(() => setIsOwn(true), []);
  if (isOwn) own ??= formats();
  const format = (isOwn && own) || utc;
  const whole = format.full.format(at) + (isOwn ? "" : " UTC");
  return (
    <time dateTime={at.toISOString()} title={day ? whole : undefined}>
      {day ? format.date.format(at) : whole}
    </time>
  );
}
