/** How long what was removed can be taken back, in days. */
export const TRASH_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What was removed before this is gone. */
export const trashBegins = (now: Date) => new Date(now.getTime() - TRASH_DAYS * DAY_MS);

/** For how many more days something removed then can be taken back, at least 1. */
export const daysLeft = (removed: Date, now: Date) =>
  Math.max(1, Math.ceil((removed.getTime() - trashBegins(now).getTime()) / DAY_MS));

/** How long the removal of a person can be undone by who removed them, or another who may. */
export const UNDO_REMOVAL_MS = 60 * 60_000;
