import { PERSONAL } from "../api/personal-storage";

/** The hash that asks for everyone's edition, and no longer for a team's. */
export const EVERYONE = "#everyone";

/** What follows the address of a team's edition that was led to, and not asked for. */
export const REMEMBERED = "?remembered";

/** The team as which the reader wants to read editions in this browser, by its address. */
function rememberedTeam(): string | null {
  try {
    return localStorage.getItem(PERSONAL.team);
  } catch {
    return null;
  }
}

export function rememberTeam(slug: string) {
  try {
    localStorage.setItem(PERSONAL.team, slug);
  } catch {
    // without storage the choice is made again on every page
  }
}

export function forgetTeam() {
  try {
    localStorage.removeItem(PERSONAL.team);
  } catch {}
}

/** Of everyone's day, week and month: `date/2025-03-13`; of the front page the latest day. */
const EDITION = /^\/(?:papers\/((?:date|week|month)\/[^/]+))?$/;

/**
 * Where a reader who has chosen a team is led instead of to this address; null where it stays. Whole
 * pages are led there before the first paint by `server/page-cache/early.mjs`, in the same way.
 */
export function teamViewOf(pathname: string, slug = rememberedTeam()): string | null {
  const edition = EDITION.exec(pathname);
  return edition && slug ? `/teams/${slug}/${edition[1] ?? "date/latest"}${REMEMBERED}` : null;
}

/** The team as which the edition at this address is read; null where it is everyone's, or none. */
export const teamOf = (pathname: string): string | null =>
  /^\/teams\/([^/]+)\/(?:date|week|month)\//.exec(pathname)?.[1] ?? null;
