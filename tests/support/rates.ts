/** Resets the write limits, for a test that writes faster than people do. */
export function forgetWrites(): void {
  const holder = globalThis as unknown as Record<symbol, unknown>;
  holder[Symbol.for("broadsheet.limits.writes")] = undefined;
}
