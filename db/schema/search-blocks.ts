import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/**
 * The blocks of ids that a paper is in: of 2^10 ids, 2^15, 2^20 and 2^25, told apart by the remainder
 * of their numbers. The search index contains them, so that a search for a common word reads the
 * newest blocks only.
 */
export const searchBlocks = (id: AnyColumn): SQL =>
  sql`(array[(${id} >> 10) * 4, (${id} >> 15) * 4 + 1, (${id} >> 20) * 4 + 2, (${id} >> 25) * 4 + 3])`;
