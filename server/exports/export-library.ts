import type { z } from "zod";
import type { Shown, Status } from "../library/schema";
import type { UserContext } from "../platform/context";
import { countExport } from "../platform/rate-limits/writes";
import { day, type ExportedFile, fileOf, siteAddress } from "./file";
import { plain } from "./markdown";
import { type Origin, PAPER_FORMATS } from "./paper-formats";
import { type ExportedHolding, papersInLibrary } from "./queries";
import type { libraryExportInput } from "./schema";

/** Exports a part of the reader's library, with their tags, their reading status and their notes. */
export async function exportLibrary(
  ctx: UserContext,
  { shown, format }: z.output<typeof libraryExportInput>,
): Promise<ExportedFile> {
  await countExport(ctx.actor.userId);
  const origin = originOf(shown, ctx.now());
  const file = { name: "Library", end: format };
  return fileOf(file, PAPER_FORMATS[format](origin), papersInLibrary(ctx, shown));
}

const STATUS: Record<Status, string> = { to_read: "To read", reading: "Reading", read: "Read" };

/** What a part of the library is limited to, in words; empty for all of it. */
function limitsOf({ status, favorite, tag, category, year, notes, list, q }: Shown): string[] {
  const limits = [
    status && STATUS[status],
    favorite && "Favorites",
    tag && `Tag: ${tag}`,
    category && `Category: ${category}`,
    year && `Published in ${year}`,
    notes && "With notes",
    list && "On one list",
    q && `Words: ${q}`,
  ];
  return limits.flatMap((limit) => limit || []);
}

const originOf = (shown: Shown, at: Date): Origin<ExportedHolding> => ({
  site: siteAddress(),
  isOwn: true,
  json: {
    name: "library",
    of: { shown, exportedAt: at.toISOString() },
    items: "papers",
    item: ({ status, favorite, tags, savedAt }) => ({ status, favorite, tags, savedAt }),
  },
  head: ["Library", [day(at), ...limitsOf(shown)].join(" · ")],
  columns: [
    ["status", ({ status }) => status],
    ["favorite", ({ favorite }) => (favorite ? "yes" : "no")],
    ["tags", ({ tags }) => tags.join("; ")],
    ["saved_at", ({ savedAt }) => savedAt.toISOString()],
  ],
  fields: ({ status, tags, savedAt }) => [
    ["keywords", tags.join(", ")],
    ["readstatus", status.replace("_", " ")],
    ["timestamp", day(savedAt)],
  ],
  remark: () => null,
  facts: ({ status, favorite, tags, savedAt }) => [
    plain(
      [STATUS[status], favorite && "Favorite", `Saved on ${day(savedAt)}`]
        .filter(Boolean)
        .join(" · "),
    ),
    tags.length > 0 ? `Tags: ${tags.map(plain).join(", ")}` : null,
  ],
});
