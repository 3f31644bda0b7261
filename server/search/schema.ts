import { z } from "zod";
import { cursorOf } from "../cursor";
import { sought } from "../text";

export const searchInput = z.strictObject({
  q: z.string().max(100_000).transform(sought),
  /** Rank and paper. */
  after: cursorOf(2),
});
