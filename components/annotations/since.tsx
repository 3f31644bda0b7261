"use client";

import { useEffect, useState } from "react";

const UNITS = [
  ["minute", 60],
  ["hour", 3_600],
  ["day", 86_400],
] as const;

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/**
 * "2 hr. ago", or the date after a week. Rendered as the date, which is the same for everyone, and
 * which is printed: paper does not know how long ago it was.
 */
export function Since({ at }: { at: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const date = day.format(new Date(at));
  if (now === null) return <time dateTime={at}>{date}</time>;
  return (
    <time dateTime={at} data-printed={date}>
      <span>{told(at, now)}</span>
    </time>
  );
}

function told(at: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1_000);
  if (seconds < 60) return "just now";
  if (seconds >= 7 * 86_400) {
    return new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(new Date(at));
  }
  const [unit, length] = UNITS.findLast(([, length]) => seconds >= length) ?? UNITS[0];
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
  return format.format(-Math.floor(seconds / length), unit);
}
