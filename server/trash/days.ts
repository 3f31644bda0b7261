const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long what was removed can be taken back. */
const TRASH_MS = 30 * DAY_MS;

/** Until when something removed then can be taken back. */
export const keptUntil = (removed: Date) => new Date(removed.getTime() + TRASH_MS);

/** What was removed before this is gone. */
export const trashBegins = (now: Date) => new Date(now.getTime() - TRASH_MS);

/** For how many more days something removed then can be taken back, at least 1. */
export const daysLeft = (removed: Date, now: Date) =>
  Math.max(1, Math.ceil((removed.getTime() - trashBegins(now).getTime()) / DAY_MS));

/** How long the removal of a person can be undone by who removed them, or another who may. */
export const UNDO_REMOVAL_MS = 60 * 60_000;
