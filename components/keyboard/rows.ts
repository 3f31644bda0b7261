"use client";

/** The rows of papers that stand on the page, from top to bottom. */
const rows = () =>
  [...document.querySelectorAll<HTMLElement>(".row[data-paper]")].filter((row) => row.offsetParent);

/** The row that the keyboard is at: the marked one, or the one that holds the focus. */
export const currentRow = () =>
  rows().find((row) => row.ariaCurrent === "true") ??
  document.activeElement?.closest<HTMLElement>(".row[data-paper]") ??
  null;

/** What shortcuts act on: the current row, or the paper whose page this is. */
export const currentPaper = () =>
  currentRow() ?? document.querySelector<HTMLElement>("article.paper[data-paper]");

/** Marks the row that holds the focus, so that it is seen where the keyboard is. */
export function mark(row: HTMLElement) {
  for (const each of rows()) {
    if (each !== row) each.removeAttribute("aria-current");
  }
  row.setAttribute("aria-current", "true");
}

/** Goes a row down or up; from nowhere, to the first that is in view. */
export function step(by: 1 | -1) {
  const all = rows();
  const from = currentRow();
  const seen = all.findIndex((row) => row.getBoundingClientRect().bottom > 80);
  const row = from ? all[all.indexOf(from) + by] : all[Math.max(seen, 0)];
  if (!row) return;
  mark(row);
  row.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
