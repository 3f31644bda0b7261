import { dayNumber } from "../platform/calendar";

/** One vote here counts as much as this many upvotes at the source. */
export const VOTE_WEIGHT = 5;

/**
 * The trending score: `log10(max(1, points)) + feedDay / τ`, with `points = 5 · votes + source
 * upvotes` and feedDay in days since 1970. It is anchored to the feed day, so it is rewritten only
 * when a count changes: ten times the points is worth τ days.
 */
export function trendingScore(
  paper: { votes: number; sourceUpvotes: number; feedDate: string },
  tauDays: number,
): number {
  const points = VOTE_WEIGHT * paper.votes + paper.sourceUpvotes;
  return Math.log10(Math.max(1, points)) + dayNumber(paper.feedDate) / tauDays;
}
