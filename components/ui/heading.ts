"use client";

/** Focuses a heading after the focused element was removed: by default the page's. */
export function arriveAtHeading(part?: HTMLElement | null) {
  const heading = part ?? document.querySelector<HTMLElement>("main h1");
  if (!heading || document.activeElement !== document.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

let isFirst = true;

/**
 * Called on every page, once it is there. One that was come to from another page of ours begins with
 * the focus on its heading, unless what had the focus is still there, or the address names a part.
 */
export function beginPage() {
  if (!isFirst && !location.hash) arriveAtHeading();
  isFirst = false;
}
