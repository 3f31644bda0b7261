/** A row's place among all of its list; the first is 1. */
export interface Place {
  at: number;
  of: number;
}

/** What says so of an article. Its own role is named because the W3C's checker asks for that beside a place. */
export const placeInFeed = ({ at, of }: Place) => ({
  role: "article",
  "aria-posinset": at,
  "aria-setsize": of,
});
