/** What of a team's week counts how much: said on its page in the same words. */
export const WEIGHTS = { vote: 1, collection: 2, note: 2 };

export const WEEK_DAYS = 7;
