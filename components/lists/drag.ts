"use client";

import {
  draggable,
  dropTargetForElements,
  type ElementDropTargetEventBasePayload,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { autoScrollWindowForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { type Follower, followTouch, touched } from "./touch-drag";

const KIND = "list item";
const paperOf = (data: Record<string | symbol, unknown>) =>
  data.kind === KIND && typeof data.paperId === "number" ? data.paperId : null;

/** Makes a row draggable by its handle, and a drop target. Returns a function that undoes that. */
export function dragged(row: HTMLElement, handle: HTMLElement, paperId: number): () => void {
  const data = { kind: KIND, paperId };
  const mark = (edge?: unknown) => {
    if (edge === "above" || edge === "below") row.dataset.drop = edge;
    else delete row.dataset.drop;
  };
  const markAt = ({ self, source }: ElementDropTargetEventBasePayload) =>
    mark(paperOf(source.data) === paperId ? undefined : self.data.edge);
  const stopDrag = draggable({
    element: row,
    dragHandle: handle,
    getInitialData: () => data,
    onDragStart: () => row.setAttribute("data-dragged", ""),
    onDrop: () => row.removeAttribute("data-dragged"),
  });
  const stopDrop = dropTargetForElements({
    element: row,
    canDrop: ({ source }) => paperOf(source.data) !== null,
    // between two rows, the last one stays the target
    getIsSticky: () => true,
    getData({ input }) {
      const { top, height } = row.getBoundingClientRect();
      return { ...data, edge: input.clientY < top + height / 2 ? "above" : "below" };
    },
    onDragEnter: markAt,
    onDrag: markAt,
    onDragLeave: () => mark(),
    onDrop: () => mark(),
  });
  const stopTouch = touched(row, handle, paperId);
  return () => {
    stopTouch();
    stopDrag();
    stopDrop();
    mark();
  };
}

/** Follows drags on the page, and scrolls at its edges. Returns a function that stops it. */
export function followDrags({ held, dropped }: Follower): () => void {
  const stopTouch = followTouch({ held, dropped });
  const stopScrolling = autoScrollWindowForElements({
    canScroll: ({ source }) => paperOf(source.data) !== null,
  });
  const stopHearing = monitorForElements({
    canMonitor: ({ source }) => paperOf(source.data) !== null,
    onDragStart: ({ source }) => held(paperOf(source.data)),
    onDrop({ source, location }) {
      held(null);
      const [target] = location.current.dropTargets;
      const [paperId, on] = [paperOf(source.data), target ? paperOf(target.data) : null];
      if (paperId !== null && on !== null && on !== paperId) {
        dropped(paperId, on, target?.data.edge === "above" ? "above" : "below");
      }
    },
  });
  return () => {
    stopTouch();
    stopScrolling();
    stopHearing();
  };
}
