import { z } from "zod";
import { record } from "../installation/mutations";
import { recorded } from "../installation/queries";
import type { Context } from "../platform/context";

const KEY = "last_import";

const stored = z.object({
  at: z.coerce.date(),
  source: z.string(),
  read: z.number(),
  added: z.number(),
  updated: z.number(),
  skipped: z.number(),
});

/** When a file was last imported to its end, and what came of it. */
export type LastImport = z.output<typeof stored>;

export const recordImport = (ctx: Context, done: Omit<LastImport, "at">): Promise<void> =>
  record(ctx, KEY, JSON.stringify({ at: ctx.now(), ...done }));

/** Null if nothing was imported yet, or not by this version. */
export async function lastImport(ctx: Context): Promise<LastImport | null> {
  const { [KEY]: text } = await recorded(ctx, [KEY]);
  return text ? (stored.safeParse(JSON.parse(text)).data ?? null) : null;
}
