import { z } from "zod";
import { name } from "../auth/schema";
import { uuid } from "../platform/ids";

export const renameInput = z.strictObject({ name });

/** The member who inherits each team, by team id. Teams left out choose their own successor. */
const successors = z
  .record(uuid("must be the id of a team"), uuid("must be the id of a member"))
  .refine((given) => Object.keys(given).length <= 100, "names too many teams");

/** The account's full email address is required, so that nobody does this by mistake. */
export const deleteAccountInput = z.strictObject({
  email: z.string().max(1000).default(""),
  successors: successors.default({}),
});

/** Whether only the reader's own teams see what they voted for. */
export const hideVotesInput = z.strictObject({ hidesVotes: z.boolean() });
