/** tRPC's own codes, the ones a service has use for. */
export type AppErrorCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "TOO_MANY_REQUESTS"
  | "SERVICE_UNAVAILABLE";

/** Seconds after which it is worth asking again for what the machine could not do. */
export const RETRY_AFTER = "5";

/** A refusal that a reader may see: what happened and what to do, in one plain sentence. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** The input field at fault, where there is one. */
  readonly field: string | undefined;
  /** After how many seconds the same may be asked again, where waiting helps. */
  readonly retryAfter: number | undefined;

  constructor(code: AppErrorCode, message: string, field?: string, retryAfter?: number) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }
}

/** A refusal until the reader has shown again that it is them; the form then asks how. */
export class NotConfirmed extends AppError {
  constructor(message = "Please confirm that it is you first.") {
    super("FORBIDDEN", message);
  }
}

/** The constraint of the database that a failed write would have violated, however it is wrapped. */
export function violatedConstraint(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("constraint_name" in each && typeof each.constraint_name === "string") {
      return each.constraint_name;
    }
  }
  return null;
}

/**
 * The error that says that the machine, and not the request, is at fault, however it is wrapped. Its
 * message is for readers.
 */
export function unavailability(error: unknown): Error | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ("code" in each && each.code === "SERVICE_UNAVAILABLE") return each;
  }
  return null;
}
