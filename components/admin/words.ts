import { MAX_REPORTS_COUNTED } from "@/server/platform/limits";

const number = new Intl.NumberFormat("en-US");

/** "1 note", "1,200 notes". */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** "3", "99+": how many reports wait. */
export const waiting = (reports: number) =>
  reports < MAX_REPORTS_COUNTED ? String(reports) : `${MAX_REPORTS_COUNTED - 1}+`;

const ROLES: Record<string, string> = { administrator: "Administrator", curator: "Curator" };

/** "Reader", "Curator", "Administrator", "Reader, blocked". */
export function roleOf({ role, blockedAt }: { role: string; blockedAt: Date | null }): string {
  const named = ROLES[role] ?? "Reader";
  return blockedAt ? `${named}, blocked` : named;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** "312 MB", "1.4 GB". */
export function bytesIn(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit++;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}

const SPANS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long something has lasted, in its largest whole unit: "3 hours". */
export function lasting(seconds: number): string {
  const [unit, length] = SPANS.find(([, each]) => seconds >= each) ?? ["second", 1];
  return counted(Math.floor(seconds / length), unit);
}
