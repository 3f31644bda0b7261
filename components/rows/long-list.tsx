"use client";

import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { StateRequest } from "../api/state-request";
import { loadState } from "../api/store";
import { arriveAtNothing } from "../keyboard/rows";
import { type Place, placeInFeed } from "../papers/place";
import { foldAll } from "../papers/use-abstract";
import { Spacer } from "./spacer";
import type { Rows } from "./use-rows";
import { useVirtualRows } from "./use-virtual-rows";
import { useWantedRow } from "./wanted-row";

/** Rows that are on the page before scripts decide: those that came with it. */
const MAX_INITIAL = 40;

interface Props<Row> {
  /** Says to screen readers what the list is. */
  label: string;
  /** The ids of the rows in their order: all, or the beginning while `total` says how many there are. */
  order: number[];
  total?: number;
  rows: Rows<Row>;
  /** A row that stays on the page wherever it is scrolled to, such as one that is being dragged. */
  kept?: number | null;
  /** Draws a row. Keep it the same function: rows are drawn again when it changes. */
  children: (row: Row, place: Place) => ReactNode;
}

/**
 * A list of papers of any length. The rows that came with the page are rendered; with scripts only
 * those near the window are on the page, and the rest is read as it comes into sight. Rows that come
 * or go above the window do not move what is read, and the row with the focus stays.
 */
export function LongList<Row extends { id: number }>(props: Props<Row>) {
  const { label, order, total = order.length, rows, kept = null, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [initial] = useState(() => order.slice(0, MAX_INITIAL).filter((id) => rows.get(id)));
  const { live, items, height, focus, toIndex, measure, estimate } = useVirtualRows({
    box,
    order,
    total,
    kept,
    initial: initial.length,
  });
  useWantedRow(box, { total, toIndex });
  useReading(order, items, rows);
  useEffect(() => foldAll, []);
  useLayoutEffect(() => {
    const list = box.current;
    return () => {
      if (list?.contains(document.activeElement)) requestAnimationFrame(arriveAtNothing);
    };
  }, []);

  const draw = (id: number | undefined, index: number) => {
    const row = id === undefined ? undefined : rows.get(id);
    if (row === null) return null;
    const place = { at: index + 1, of: total };
    return row ? (
      <Drawn row={row} at={place.at} of={place.of} draw={children} />
    ) : (
      <Waiting place={place} height={estimate} />
    );
  };

  let end = 0;
  return (
    <div ref={box} className="rows long-list" role="feed" aria-label={label} {...focus}>
      <StateRequest paperIds={initial} />
      {live
        ? items.flatMap(({ key, index, start, size }) => {
            const gap = start - end;
            end = start + size;
            return [
              gap > 0 && (
                <Spacer key={index === items[0]?.index ? "top" : `before ${key}`} height={gap} />
              ),
              <div key={key} ref={measure} data-index={index}>
                {draw(order[index], index)}
              </div>,
            ];
          })
        : initial.map((id, index) => <div key={id}>{draw(id, index)}</div>)}
      {live && height > end && <Spacer height={height - end} />}
    </div>
  );
}

const Drawn = memo(function Drawn<Row>(props: {
  row: Row;
  at: number;
  of: number;
  draw: (row: Row, place: Place) => ReactNode;
}) {
  return props.draw(props.row, { at: props.at, of: props.of });
}) as <Row>(props: {
  row: Row;
  at: number;
  of: number;
  draw: (row: Row, place: Place) => ReactNode;
}) => ReactNode;

/** The place of a row that has not been read yet, about as high as it will be. */
function Waiting({ place, height }: { place: Place; height: number }) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.style.height = `${height}px`;
  }, [height]);
  return (
    <article
      ref={box}
      className="entry-waiting"
      aria-busy="true"
      aria-label="Being read"
      {...placeInFeed(place)}
    />
  );
}

const AHEAD = 40;

/** Reads the rows on the page that are missing, and those that will be next. */
function useReading<Row>(order: number[], items: { index: number }[], rows: Rows<Row>) {
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const shown = items.map(({ index }) => order[index]).filter((id) => id !== undefined);
  useEffect(() => {
    const missing = shown.find((id) => rows.get(id) === undefined);
    const ahead = order[Math.min(last + AHEAD, order.length - 1)];
    const behind = order[Math.max(first - AHEAD, 0)];
    const isMissing = (id: number | undefined) => id !== undefined && rows.get(id) === undefined;
    if (missing !== undefined) rows.want(around(order, order.indexOf(missing)));
    else if (isMissing(ahead)) rows.want(order.slice(last, last + 2 * AHEAD));
    else if (isMissing(behind)) rows.want(order.slice(Math.max(0, first - 2 * AHEAD), first));
  });

  const onPage = useRef(shown);
  onPage.current = shown;
  useEffect(() => {
    const onReturn = () => document.visibilityState === "visible" && loadState(onPage.current);
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, []);
}

/** What is read for a missing row: most of it from there on, as one reads downwards. */
const around = (order: number[], at: number) => [
  ...order.slice(at, at + 70),
  ...order.slice(Math.max(0, at - 30), at).reverse(),
];
