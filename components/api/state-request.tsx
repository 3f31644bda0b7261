"use client";

import { useEffect } from "react";
import { stateAddress } from "./state-address";
import { loadState } from "./store";

/**
 * Loads the reader's own state for the papers of a page, now and whenever the page is returned to.
 * One per page, naming all its papers: the browser starts the request with the document.
 */
export function StateRequest({ paperIds }: { paperIds: number[] }) {
  const ids = paperIds.join();
  useEffect(() => {
    const load = () => loadState(ids ? ids.split(",").map(Number) : []);
    const onReturn = () => document.visibilityState === "visible" && load();
    load();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [ids]);
  return <link rel="preload" href={stateAddress(paperIds)} as="fetch" crossOrigin="anonymous" />;
}
