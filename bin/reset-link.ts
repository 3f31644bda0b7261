import { makeResetLink } from "@/server/auth/passwords/mutations";
import { accountCommand } from "./account-command";

export const main = accountCommand(
  "reset-link",
  "Prints a link with which the reader with this address can set a new password: once, within an hour.",
  makeResetLink,
);
