import { ThrottledError } from "../ingest/sources/source-error";
import type { TaskName } from "../platform/jobs/tasks";
import type { Ending } from "./handlers";

/** What a child process is asked: to do a job, or to stop one. */
export type Asked = { id: number; name: TaskName; payload: unknown } | { id: number; stop: true };

/** How it ended there. */
export type Answer = { id: number; ending: Ending } | { id: number; failure: Failure };

/** An error as it goes through a channel: what the log and the next attempt need of it. */
export interface Failure {
  name: string;
  message: string;
  stack?: string | undefined;
  code?: string | undefined;
  statement?: string | undefined;
  /** How long a site asks to be left alone; null if it does not say. */
  retryAfterMs?: number | null;
  cause?: Failure;
}

const textOf = (error: Error, key: "code" | "statement") =>
  key in error ? String((error as Error & Record<typeof key, unknown>)[key]) : undefined;

/** An error, to be sent. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: "It failed without a reason." };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    code: textOf(error, "code"),
    statement: textOf(error, "statement"),
    ...(error instanceof ThrottledError && { retryAfterMs: error.retryAfterMs }),
    ...(error.cause !== undefined && { cause: failureOf(error.cause) }),
  };
}

/** The error that was sent. */
export function errorOf({ message, retryAfterMs, cause, ...rest }: Failure): Error {
  const error =
    retryAfterMs === undefined ? new Error(message) : new ThrottledError(message, retryAfterMs);
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return Object.assign(error, Object.fromEntries(known), cause && { cause: errorOf(cause) });
}
