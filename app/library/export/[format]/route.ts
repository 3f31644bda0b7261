import { badExport, fileAnswer, searchIn } from "@/app/file-answer";
import { readShown } from "@/components/library/shown";
import { exportLibrary } from "@/server/exports/export-library";
import { libraryExportInput } from "@/server/exports/schema";

/** The part of the reader's library that its page shows at this query, as a file. */
export async function GET(request: Request, { params }: RouteContext<"/library/export/[format]">) {
  const { format } = await params;
  const input = libraryExportInput.safeParse({ shown: readShown(searchIn(request)), format });
  return input.success
    ? fileAnswer((ctx) => exportLibrary(ctx, input.data))
    : badExport(input.error);
}
