const SHORTEST = 10;
export const LONGEST = 256;

let common: Promise<Set<string>> | undefined;

/** The common passwords that are long enough to pass otherwise; read on first use only. */
async function commonPasswords(): Promise<Set<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].filter((word) => word.length >= SHORTEST));
}

/**
 * Why this password is refused, as a sentence, or null. No rules about kinds of characters: they
 * make passwords harder to remember, not to guess.
 */
export async function faultOf(
  password: string,
  owner: { name?: string; email?: string },
): Promise<string | null> {
  const plain = password.normalize("NFKC").toLowerCase();
  const length = [...plain].length;
  if (length < SHORTEST) return `Please use at least ${SHORTEST} characters.`;
  if (length > LONGEST) return `Please use at most ${LONGEST} characters.`;
  const own = [owner.email, owner.email?.split("@")[0], owner.name];
  if (own.some((word) => word?.trim().normalize("NFKC").toLowerCase() === plain.trim())) {
    return "Please choose a password that is not your name or your address.";
  }
  common ??= commonPasswords();
  if ((await common).has(plain) || isOnePieceRepeated(plain)) {
    return "This password is among the first that are guessed. Please choose another one.";
  }
  return null;
}

/** "aaaaaaaaaa", "abcabcabcabc": a piece of up to four characters, over and over. */
function isOnePieceRepeated(text: string): boolean {
  const characters = [...text];
  return [1, 2, 3, 4].some((size) =>
    characters.every((character, index) => character === characters[index % size]),
  );
}
