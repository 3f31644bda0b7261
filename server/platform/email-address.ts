import { z } from "zod";

/** An email address as people type it, ignoring case. */
export const email = z
  .string("Please enter your email address.")
  .max(1000, "Please enter an address like name@example.org.")
  .trim()
  .toLowerCase()
  .min(1, "Please enter your email address.")
  .max(254, "Please enter an address of at most 254 characters.")
  .pipe(z.email("Please enter an address like name@example.org."));
