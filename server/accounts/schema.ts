import { z } from "zod";
import { name } from "../auth/schema";
import { uuid } from "../platform/ids";

export const renameInput = z.strictObject({ name });

/** Which member of which team shall own it after its last owner: a team without one is not named. */
const successors = z
  .record(uuid("must be the id of a team"), uuid("must be the id of a member"))
  .refine((given) => Object.keys(given).length <= 100, "names too many teams");

/** The account's address in full, so that nobody does it by mistake. */
export const deleteAccountInput = z.strictObject({
  email: z.string().max(1000).default(""),
  successors: successors.default({}),
});

/** Whether only the reader's own teams see what they voted for. */
export const hideVotesInput = z.strictObject({ hidesVotes: z.boolean() });
