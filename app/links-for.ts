import type { SignUpRule } from "@/server/auth/sign-up/queries";
import { mailFate } from "@/server/platform/email/send";

/** What becomes of links. Before there is an administrator, nobody could pass on one that is kept. */
export function linksFor(rule: SignUpRule) {
  const fate = mailFate();
  return rule === "first" && fate === "kept" ? null : fate;
}
