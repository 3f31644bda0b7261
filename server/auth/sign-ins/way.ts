import type { signInWays } from "@/db/schema/sign-ins";

/** A way to sign in, with the provider's id if it is one. */
export type Way =
  | { way: Exclude<(typeof signInWays)[number], "provider">; provider?: null }
  | { way: "provider"; provider: string };
