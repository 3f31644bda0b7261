import { fileRefusal, publicFile } from "@/app/file-answer";
import { exportShared } from "@/server/exports/export-shared";
import { sharedExportInput } from "@/server/exports/schema";
import { AppError } from "@/server/platform/errors";

/** What a public link shows, as a file for anyone who has it. */
export async function GET(_: Request, { params }: RouteContext<"/shared/[token]/export/[format]">) {
  const input = sharedExportInput.safeParse(await params);
  if (!input.success) return fileRefusal(new AppError("NOT_FOUND", "There is nothing here."));
  return publicFile((ctx, client) => exportShared(ctx, client, input.data));
}
