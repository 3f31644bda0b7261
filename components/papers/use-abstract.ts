"use client";

import { useState } from "react";
import type { Run } from "@/server/papers/runs";
import { call, reasonOf } from "../api/call";
import { toast } from "../ui/toast";

/** Loaded once per page. */
const abstracts = new Map<number, Run[]>();
/** Rows are removed and added again while scrolling: this remembers which are expanded. */
const unfolded = new Set<number>();

/** For the next page, where every row is collapsed again. */
export const foldAll = () => unfolded.clear();

/** A row's abstract, loaded when the row is expanded. */
export function useAbstract(paperId: number) {
  const [open, setOpen] = useState(() => unfolded.has(paperId));
  const [runs, setRuns] = useState(() => abstracts.get(paperId));

  async function unfold() {
    unfolded.add(paperId);
    setOpen(true);
    try {
      const read = runs ?? (await call((api) => api.papers.abstract.query({ paperId })));
      abstracts.set(paperId, read);
      setRuns(read);
    } catch (error) {
      fold();
      toast({ text: `The abstract could not be read. ${reasonOf(error)}` });
    }
  }

  function fold() {
    unfolded.delete(paperId);
    setOpen(false);
  }

  return { open, runs, toggle: open ? fold : unfold };
}
