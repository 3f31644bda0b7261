const number = new Intl.NumberFormat("en-US");

/** "1 note", "1,200 notes". */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** "Reader", "Administrator", "Reader, blocked". */
export function roleOf({ role, blockedAt }: { role: string; blockedAt: Date | null }): string {
  const named = role === "administrator" ? "Administrator" : "Reader";
  return blockedAt ? `${named}, blocked` : named;
}
