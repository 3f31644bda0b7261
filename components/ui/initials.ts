/** The first letters of the first and last word: "Ada King Lovelace" is AL, "yo" is Y. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = (word: string | undefined) => /[\p{L}\p{N}]\p{M}*/u.exec(word ?? "")?.[0] ?? "";
  const letters = first(words[0]) + (words.length > 1 ? first(words.at(-1)) : "");
  return letters.toLocaleUpperCase("en") || "·";
}
