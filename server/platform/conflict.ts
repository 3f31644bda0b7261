import { AppError } from "./errors";

/** A refusal to write over what somebody else has written since; what is there now comes with it. */
export class StaleWriteError extends AppError {
  readonly now: Record<string, string>;

  constructor(message: string, now: Record<string, string>, field?: string) {
    super("CONFLICT", message, field);
    this.now = now;
  }
}

/** Refuses a change that began from another version than the one that is there now. */
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

/** When something is changed: never the same instant twice, as the next change is held against it. */
export const changedAt = (now: Date, before: Date) =>
  new Date(Math.max(now.getTime(), before.getTime() + 1));
