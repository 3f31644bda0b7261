import { z } from "zod";
import { cursorOf } from "../../platform/cursor";
import { sought } from "../../platform/text";

export const searchInput = z.strictObject({
  q: z.string().max(100_000).transform(sought),
  /** Rank and paper id. */
  after: cursorOf(2),
});

export const titlesInput = z.strictObject({ q: z.string().max(300).transform(sought) });
