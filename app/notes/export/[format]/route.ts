import { badExport, fileAnswer, searchIn } from "@/app/file-answer";
import { first } from "@/components/annotations/notes-address";
import { exportNotes } from "@/server/exports/export-notes";
import { notesExportInput } from "@/server/exports/schema";

/** The reader's notes that their page shows at this query, from all its parts, as a file. */
export async function GET(request: Request, { params }: RouteContext<"/notes/export/[format]">) {
  const { format } = await params;
  const { q, audience, color } = first(searchIn(request));
  const input = notesExportInput.safeParse({ wanted: { q, audience, color }, format });
  return input.success ? fileAnswer((ctx) => exportNotes(ctx, input.data)) : badExport(input.error);
}
