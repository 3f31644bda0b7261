import { z } from "zod";
import { listId } from "../schema";

export const exportFormats = ["bib", "csv", "json", "md"] as const;

export const exportInput = z.strictObject({ listId, format: z.enum(exportFormats) });
