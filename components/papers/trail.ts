"use client";

/** A paper on the page that a reader comes from. */
interface Step {
  path: string;
  title: string;
  /** Its place there, counted from 1; null where that is not known. */
  at: number | null;
}

/** The page that a paper was opened from, with its papers in order. */
export interface Trail {
  href: string;
  label: string;
  /** How many papers it has; null where that is not known. */
  of: number | null;
  steps: Step[];
  /** The path of the paper that was seen last. */
  last?: string;
}

/** Where a paper is on the trail. */
export interface OnTrail {
  href: string;
  label: string;
  place: string | null;
  previous: Step | null;
  next: Step | null;
}

const KEY = "trail";
const MAX_STEPS = 300;
const MAX_TITLE = 200;

/** The place of a paper on the trail; null if it is not on it. */
export function placeOnTrail(trail: Trail, path: string): OnTrail | null {
  const index = trail.steps.findIndex((step) => step.path === path);
  const here = trail.steps[index];
  if (!here) return null;
  const { href, label, of, steps } = trail;
  const place = here.at && (of ? `${here.at} of ${of}` : `no. ${here.at}`);
  return {
    href,
    label,
    place: place || null,
    previous: steps[index - 1] ?? null,
    next: steps[index + 1] ?? null,
  };
}

/** The papers of the page that is open. A part of a long list counts by the list's own places. */
function trailHere(): Trail {
  const rows = [...document.querySelectorAll<HTMLElement>("main .row[data-paper]")];
  const goesOn = document.querySelector("main .more a") !== null;
  const isContinued = new URLSearchParams(location.search).has("after");
  const size = Number(rows[0]?.ariaSetSize) || (goesOn || isContinued ? null : rows.length);
  const steps = rows.flatMap((row, index): Step[] => {
    const link = row.querySelector<HTMLAnchorElement>("h2 a");
    if (!link) return [];
    const title = (link.textContent ?? "").slice(0, MAX_TITLE);
    const at = Number(row.ariaPosInSet) || (isContinued ? null : index + 1);
    return [{ path: link.pathname, title, at }];
  });
  return {
    href: location.pathname + location.search,
    label: document.querySelector("main h1")?.textContent?.slice(0, MAX_TITLE) ?? "Back",
    of: size,
    steps,
  };
}

/** Keeps the papers around the one that is opened. */
function keepTrail(event: MouseEvent) {
  const link = (event.target as Element).closest<HTMLAnchorElement>("main .row[data-paper] a");
  if (!link?.pathname.startsWith("/papers/")) return;
  const trail = trailHere();
  const at = trail.steps.findIndex((step) => step.path === link.pathname);
  if (at < 0) return;
  const from = Math.max(0, at - MAX_STEPS / 2);
  try {
    const steps = trail.steps.slice(from, from + MAX_STEPS);
    sessionStorage.setItem(
      KEY,
      JSON.stringify({ ...trail, steps, last: link.pathname } satisfies Trail),
    );
  } catch {
    // without storage, a paper leads back to its edition
  }
}

/** Keeps the trail of this page's papers for the paper that is opened. Returns what ends it. */
export function keepTrails(): () => void {
  document.addEventListener("click", keepTrail, true);
  return () => document.removeEventListener("click", keepTrail, true);
}

/** The trail that leads to a paper's page, if one does. */
export function trailTo(path: string): OnTrail | null {
  const kept = keptTrail();
  return kept && placeOnTrail(kept, path);
}

/**
 * Keeps which paper of the trail was seen last. A page that is neither on the trail nor where it
 * begins ends that.
 */
export function followTrail(path: string): void {
  const kept = keptTrail();
  if (!kept || kept.href.split("?")[0] === path) return;
  const isOn = kept.steps.some((step) => step.path === path);
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept, last: isOn ? path : undefined }));
  } catch {}
}

/** The paper of this page that the reader has come back from. */
export function lastSeenHere(): Step | undefined {
  const kept = keptTrail();
  if (kept?.href !== location.pathname + location.search) return undefined;
  return kept.steps.find((step) => step.path === kept.last);
}

function keptTrail(): Trail | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
