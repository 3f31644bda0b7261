/** How many colors faces have. */
export const HUES = 10;

/** The color of a name, as long as no team has given its reader one: always the same. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % HUES;
}
