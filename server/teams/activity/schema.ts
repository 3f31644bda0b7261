import { z } from "zod";
import { slug } from "../../access/schema";

export const weekInput = z.strictObject({ slug });

/** The time of the last event shown, in microseconds since 1970, and its key. */
export const latestInput = z.strictObject({
  slug,
  after: z
    .string()
    .regex(/^\d{1,17}\.[a-z0-9:-]{1,100}$/, "is no place in this activity")
    .optional(),
});
