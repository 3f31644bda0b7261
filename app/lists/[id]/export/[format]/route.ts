import { visitor } from "@/app/visitor";
import { exportList } from "@/server/lists/exports/export-list";
import { exportInput } from "@/server/lists/exports/schema";
import type { UserContext } from "@/server/platform/context";
import { AppError } from "@/server/platform/errors";

const refusal = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
  });

/**
 * A list as a file, streamed as it is read: however long it is, only a little is in memory at a
 * time.
 */
export async function GET(_: Request, { params }: RouteContext<"/lists/[id]/export/[format]">) {
  const { id, format } = await params;
  const input = exportInput.safeParse({ listId: id, format });
  if (!input.success) return refusal(404, "There is no such list, or it is not shared with you.");
  const { ctx } = await visitor();
  if (ctx.actor.kind !== "user") return refusal(401, "Please sign in first.");
  try {
    const file = await exportList(ctx as UserContext, input.data);
    return new Response(stream(file.pieces), {
      headers: {
        "content-type": file.mime,
        "content-disposition": file.disposition,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) return refusal(404, error.message);
    throw error;
  }
}

function stream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let piece = await pieces.next();
      while (!piece.done && piece.value === "") piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    cancel: () => void pieces.return(undefined),
  });
}
