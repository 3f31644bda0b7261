import { z } from "zod";
import { email } from "../accounts/schema";

/** Left empty, the invitation is for whoever holds the link. */
export const inviteInput = z.strictObject({
  email: z.union([z.literal("").transform(() => null), email]),
});

export const revokeInput = z.strictObject({ id: z.uuid() });
