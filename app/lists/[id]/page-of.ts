import { z } from "zod";
import { listSorts } from "@/server/lists/schema";

const query = z.object({
  sort: z.enum(listSorts).catch("hand"),
  /** Where scripts are off, how many papers the pages before have shown. */
  from: z.coerce.number().int().min(0).max(100_000).catch(0),
});

/** Which part of a list an address asks for, and in which order. */
export const pageOf = (params: Record<string, unknown>) => query.parse(params);
