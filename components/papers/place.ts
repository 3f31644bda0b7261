/** A row's position in the whole list, counted from 1. */
export interface Place {
  at: number;
  of: number;
}

/**
 * The attributes that give an article its position. The role is explicit because the W3C's checker
 * requires it with a position.
 */
export const placeInFeed = ({ at, of }: Place) => ({
  role: "article",
  "aria-posinset": at,
  "aria-setsize": of,
});
