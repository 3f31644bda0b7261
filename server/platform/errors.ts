/** tRPC's codes, as far as queries and mutations need them. */
export type AppErrorCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "TOO_MANY_REQUESTS"
  | "SERVICE_UNAVAILABLE";

/**
 * Seconds after which a request may be retried that failed because the server could not serve it.
 */
export const RETRY_AFTER = "5";

/** An error that a reader may see: what happened and what to do, in one plain sentence. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** The invalid input field, if any. */
  readonly field: string | undefined;
  /** After how many seconds to retry, if waiting helps. */
  readonly retryAfter: number | undefined;

  constructor(code: AppErrorCode, message: string, field?: string, retryAfter?: number) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/** Refuses until the reader confirms their identity again; the form then asks for it. */
export class NotConfirmed extends AppError {
  constructor(message = "Please confirm that it is you first.") {
    super("FORBIDDEN", message);
  }
}

/** The database constraint that a failed write violated, from an error or its causes. */
export function violatedConstraint(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("constraint_name" in each && typeof each.constraint_name === "string") {
      return each.constraint_name;
    }
  }
  return null;
}

/**
 * The error, or its cause, that blames the server and not the request. Its message is for readers.
 */
export function unavailability(error: unknown): Error | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && each.code === "SERVICE_UNAVAILABLE") return each;
  }
  return null;
}
