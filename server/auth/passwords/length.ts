const SHORTEST = 10;
const LONGEST = 256;

/** What is wrong with a password's length, in characters; null if nothing is. */
export function lengthFault(password: string): string | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < SHORTEST) return `Please use at least ${SHORTEST} characters.`;
  if (length > LONGEST) return `Please use at most ${LONGEST} characters.`;
  return null;
}
