import type { z } from "zod";
import { requireList } from "../access/require-list";
import type { UserContext } from "../platform/context";
import { countExport } from "../platform/rate-limits/writes";
import { day, type ExportedFile, fileOf, siteAddress } from "./file";
import { plain } from "./markdown";
import { type Origin, PAPER_FORMATS } from "./paper-formats";
import { type ExportedItem, itemsOnList } from "./queries";
import type { listExportInput } from "./schema";
import { oneLine } from "./text";

/**
 * Exports a list, or some of its papers: who added what, and the notes that the reader may see.
 * Throws `NOT_FOUND` before the first piece if the reader may not read it.
 */
export async function exportList(
  ctx: UserContext,
  { listId, format, papers }: z.output<typeof listExportInput>,
): Promise<ExportedFile> {
  await countExport(ctx.actor.userId);
  const { list, team } = await requireList(ctx, listId, "read");
  const { name, description } = list;
  const origin = originOf({ name, description, team: team?.name ?? null, at: ctx.now() });
  const file = { name, end: format };
  return fileOf(file, PAPER_FORMATS[format](origin), itemsOnList(ctx, listId, papers));
}

interface List {
  name: string;
  description: string;
  /** The team that owns a collection; null for a reading list. */
  team: string | null;
  at: Date;
}

const originOf = ({ name, description, team, at }: List): Origin<ExportedItem> => ({
  site: siteAddress(),
  isOwn: false,
  json: {
    name: "list",
    of: { name, description, team, exportedAt: at.toISOString() },
    items: "items",
    item: ({ addedBy, addedAt, note, noteBy }) => ({ addedBy, addedAt, note, noteBy }),
  },
  head: [name, `${team ? `${team}, ` : ""}${day(at)}`, ...description.split(/\n+/)],
  columns: [
    ["added_by", ({ addedBy }) => addedBy],
    ["added_at", ({ addedAt }) => addedAt.toISOString()],
    ["note", ({ note }) => note],
    ["note_by", ({ noteBy }) => noteBy],
  ],
  fields: ({ addedBy, addedAt }) => [
    ["addedby", addedBy],
    ["timestamp", day(addedAt)],
  ],
  remark: ({ note }) => note,
  facts: ({ addedBy, addedAt, note, noteBy }) => [
    plain(`Added${addedBy ? ` by ${oneLine(addedBy)}` : ""} on ${day(addedAt)}`),
    note && `> ${plain(note)}${noteBy ? ` — ${plain(noteBy)}` : ""}`,
  ],
});
