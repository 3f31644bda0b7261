import { z } from "zod";
import { keepable } from "../platform/text";

/** A team as its address names it. */
export const slug = z
  .string()
  .max(100, "is no address of a team")
  .refine(keepable, "is no address of a team");
