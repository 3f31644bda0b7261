import { z } from "zod";
import { categoryOf } from "../arxiv-fields";
import { sourceIds } from "../known-sources";

const source = z.enum(sourceIds, "must be hugging-face or arxiv");

export const turnInput = z.strictObject({ source, on: z.boolean() });

/** A category, also by a name that arXiv no longer shows. */
export const categoryInput = z.strictObject({
  category: z
    .string()
    .max(60, "must be a category of arXiv, written cs.CL")
    .transform((text, context) => {
      const category = categoryOf(text.trim());
      if (category === null) {
        context.addIssue({
          code: "custom",
          message: "must be a category of arXiv, written cs.CL",
        });
      }
      return category ?? z.NEVER;
    }),
});
