"use client";

import { useState } from "react";
import type { Run } from "@/server/papers/runs";
import { call, reasonOf } from "../api/call";
import { toast } from "../ui/toast";

/** Read once a page. */
const abstracts = new Map<number, Run[]>();
/** Rows leave the page and come back as one scrolls: which are unfolded is remembered here. */
const unfolded = new Set<number>();

/** For the next page: there every row is folded again. */
export const foldAll = () => unfolded.clear();

/** A row's abstract, which is read when the row is unfolded. */
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
