import { z } from "zod";
import { assertionInput } from "../passkeys/schema";

/** Proof that it is still the reader: one of these. */
export const confirmInput = z.union([
  z.strictObject({ password: z.string().max(1024) }),
  z.strictObject({ code: z.string().max(100) }),
  z.strictObject({ passkey: assertionInput }),
]);
