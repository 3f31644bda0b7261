"use client";

import { useEffect, useState } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call } from "../api/call";

export type Title = RouterOutputs["search"]["titles"][number];

/** How long the typing rests before it is searched for. */
const REST_MS = 130;
const MIN = 2;
const none: Title[] = [];

/** The titles that match what is being typed: those of the last answer until the next is there. */
export function useTitles(typed: string): Title[] {
  const [found, setFound] = useState(none);
  const q = typed.trim();
  useEffect(() => {
    if (q.length < MIN) {
      setFound(none);
      return;
    }
    let isWanted = true;
    const ask = async () => {
      const titles = await call((api) => api.search.titles.query({ q })).catch(() => none);
      if (isWanted) setFound(titles);
    };
    const timer = setTimeout(ask, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [q]);
  return q.length < MIN ? none : found;
}
