import { removeSecondStep } from "@/server/auth/second-step/mutations";
import { accountCommand } from "./account-command";

export const main = accountCommand(
  "remove-second-step",
  `Removes the passkeys, the authenticator app and the recovery codes of the account with this address,
for a reader who has lost them. It is signed out everywhere; its password stays.`,
  async (ctx, input) => {
    await removeSecondStep(ctx, input);
    return `${input.email} signs in without a second step from now on.`;
  },
);
