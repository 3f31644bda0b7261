import { z } from "zod";

/** Normalizes a code for comparison: removes spaces, and makes full-width digits plain. */
export const plainCode = (code: string) => code.normalize("NFKC").replace(/\s/g, "");

/** A code of an authenticator app, or a recovery code. */
export const codeInput = z.strictObject({
  code: z.string("Please enter a code.").max(100).trim().min(1, "Please enter a code."),
});
