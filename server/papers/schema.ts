import { z } from "zod";

export const paperId = z.int().positive().max(2_147_483_647);

export const paperIds = z.array(paperId).max(200);

/** The part of a URL after `/papers/`. */
const paperAddress = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => !/\0|\p{Surrogate}/u.test(text), "is no address of a paper");

export const atInput = z.strictObject({ address: paperAddress });

export const paperInput = z.strictObject({ paperId });
