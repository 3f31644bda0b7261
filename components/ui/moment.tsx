"use client";

import { useEffect, useState } from "react";

const style = { dateStyle: "medium", timeStyle: "short" } as const;
const elsewhere = new Intl.DateTimeFormat("en", { ...style, timeZone: "UTC" });

/** A moment in the reader's own time zone, which only their browser knows; until then in UTC. */
export function Moment({ at }: { at: Date }) {
  const [text, setText] = useState(`${elsewhere.format(at)} UTC`);
  useEffect(() => setText(new Intl.DateTimeFormat("en", style).format(at)), [at]);
  return <time dateTime={at.toISOString()}>{text}</time>;
}
