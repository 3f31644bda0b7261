"use client";

import { useCallback, useRef, useState } from "react";
import { reasonOf } from "../api/call";
import { loadState } from "../api/store";
import { toast } from "../ui/toast";

/** The most rows that one call returns. */
const BATCH = 100;
/** Concurrent calls: rows scrolled past are not worth more. */
const AT_ONCE = 2;

/** The rows of a long list that are loaded so far. */
export interface Rows<Row> {
  /** A row; undefined until loaded, null if the server has none. */
  get: (id: number) => Row | null | undefined;
  /** Loads those of these that are not loaded, in order, 100 at most. */
  want: (ids: number[]) => void;
  /** Changes displayed rows at once; the server is called elsewhere. */
  change: (ids: Iterable<number>, change: (row: Row) => Row) => void;
  /** Stores rows from a response. */
  put: (rows: Row[]) => void;
}

/**
 * Manages the rows of a long list: the first came with the page, the others are loaded in batches
 * as they come into view, each with the reader's own state.
 */
export function useRows<Row extends { id: number }>(
  first: Row[],
  load: (ids: number[]) => Promise<Row[]>,
): Rows<Row> {
  const [kept, setKept] = useState(() => new Map<number, Row | null>(byId(first)));
  const [seen, setSeen] = useState(first);
  if (seen !== first) {
    // the page was loaded again: its rows are newer
    setSeen(first);
    setKept((now) => new Map([...now, ...byId(first)]));
  }
  const asked = useRef(new Set<number>());
  const underWay = useRef(0);
  const failing = useRef(false);

  const read = useRef(load);
  read.current = load;

  const want = useCallback(
    async (ids: number[]) => {
      const missing = ids.filter((id) => !kept.has(id) && !asked.current.has(id)).slice(0, BATCH);
      if (missing.length === 0 || underWay.current >= AT_ONCE) return;
      underWay.current++;
      for (const id of missing) asked.current.add(id);
      try {
        const [rows] = await Promise.all([read.current(missing), loadState(missing)]);
        failing.current = false;
        const none = missing.map((id): [number, null] => [id, null]);
        setKept((now) => new Map([...now, ...none, ...byId(rows)]));
      } catch (error) {
        // reported once; the next scroll tries again
        if (!failing.current) toast({ text: `These papers could not be read. ${reasonOf(error)}` });
        failing.current = true;
      } finally {
        underWay.current--;
        for (const id of missing) asked.current.delete(id);
      }
    },
    [kept],
  );

  const change = useCallback((ids: Iterable<number>, each: (row: Row) => Row) => {
    setKept((now) => {
      const next = new Map(now);
      for (const id of ids) {
        const row = next.get(id);
        if (row) next.set(id, each(row));
      }
      return next;
    });
  }, []);

  const put = useCallback((rows: Row[]) => setKept((now) => new Map([...now, ...byId(rows)])), []);

  const get = useCallback((id: number) => kept.get(id), [kept]);
  return { get, want, change, put };
}

const byId = <Row extends { id: number }>(rows: Row[]) =>
  rows.map((row): [number, Row] => [row.id, row]);
