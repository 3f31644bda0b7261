import { z } from "zod";
import { email } from "../platform/email-address";
import { line } from "../platform/text";

export const name = line("your name", 100);

/** Bounded here; what makes a good one is decided by `passwords/policy`. */
const password = z
  .string("Please enter a password.")
  .min(1, "Please enter a password.")
  .max(1024, "Please use at most 256 characters.");

const token = z.string().max(100);

export const signInInput = z.strictObject({ email, password });

export const signUpInput = z.strictObject({ name, email, password });

export const tokenInput = z.strictObject({ token });

export const admissionInput = z.strictObject({ invitation: token.optional().catch(undefined) });

export const confirmInput = z.object({ token, callbackUrl: z.string().max(2000).optional() });

export const linkInput = z.strictObject({ email });

export const resetInput = z.strictObject({ password });

export const changePasswordInput = z.strictObject({ password });
