import { AppError } from "../errors";

const counted = (count: number, unit: string) => `in ${count} ${count === 1 ? unit : `${unit}s`}`;

/** How long somebody has to wait, rounded up: "in 20 seconds", "in 3 minutes". */
function wait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds <= 90) return counted(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? counted(minutes, "minute") : counted(Math.ceil(minutes / 60), "hour");
}

/** An error that tells people and programs when to retry. */
export const tooMany = (what: string, milliseconds: number) =>
  new AppError(
    "TOO_MANY_REQUESTS",
    `${what} Please try again ${wait(milliseconds)}.`,
    undefined,
    Math.max(1, Math.ceil(milliseconds / 1_000)),
  );
