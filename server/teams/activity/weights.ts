/** How much each activity counts in a team's week; its page says the same. */
export const WEIGHTS = { vote: 1, collection: 2, note: 2 };

export const WEEK_DAYS = 7;
