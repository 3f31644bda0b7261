const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long removed things can be restored. */
const TRASH_MS = 30 * DAY_MS;

/** Until when something removed at this time can be restored. */
export const keptUntil = (removed: Date) => new Date(removed.getTime() + TRASH_MS);

/** Anything removed before this time is past the trash period. */
export const trashBegins = (now: Date) => new Date(now.getTime() - TRASH_MS);

/** For how many more days something removed at this time can be restored, at least 1. */
export const daysLeft = (removed: Date, now: Date) =>
  Math.max(1, Math.ceil((removed.getTime() - trashBegins(now).getTime()) / DAY_MS));

/** How long the removal of a person can be undone, by anyone who could have removed them. */
export const UNDO_REMOVAL_MS = 60 * 60_000;
