import { z } from "zod";

/** A code of an authenticator app, or a recovery code. */
export const codeInput = z.strictObject({
  code: z.string("Please enter a code.").max(100).trim().min(1, "Please enter a code."),
});

/** What the form in the settings asks for; a code comes with `enable` alone. */
export const secondStepForm = z.strictObject({
  act: z.enum(["start", "cancel", "enable", "passkey", "renew", "off"]),
  code: z.string().max(100).optional(),
});
