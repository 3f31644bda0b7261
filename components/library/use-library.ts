"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LibraryRow } from "@/server/library/queries";
import { call } from "../api/call";
import { onChanged } from "../api/command";
import { currentState, type Status, subscribeToState } from "../api/store";
import { useRows } from "../rows/use-rows";
import type { Shown } from "./shown";

/** The part of the library that came with the page. */
export interface FirstPart {
  /** The start of the order, and the total number. */
  ids: number[];
  total: number;
  rows: LibraryRow[];
  counts: Record<Status, number>;
  /** The paper that the page begins with, if it is not the first. */
  from?: number;
}

const loadRows = (paperIds: number[]) => call((api) => api.library.rows.query({ paperIds }));

/** A part of the library in its order, kept up to date. */
export function useLibrary(shown: Shown, first: FirstPart) {
  const { from } = first;
  const rows = useRows(first.rows, loadRows);
  const [{ ids, whole }, setIndex] = useState(() => beginning(first));
  const [counts, setCounts] = useState(first.counts);
  const [seen, setSeen] = useState(first);
  if (seen !== first) {
    setSeen(first);
    setIndex(beginning(first));
    setCounts(first.counts);
  }

  const reload = useCallback(async () => {
    const read = await call((api) => api.library.index.query(shown)).catch(() => null);
    if (!read) return;
    const begin = from === undefined ? 0 : Math.max(0, read.ids.indexOf(from));
    setIndex({ ids: read.ids.slice(begin), whole: true });
    setCounts(read.counts);
  }, [shown, from]);

  useEffect(() => {
    if (!whole) reload();
  }, [whole, reload]);

  useEffect(() => {
    const onReturn = () => document.visibilityState === "visible" && reload();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [reload]);

  const gone = useGone(ids, shown.status);
  const order = useMemo(() => ids.filter((id) => !gone.has(id)), [ids, gone]);
  const total = whole ? order.length : first.total - gone.size;
  const held = useRef(total);
  held.current = total;

  useEffect(
    () =>
      onChanged(async () => {
        const read = await call((api) => api.library.counts.query(shown)).catch(() => null);
        if (!read) return;
        setCounts(read);
        // the previous page saved something after this page was rendered
        if (from === undefined && partOf(read, shown.status) > held.current) reload();
      }),
    [shown, from, reload],
  );

  return { rows, order, whole, counts, total };
}

/** How many papers have a status, or any. */
const partOf = (counts: Record<Status, number>, status: Status | undefined) =>
  status ? counts[status] : Object.values(counts).reduce((sum, papers) => sum + papers, 0);

const beginning = ({ ids, total }: FirstPart) => ({ ids, whole: ids.length === total });

const nothing: ReadonlySet<number> = new Set();

/** Papers that no longer belong here: they disappear at once, and undo brings them back. */
function useGone(ids: number[], status: Status | undefined): ReadonlySet<number> {
  const [gone, setGone] = useState(nothing);
  useEffect(() => {
    const look = () => {
      const now = ids.filter((id) => {
        const mine = currentState(id);
        return mine.known && (status ? mine.status !== status : mine.status === null);
      });
      setGone((before) =>
        now.length === before.size && now.every((id) => before.has(id)) ? before : new Set(now),
      );
    };
    look();
    return subscribeToState(look);
  }, [ids, status]);
  return gone;
}
