import "server-only";
import type { ZodError } from "zod";
import type { ExportedFile } from "@/server/exports/file";
import type { Context, UserContext } from "@/server/platform/context";
import { AppError, type AppErrorCode } from "@/server/platform/errors";
import { visitor } from "./visitor";

const STATUS: Partial<Record<AppErrorCode, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  TOO_MANY_REQUESTS: 429,
};

/** A refusal of a file, as one sentence. What somebody may not see does not exist. */
export function fileRefusal({ code, message, retryAfter }: AppError): Response {
  return new Response(`${message}\n`, {
    status: STATUS[code] ?? 404,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "private, no-store",
      ...(retryAfter && { "retry-after": String(retryAfter) }),
    },
  });
}

/** A refusal of a URL: of a format that there is not, or of a filter, by name. */
export function badExport({ issues }: ZodError): Response {
  const [issue] = issues;
  if (issue?.path[0] === "format") {
    return fileRefusal(new AppError("NOT_FOUND", "There is no export in this format."));
  }
  const name = issue?.path.slice(1).join(".");
  return fileRefusal(new AppError("BAD_REQUEST", `${name}: ${issue?.message}`));
}

/** A file for a signed-in reader. */
export async function fileAnswer(
  make: (ctx: UserContext) => Promise<ExportedFile>,
): Promise<Response> {
  return publicFile(async (ctx) => {
    if (ctx.actor.kind !== "user") throw new AppError("UNAUTHORIZED", "Please sign in first.");
    return make(ctx as UserContext);
  });
}

/**
 * A file for anyone, streamed as it is read: however long it is, only a little is in memory at a
 * time. `client` is the address that asks.
 */
export async function publicFile(
  make: (ctx: Context, client: string) => Promise<ExportedFile>,
): Promise<Response> {
  const { ctx, client } = await visitor();
  try {
    const file = await make(ctx, client);
    return new Response(stream(file.pieces), {
      headers: {
        "content-type": file.mime,
        "content-disposition": file.disposition,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) return fileRefusal(error);
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

/** A URL's parameters as pages get them. */
export function searchIn({ url }: Request): Record<string, string[]> {
  const { searchParams } = new URL(url);
  return Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
  );
}
