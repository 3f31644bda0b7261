import { AppError } from "./errors";

/** A refusal to overwrite what somebody else has written since; carries the current state. */
export class StaleWriteError extends AppError {
  readonly now: Record<string, string>;

  constructor(message: string, now: Record<string, string>, field?: string) {
    super("CONFLICT", message, field);
    this.now = now;
  }
}

/** Throws if a change began from a version other than the current one. */
export function mustBeLatest(
  what: "list" | "team",
  began: string,
  updatedAt: Date,
  texts: Record<string, string>,
): void {
  const now = { ...texts, updatedAt: updatedAt.toISOString() };
  if (began === now.updatedAt) return;
  throw new StaleWriteError(
    `This ${what} was changed somewhere else in the meantime. What you typed is kept, and what was saved is shown beside it: save again to replace that.`,
    now,
  );
}

/** The time of a change: never the same instant twice, as the next change is compared with it. */
export const changedAt = (now: Date, before: Date) =>
  new Date(Math.max(now.getTime(), before.getTime() + 1));
