import { z } from "zod";
import { uuid } from "../platform/ids";
import { line } from "../platform/text";

/** An address as people type it; upper and lower case are one address. */
export const email = z
  .string("Please enter your email address.")
  .max(1000, "Please enter an address like name@example.org.")
  .trim()
  .toLowerCase()
  .min(1, "Please enter your email address.")
  .max(254, "Please enter an address of at most 254 characters.")
  .pipe(z.email("Please enter an address like name@example.org."));

export const name = line("your name", 100);

export const renameInput = z.strictObject({ name });

/** Which member of which team shall own it after its last owner: a team without one is not named. */
const successors = z
  .record(uuid("must be the id of a team"), uuid("must be the id of a member"))
  .refine((given) => Object.keys(given).length <= 100, "names too many teams");

/** The account's address in full, so that nobody does it by mistake. */
export const departInput = z.strictObject({
  email: z.string().max(1000).default(""),
  successors: successors.default({}),
});
/** Whether only the reader's own teams see what they voted for. */
export const hideVotesInput = z.strictObject({ hidesVotes: z.boolean() });

/** The same as a form says it: what is not ticked is not sent. */
export const hideVotesForm = z.strictObject({ hidesVotes: z.literal("on").optional() });
