"use client";

import { type RefObject, useEffect, useRef } from "react";
import { arriveAt, ROW_WANTED, type WantedRow } from "../keyboard/rows";

interface Means {
  total: number;
  toIndex: (index: number) => void;
}

/** Moves the keyboard to any row of a long list, even one that is not rendered yet. */
export function useWantedRow(box: RefObject<HTMLDivElement | null>, means: Means) {
  const wanted = useRef<WantedRow | null>(null);
  const now = useRef(means);
  now.current = means;

  const arrive = () => {
    const row =
      wanted.current &&
      box.current?.querySelector<HTMLElement>(
        `[data-index="${wanted.current.index}"] .row[data-paper]`,
      );
    if (!row) return false;
    arriveAt(row, wanted.current?.focus);
    wanted.current = null;
    return true;
  };
  const arriving = useRef(arrive);
  arriving.current = arrive;

  // any rendering may have added the awaited row
  useEffect(() => void arriving.current());

  useEffect(() => {
    const list = box.current;
    const onWanted = (event: Event) => {
      const { detail } = event as CustomEvent<WantedRow>;
      if (detail.index < 0 || detail.index >= now.current.total) return;
      wanted.current = detail;
      if (!arriving.current()) now.current.toIndex(detail.index);
    };
    list?.addEventListener(ROW_WANTED, onWanted);
    return () => list?.removeEventListener(ROW_WANTED, onWanted);
  }, [box]);
}
