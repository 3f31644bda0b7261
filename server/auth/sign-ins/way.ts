import type { signInWays } from "@/db/schema/sign-ins";

/** A way in, and the provider's id where it is by one. */
export type Way =
  | { way: Exclude<(typeof signInWays)[number], "provider">; provider?: null }
  | { way: "provider"; provider: string };
