"use client";

/** Focuses a heading after the focused element was removed: by default the page's. */
export function arriveAtHeading(part?: HTMLElement | null) {
  const heading = part ?? document.querySelector<HTMLElement>("main h1");
  if (!heading || document.activeElement !== document.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

let isNext = false;

/** Makes the next page begin with the focus on its heading. */
export const headingOfNext = () => {
  isNext = true;
};

/** Called on every navigation. */
export function beginPage() {
  if (isNext) arriveAtHeading();
  isNext = false;
}
