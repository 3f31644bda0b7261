"use client";

import { useCallback, useState } from "react";
import type { RouterOutputs } from "@/server/api/root";
import { call, reasonOf } from "../api/call";
import { toast } from "../ui/toast";

export type Facets = RouterOutputs["library"]["facets"];

/** The filters of the library: sent with a filtered page, otherwise loaded when needed. */
export function useFacets(initial: Facets | null) {
  const [read, setRead] = useState<Facets | null>(null);
  const want = useCallback(async () => {
    try {
      setRead(await call((api) => api.library.facets.query()));
    } catch (error) {
      toast({ text: `Your tags and lists could not be read. ${reasonOf(error)}` });
    }
  }, []);
  return { facets: read ?? initial, want };
}
