"use client";

/** Gives the focus to a heading, where what had it has gone: by default to the page's. */
export function arriveAtHeading(part?: HTMLElement | null) {
  const heading = part ?? document.querySelector<HTMLElement>("main h1");
  if (!heading || document.activeElement !== document.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

let isNext = false;

/** Lets the page that is led to next begin at its heading. */
export const headingOfNext = () => {
  isNext = true;
};

/** For every page that is come to. */
export function beginPage() {
  if (isNext) arriveAtHeading();
  isNext = false;
}
