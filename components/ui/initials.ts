/** The first letters of the first and last word: "Ada King Lovelace" is AL, "yo" is Y. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = (word: string | undefined) => /[\p{L}\p{N}]\p{M}*/u.exec(word ?? "")?.[0] ?? "";
  const letters = first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "");
  return letters.toLocaleUpperCase("en") || "·";
}

/** Which of the ten avatar colors a name has, always the same one. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % 10;
}
