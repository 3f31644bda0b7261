import { fileAnswer, fileRefusal } from "@/app/file-answer";
import { noList } from "@/server/access/require-list";
import { exportList } from "@/server/exports/export-list";
import { listExportInput } from "@/server/exports/schema";

/** A list as a file. */
export async function GET(_: Request, { params }: RouteContext<"/lists/[id]/export/[format]">) {
  const { id, format } = await params;
  const input = listExportInput.safeParse({ listId: id, format });
  return input.success ? fileAnswer((ctx) => exportList(ctx, input.data)) : fileRefusal(noList());
}
