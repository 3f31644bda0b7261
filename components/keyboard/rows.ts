"use client";

import { lastSeenHere } from "../papers/trail";

/** The rows of papers on the page, top to bottom. */
const rows = () =>
  [...document.querySelectorAll<HTMLElement>(".row[data-paper]")].filter((row) => row.offsetParent);

/** The keyboard's current row: the marked one, or the one with the focus. */
export const currentRow = () =>
  rows().find((row) => row.ariaCurrent === "true") ??
  document.activeElement?.closest<HTMLElement>(".row[data-paper]") ??
  null;

/** The target of shortcuts: the current row, or the paper of this page. */
export const currentPaper = () =>
  currentRow() ?? document.querySelector<HTMLElement>("article.paper[data-paper]");

const FIELD = "textarea, select, input:not([type=checkbox])";

/** Whether this is a field, where letters are typed and are not shortcuts. */
export const isField = (element: Element | null) => element?.matches(FIELD) ?? false;

/** Marks the row with the focus, so that the keyboard's position is visible. */
export function mark(row: HTMLElement) {
  for (const each of rows()) {
    if (each !== row) each.removeAttribute("aria-current");
  }
  row.setAttribute("aria-current", "true");
}

/** Asks a long list for one of its rows, which may not be rendered yet. */
export const ROW_WANTED = "row-wanted";

export interface WantedRow {
  index: number;
  /** The element in the row to focus; by default its title. */
  focus?: string;
}

/** Asks the long list around a row for the one before or after; false if there is none. */
export function askForNeighbour(row: Element, by: 1 | -1, focus?: string): boolean {
  const place = row.closest<HTMLElement>("[data-index]");
  if (!place) return false;
  const detail: WantedRow = { index: Number(place.dataset.index) + by, focus };
  place.dispatchEvent(new CustomEvent(ROW_WANTED, { bubbles: true, detail }));
  return true;
}

/** Marks a row, scrolls it into view and focuses it. */
export function arriveAt(row: HTMLElement, focus = "h2 a") {
  mark(row);
  row.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The first row that is in view. */
const firstInView = () => rows().find((row) => row.getBoundingClientRect().bottom > 80);

/** Goes to a row that is fully in view, if the focused element was removed. */
export function arriveInView() {
  if (document.activeElement !== document.body) return;
  const row = rows().find((each) => each.getBoundingClientRect().top >= 0);
  if (!row) return;
  mark(row);
  row.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true });
}

/** Asks the page's long list for the row at an index; false if it has no long list. */
function askForPlace(index: number): boolean {
  const list = document.querySelector(".long-list");
  const detail: WantedRow = { index };
  return list?.dispatchEvent(new CustomEvent(ROW_WANTED, { detail })) ?? false;
}

/** The index of a row in a long list; undefined if it is not on the page. */
export function placeOf(paperId: number | undefined): number | undefined {
  const row = document.querySelector(`.long-list .row[data-paper="${paperId}"]`);
  const at = row?.closest<HTMLElement>("[data-index]")?.dataset.index;
  return at === undefined ? undefined : Number(at);
}

/** Goes to the row now at an index, if the focused row was removed from there. */
export function arriveAtPlace(index: number | undefined) {
  if (document.activeElement !== document.body) return;
  const list = document.querySelector(".long-list");
  if (!list) return arriveAtNothing();
  if (index === undefined) return arriveInView();
  const size = Number(list.querySelector("[aria-setsize]")?.getAttribute("aria-setsize"));
  const detail: WantedRow = { index: Math.min(index, size - 1) };
  list.dispatchEvent(new CustomEvent(ROW_WANTED, { detail }));
}

/** Goes to the message that nothing is left, if the focus was in the last row. */
export function arriveAtNothing() {
  const title = document.querySelector<HTMLElement>("main .empty h2");
  if (!title || document.activeElement !== document.body) return;
  title.tabIndex = -1;
  title.focus();
}

/** The row of the paper that the reader has come back from. */
function rowLeft(seen: ReturnType<typeof lastSeenHere>) {
  const isOf = (link: HTMLAnchorElement | null) => link?.pathname === seen?.path;
  return seen && rows().find((row) => isOf(row.querySelector<HTMLAnchorElement>("h2 a")));
}

/**
 * Goes a row down or up. Without a current row, it goes on from the paper that the reader has come
 * back from, or to the first in view.
 */
export function step(by: 1 | -1) {
  const current = currentRow();
  const seen = current ? undefined : lastSeenHere();
  const from = current ?? rowLeft(seen);
  if (from && askForNeighbour(from, by)) return;
  // a long list renders it only once it is asked for
  if (!from && seen?.at && askForPlace(seen.at - 1 + by)) return;
  const all = rows();
  const row = from ? all[all.indexOf(from) + by] : (firstInView() ?? all[0]);
  if (row) arriveAt(row);
}
