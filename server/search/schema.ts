import { z } from "zod";
import { cursorOf } from "../cursor";

export const searchInput = z.strictObject({
  q: z
    .string()
    .max(100_000)
    // what Postgres cannot store stands in no paper
    .transform((text) => text.replace(/[\0\p{Surrogate}]/gu, " ").trim()),
  /** Rank and paper. */
  after: cursorOf(2),
});
