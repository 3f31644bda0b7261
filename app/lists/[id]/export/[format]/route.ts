import { fileAnswer, fileRefusal, searchIn } from "@/app/file-answer";
import { noList } from "@/server/access/require-list";
import { exportList } from "@/server/exports/export-list";
import { listExportInput } from "@/server/exports/schema";
import { AppError } from "@/server/platform/errors";

/** A list as a file, or the papers of it that the query names. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/lists/[id]/export/[format]">,
) {
  const { id, format } = await params;
  const papers = searchIn(request).papers?.join();
  const input = listExportInput.safeParse({ listId: id, format, papers });
  if (input.success) return fileAnswer((ctx) => exportList(ctx, input.data));
  const [issue] = input.error.issues;
  const isOfPapers = issue?.path[0] === "papers";
  return fileRefusal(
    isOfPapers ? new AppError("BAD_REQUEST", `The papers ${issue?.message}.`) : noList(),
  );
}
