import type { z } from "zod";
import { listShared } from "../lists/sharing/queries";
import type { Context } from "../platform/context";
import { countExport } from "../platform/rate-limits/writes";
import { day, type ExportedFile, fileOf, siteAddress } from "./file";
import { plain } from "./markdown";
import { type Origin, PAPER_FORMATS } from "./paper-formats";
import { itemsShared, type SharedItem } from "./queries";
import type { sharedExportInput } from "./schema";

/**
 * Exports what a public link shows, for anyone who has it: no person, and notes only if the link
 * includes them. `client` is whose exports are counted. Throws `NOT_FOUND` before the first piece
 * if the link does not work.
 */
export async function exportShared(
  ctx: Context,
  client: string,
  { token, format }: z.output<typeof sharedExportInput>,
): Promise<ExportedFile> {
  await countExport(client);
  const { name, description } = await listShared(ctx, token);
  const at = ctx.now();
  const origin: Origin<SharedItem> = {
    site: siteAddress(),
    isOwn: false,
    json: {
      name: "list",
      of: { name, description, exportedAt: at.toISOString() },
      items: "items",
      item: ({ note }) => ({ note }),
    },
    head: [name, day(at), ...description.split(/\n+/)],
    columns: [["note", ({ note }) => note]],
    fields: () => [],
    remark: ({ note }) => note,
    facts: ({ note }) => [note && `> ${plain(note)}`],
  };
  return fileOf({ name, end: format }, PAPER_FORMATS[format](origin), itemsShared(ctx, token));
}
