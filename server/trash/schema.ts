import { z } from "zod";
import { slug } from "../access/schema";
import { paperId } from "../papers/schema";
import { cursorOf } from "../platform/cursor";

/** A cursor: when the last paper was removed, in milliseconds since 1970, and its id. */
const after = cursorOf(2).refine(
  ([ms = 0, id = 1] = []) => Math.abs(ms) < 4e12 && paperId.safeParse(id).success,
  "is no place in the trash",
);

export const papersInput = z.strictObject({ after });

export const collectionsInput = z.strictObject({ slug });
