"use client";

/** How close to an edge of the window a finger scrolls the page, and how far per frame. */
const EDGE = 90;
const FASTEST = 14;

export type Edge = "above" | "below";

export interface Follower {
  /** The paper being dragged; null when the drag ends. */
  held: (paperId: number | null) => void;
  dropped: (paperId: number, on: number, edge: Edge) => void;
}

const followers = new Set<Follower>();

/** Follows drags by finger. Returns a function that stops it. */
export function followTouch(follower: Follower): () => void {
  followers.add(follower);
  return () => void followers.delete(follower);
}

/** What a finger at this height would drop on, and on which side of it. */
function under(row: HTMLElement, y: number): { on: HTMLElement; edge: Edge } | null {
  const { left, width } = row.getBoundingClientRect();
  const on = document
    .elementsFromPoint(left + width / 2, y)
    .map((element) => element.closest<HTMLElement>(".row[data-paper]"))
    .find((each) => each && each !== row && each.closest(".long-list"));
  if (!on) return null;
  const box = on.getBoundingClientRect();
  return { on, edge: y < box.top + box.height / 2 ? "above" : "below" };
}

/**
 * Makes a row draggable by a finger on its handle, at once and not only after a long press as in
 * browsers; elsewhere, a finger scrolls the page. Returns a function that undoes that.
 */
export function touched(row: HTMLElement, handle: HTMLElement, paperId: number): () => void {
  let letGo: ((isDropped: boolean) => void) | null = null;

  function take(touch: Touch) {
    let y = touch.clientY;
    const began = y + window.scrollY;
    let target: ReturnType<typeof under> = null;
    let frame = 0;
    const mark = (to: typeof target) => {
      if (target && target.on !== to?.on) delete target.on.dataset.drop;
      target = to;
      if (to) to.on.dataset.drop = to.edge;
    };
    const follow = () => {
      const near = Math.max(0, EDGE - y) - Math.max(0, y - (window.innerHeight - EDGE));
      if (near) window.scrollBy(0, Math.max(-1, Math.min(1, -near / EDGE)) * FASTEST);
      row.style.translate = `0 ${y + window.scrollY - began}px`;
      // between two rows, the last one stays the target
      mark(under(row, y) ?? target);
      frame = requestAnimationFrame(follow);
    };
    const onMove = (event: TouchEvent) => {
      for (const { identifier, clientY } of event.changedTouches) {
        if (identifier === touch.identifier) y = clientY;
      }
    };
    handle.addEventListener("touchmove", onMove);
    row.setAttribute("data-carried", "");
    for (const { held } of followers) held(paperId);
    follow();
    letGo = (isDropped) => {
      letGo = null;
      cancelAnimationFrame(frame);
      handle.removeEventListener("touchmove", onMove);
      row.removeAttribute("data-carried");
      row.style.translate = "";
      const last = target;
      mark(null);
      for (const { held, dropped } of followers) {
        held(null);
        const on = Number(last?.on.dataset.paper);
        if (isDropped && last && on) dropped(paperId, on, last.edge);
      }
    };
  }

  function onStart(event: TouchEvent) {
    const [touch] = event.changedTouches;
    // prevents scrolling, and the browser's own drag
    event.preventDefault();
    if (letGo || event.touches.length > 1 || !touch) return letGo?.(false);
    handle.focus({ preventScroll: true });
    take(touch);
  }
  const onEnd = () => letGo?.(true);
  const onCancel = () => letGo?.(false);
  handle.addEventListener("touchstart", onStart, { passive: false });
  handle.addEventListener("touchend", onEnd);
  handle.addEventListener("touchcancel", onCancel);
  return () => {
    letGo?.(false);
    handle.removeEventListener("touchstart", onStart);
    handle.removeEventListener("touchend", onEnd);
    handle.removeEventListener("touchcancel", onCancel);
  };
}
