import { z } from "zod";
import { slug } from "../../access/schema";

export const weekInput = z.strictObject({ slug });

/** The moment in microseconds since 1970 and the name of the last thing that was shown. */
export const latestInput = z.strictObject({
  slug,
  after: z
    .string()
    .regex(/^\d{1,17}\.[a-z0-9:-]{1,100}$/, "is no place in this activity")
    .optional(),
});
