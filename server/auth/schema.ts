import { z } from "zod";
import { email } from "../platform/email-address";
import { line } from "../platform/text";
import { lengthFault } from "./passwords/length";

export const name = line("your name", 100);

/** Only bounds the length; `passwords/policy` decides whether it is strong enough. */
const password = z
  .string("Please enter a password.")
  .min(1, "Please enter a password.")
  .max(1024, "Please use at most 256 characters.");

/** A new password. */
const newPassword = password.superRefine((text, issues) => {
  const message = lengthFault(text);
  if (message) issues.addIssue({ code: "custom", message });
});

const token = z.string().max(100);

export const signInInput = z.strictObject({ email, password });

const invitation = token.optional().catch(undefined);

export const signUpForm = z.strictObject({ name, email, password: newPassword, invitation });

export const tokenInput = z.strictObject({ token });

export const admissionInput = z.strictObject({ invitation });

export const confirmInput = z.object({ token, callbackUrl: z.string().max(2000).optional() });

export const linkInput = z.strictObject({ email });

/** A malformed token is answered like a used one. */
export const resetForm = z.strictObject({ token: token.catch(""), password: newPassword });

export const passwordForm = z.strictObject({ password: newPassword });

/** Which provider to sign in with, and with which invitation. */
export const providerForm = z.strictObject({ provider: z.string().max(100), invitation });
