"use client";

import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { StateRequest } from "../api/state-request";
import { loadState } from "../api/store";
import { arriveAtNothing } from "../keyboard/rows";
import { type Place, placeInFeed } from "../papers/place";
import { keepTrails } from "../papers/trail";
import { foldAll } from "../papers/use-abstract";
import { ParsedFirst } from "../ui/parsed-first";
import { Spacer } from "./spacer";
import type { Rows } from "./use-rows";
import { useVirtualRows } from "./use-virtual-rows";
import { useWantedRow } from "./wanted-row";

/** Rows on the page before scripts run: those rendered with it. */
const MAX_INITIAL = 40;

interface Props<Row> {
  /** The list's name for screen readers. */
  label: string;
  /** The ids of the rows in order: all of them, or only the first if `total` is larger. */
  order: number[];
  total?: number;
  rows: Rows<Row>;
  /** A row that stays rendered wherever the page is scrolled, such as one being dragged. */
  kept?: number | null;
  /** Renders a row. Keep the function stable: rows are rendered again when it changes. */
  children: (row: Row, place: Place) => ReactNode;
}

/**
 * A list of papers of any length. The initial rows are rendered on the server; with scripts, only
 * rows near the window are rendered, and the others are loaded as they come into view. Rows added
 * or removed above the window do not move what is being read, and the row with the focus stays.
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
  useEffect(keepTrails, []);
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
    <div ref={box} id="rows" className="rows long-list" role="feed" aria-label={label} {...focus}>
      <ParsedFirst id="rows" />
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

/** The placeholder of a row that is not loaded yet, about as tall as the row. */
export function Waiting({ place, height }: { place: Place; height: number }) {
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

/** Loads the missing rows on the page, and the next ones. */
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

/** What to load for a missing row: mostly the rows after it, as people read downward. */
const around = (order: number[], at: number) => [
  ...order.slice(at, at + 70),
  ...order.slice(Math.max(0, at - 30), at).reverse(),
];
