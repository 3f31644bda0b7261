import { z } from "zod";
import { mineInput } from "../annotations/schema";
import { indexInput } from "../library/schema";
import { listId } from "../lists/schema";
import { publicToken } from "../lists/sharing/schema";

/** Formats of papers, by the end of a file's name. */
export const paperFormats = ["bib", "csv", "json", "md"] as const;
/** Formats of notes. */
export const noteFormats = ["md", "json", "csv"] as const;

const format = z.enum(paperFormats);

/** Some papers of a list, as a URL names them: "1,2,3". */
const chosen = z
  .string()
  .max(10_000, "are too many: export the whole list")
  .regex(/^\d{1,9}(,\d{1,9})*$/, "must be the ids of papers, separated by commas")
  .transform((text) => new Set(text.split(",").map(Number)))
  .optional();

export const listExportInput = z.strictObject({ listId, format, papers: chosen });

export const sharedExportInput = z.strictObject({ token: publicToken, format });

/** The part of the library that its page shows. */
export const libraryExportInput = z.strictObject({ shown: indexInput, format });

/** The notes that their page shows, of all its pages. */
export const notesExportInput = z.strictObject({
  wanted: mineInput.omit({ after: true }),
  format: z.enum(noteFormats),
});
