import { AppError } from "../errors";

const counted = (count: number, unit: string) => `in ${count} ${count === 1 ? unit : `${unit}s`}`;

/** "in 20 seconds", "in 3 minutes": how long somebody has to wait, rounded up. */
function wait(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds <= 90) return counted(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? counted(minutes, "minute") : counted(Math.ceil(minutes / 60), "hour");
}

/** A refusal that says, to people and to programs, when to try again. */
export const tooMany = (what: string, milliseconds: number) =>
  new AppError(
    "TOO_MANY_REQUESTS",
    `${what} Please try again ${wait(milliseconds)}.`,
    undefined,
    Math.max(1, Math.ceil(milliseconds / 1_000)),
  );
