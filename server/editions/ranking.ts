import { sql } from "drizzle-orm";
import { paperStats } from "@/db/schema/editions";
import { dayNumber } from "../platform/calendar";
import { env } from "../platform/env";

/** The votes of a paper here, and its upvotes at the source. */
interface Counts {
  votes: number;
  sourceUpvotes: number;
}

/** A vote here counts as much as `VOTE_WEIGHT` upvotes at the source. */
const pointsOf = ({ votes, sourceUpvotes }: Counts) => sourceUpvotes + env().VOTE_WEIGHT * votes;

/** The points of a row of `paper_stats`. */
export const points = () =>
  sql<number>`(${paperStats.sourceUpvotes} + ${env().VOTE_WEIGHT}::int * ${paperStats.votes})`;

/**
 * The trending score: `log10(max(1, points)) + feedDay / τ`, with feedDay in days since 1970. It is
 * anchored to the feed day, so it is rewritten only when a count changes: ten times the points is
 * worth τ days.
 */
export const trendingScore = (paper: Counts & { feedDate: string }) =>
  Math.log10(Math.max(1, pointsOf(paper))) + dayNumber(paper.feedDate) / env().TRENDING_TAU_DAYS;

/** The settings that scores are made with, in words for comparison. */
export const rankingSettings = () => `τ ${env().TRENDING_TAU_DAYS}, vote ${env().VOTE_WEIGHT}`;
