"use client";

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { isField, ROW_WANTED } from "../keyboard/rows";
import { useKeptPlace } from "./kept-place";

/** Rows rendered beyond either edge of the window. */
const OVERSCAN = 6;
/** Used before any row has been measured. */
const USUAL_HEIGHT = 110;

interface Given {
  box: RefObject<HTMLDivElement | null>;
  order: number[];
  total: number;
  kept: number | null;
  /** How many rows came with the page. */
  initial: number;
}

/** Which rows of a long list are rendered, and where. Offsets count from the list's top. */
export function useVirtualRows({ box, order, total, kept, initial }: Given) {
  const [{ live, estimate, margin }, setMeasured] = useState({
    live: false,
    estimate: USUAL_HEIGHT,
    margin: 0,
  });
  const [focused, setFocused] = useState<number | null>(null);
  const typing = useRef(false);
  const places = useMemo(() => new Map(order.map((id, index) => [id, index])), [order]);

  // the initial rows show how tall rows are here
  useLayoutEffect(() => {
    const measure = () => {
      const list = box.current?.getBoundingClientRect();
      if (!list) return;
      setMeasured((now) => ({
        live: true,
        margin: list.top + window.scrollY,
        estimate: now.live || initial === 0 ? now.estimate : Math.round(list.height / initial),
      }));
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [box, initial]);

  const stay = [focused, kept].flatMap((id) => (id === null ? [] : (places.get(id) ?? [])));
  const staying = stay.join();
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      for (const index of staying ? staying.split(",").map(Number) : []) indexes.add(index);
      return [...indexes].sort((a, b) => a - b);
    },
    [staying],
  );

  const virtualizer = useWindowVirtualizer<HTMLDivElement>({
    count: total,
    // not earlier: it writes back the offset that it first reads, which would undo scrolling while
    // the scripts start
    enabled: live,
    initialRect: live ? { width: window.innerWidth, height: window.innerHeight } : undefined,
    estimateSize: () => estimate,
    overscan: OVERSCAN,
    scrollMargin: margin,
    getItemKey: useCallback((index: number) => order[index] ?? `unknown ${index}`, [order]),
    rangeExtractor,
    // exact, as adjacent rows touch
    measureElement: (row, entry) =>
      entry?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height,
  });
  const items = virtualizer.getVirtualItems();
  const firstInSight = () => items.find(({ end }) => end > window.scrollY)?.index;
  useKeptPlace(live, firstInSight, virtualizer.scrollToIndex);

  // rows added or removed above the window do not move what is in it
  const seen = useRef({ order, items });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { order, items };
    if (before.order === order) return;
    if (focused !== null && !places.has(focused)) {
      // the focus was in a removed row: it moves to the row now in its place, except from a field,
      // whose further keys would act on that row
      setFocused(null);
      const index = Math.min(before.order.indexOf(focused), order.length - 1);
      const detail = { index };
      if (!typing.current) box.current?.dispatchEvent(new CustomEvent(ROW_WANTED, { detail }));
    }
    if (window.scrollY <= margin) return;
    const top = window.scrollY;
    const anchor = before.items.find(
      ({ key, end }) => end > top && key !== kept && places.has(Number(key)),
    );
    const now = anchor && virtualizer.measurementsCache[places.get(Number(anchor.key)) ?? -1];
    if (anchor && now && now.start !== anchor.start) window.scrollBy(0, now.start - anchor.start);
  });

  const paperOf = (target: EventTarget | null) => {
    const row = target instanceof Element && target.closest<HTMLElement>("[data-paper]");
    return row && box.current?.contains(row) ? Number(row.dataset.paper) : null;
  };
  return {
    live,
    estimate,
    items: items.map(({ key, index, start, size }) => ({
      key,
      index,
      start: start - margin,
      size,
    })),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    toIndex: virtualizer.scrollToIndex,
    focus: {
      onFocus: (event: FocusEvent) => {
        typing.current = isField(event.target);
        setFocused(paperOf(event.target));
      },
      onBlur: (event: FocusEvent) => setFocused(paperOf(event.relatedTarget)),
    },
  };
}
