const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const format = new Intl.RelativeTimeFormat("en", { style: "narrow", numeric: "auto" });

/** How long ago a time was, in the largest whole unit: "3h ago", "yesterday". */
export function ago(at: Date, now: Date): string {
  const passed = now.getTime() - at.getTime();
  const [unit, length] = UNITS.find(([, length]) => passed >= length) ?? ["minute", 60_000];
  const count = Math.max(0, Math.floor(passed / length));
  return count === 0 ? "now" : format.format(-count, unit);
}
