import { PERSONAL } from "../api/personal-storage";

/** The hash that asks for everyone's edition and clears the choice of a team. */
export const EVERYONE = "#everyone";

/** The query of a team's edition that was reached by redirect, and not asked for. */
export const REMEMBERED = "?remembered";

/** The slug of the team whose editions the reader wants to see in this browser. */
export function rememberedTeam(): string | null {
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
    // without storage, the choice is made again on every page
  }
}

export function forgetTeam() {
  try {
    localStorage.removeItem(PERSONAL.team);
  } catch {}
}

/** Matches everyone's day, week and month: `date/2025-03-13`; the front page is the latest day. */
const EDITION = /^\/(?:papers\/((?:date|week|month)\/[^/]+))?$/;

/**
 * The page that a reader who has chosen a team gets instead of this one; null if it stays.
 * `server/page-cache/early.mjs` redirects whole pages in the same way, before the first paint.
 */
export function teamViewOf(pathname: string, slug = rememberedTeam()): string | null {
  const edition = EDITION.exec(pathname);
  return edition && slug ? `/teams/${slug}/${edition[1] ?? "date/latest"}${REMEMBERED}` : null;
}

/**
 * The slug of the team whose edition is at this URL; null if it is everyone's, or not an edition.
 */
export const teamOf = (pathname: string): string | null =>
  /^\/teams\/([^/]+)\/(?:date|week|month)\//.exec(pathname)?.[1] ?? null;
