/** "FIRST, SECOND and 6 more": how a row names authors; the paper page names them all. */
export function shortAuthors(authors: string[]): string {
  if (authors.length <= 3) return joinNames(authors);
  return `${authors[0]}, ${authors[1]} and ${authors.length - 2} more`;
}

/** "A", "A and B", "A, B and C". */
export function joinNames(names: string[]): string {
  if (names.length <= 1) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
