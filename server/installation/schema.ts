import { z } from "zod";
import { line } from "../platform/text";

export const signUpPolicies = ["open", "invite", "closed"] as const;

export type SignUpPolicy = (typeof signUpPolicies)[number];

/** What the installation is called until an administrator names it. */
export const DEFAULT_NAME = "Broadsheet";

/** The name is set large over the editions, and small in the head of every page. */
/** What is left out stays as it is. */
export const settingsInput = z.strictObject({
  name: line("a name", 30).optional(),
  /** Refused if the environment decides. */
  signUp: z.enum(signUpPolicies, "Please choose who may create an account.").optional(),
  /** Whether new accounts begin by showing their votes only to their teams. */
  hidesVotes: z.boolean().optional(),
});
