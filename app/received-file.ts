import "server-only";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { searchIn } from "@/app/file-answer";
import { requestContext } from "@/server/api/request";
import { createCaller } from "@/server/api/root";
import { AppError, NotConfirmed, RETRY_AFTER } from "@/server/platform/errors";
import { receive } from "@/server/platform/receiving";
import { describe } from "@/server/platform/trpc";

type Caller = ReturnType<typeof createCaller>;

/** Why a file was refused, for the form that sent it. */
interface FileRefusal {
  error: string;
  /** The invalid field, if it was one. */
  field?: string;
  /** Whether the sender must first confirm their identity. */
  confirm?: true;
}

export const answerHeaders = {
  "content-type": "application/json",
  // progress is read as it is written: nothing on the way may collect it
  "cache-control": "private, no-store, no-transform",
  "x-accel-buffering": "no",
};

export const json = (value: unknown, status = 200, more: Record<string, string> = {}) =>
  new Response(`${JSON.stringify(value)}\n`, { status, headers: { ...answerHeaders, ...more } });

/** A refusal as the form reads it. */
export function refusalIn(error: unknown): FileRefusal {
  const { cause, message } = error as TRPCError;
  if (cause instanceof NotConfirmed) return { error: message, confirm: true };
  if (cause instanceof AppError && cause.field) return { error: message, field: cause.field };
  if (!(cause instanceof ZodError)) return { error: message };
  const [issue] = cause.issues;
  const field = String(issue?.path[1] ?? issue?.path[0] ?? "");
  return { error: issue?.message ?? describe(cause), field };
}

/** A refusal before anything else was answered. */
export function refused(error: unknown): Response {
  if (!(error instanceof TRPCError)) throw error;
  const wait = error.cause instanceof AppError ? error.cause.retryAfter : undefined;
  const later = wait ?? (error.code === "SERVICE_UNAVAILABLE" ? RETRY_AFTER : undefined);
  const status = getHTTPStatusCodeFromError(error);
  return json(refusalIn(error), status, later ? { "retry-after": String(later) } : {});
}

/** What the form says about the file, from the address. */
function optionsIn(request: Request) {
  const { edition, by, source } = searchIn(request);
  return {
    edition: edition?.[0] || null,
    curators: by?.map((name) => name.trim()).filter((name) => name !== "") ?? [],
    source: source?.[0]?.trim() || null,
  };
}

/** What the procedures are given of a file. */
interface Upload {
  file: AsyncIterable<Buffer>;
  options: ReturnType<typeof optionsIn>;
  left: AbortSignal;
}

/** Receives the file that a request's body is, and gives it to `use`, unless nobody may send one. */
export async function receivedFile<T>(
  request: Request,
  signal: AbortSignal,
  use: (caller: Caller, upload: Upload) => Promise<T>,
): Promise<T> {
  const ctx = await requestContext((name) => request.headers.get(name));
  const caller = createCaller(ctx);
  // first, so that only administrators' files are received
  await caller.ingest.last();
  return receive(request.body, { requestId: ctx.requestId, signal }, (file) =>
    use(caller, { file, options: optionsIn(request), left: signal }),
  );
}
