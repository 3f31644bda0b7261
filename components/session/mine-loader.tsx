"use client";

import { useEffect } from "react";
import { loadMine } from "./mine";

/** Asks for what is the reader's own about these papers, now and when the page is returned to. */
export function MineLoader({ paperIds }: { paperIds: number[] }) {
  const ids = paperIds.join();
  useEffect(() => {
    const load = () => loadMine(ids ? ids.split(",").map(Number) : []);
    const onReturn = () => document.visibilityState === "visible" && load();
    load();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [ids]);
  return null;
}
