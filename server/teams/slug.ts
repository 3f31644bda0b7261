const MAX_LENGTH = 40;

/**
 * The part of a name that a URL can contain, at least `team`: "Müller’s Lab" becomes
 * `muller-s-lab`.
 */
export function slugFrom(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  return plain.length >= 2 ? plain : "team";
}

/** The first of `lab`, `lab-2`, `lab-3` … that is not taken. */
export function freeSlug(wanted: string, taken: string[]): string {
  const used = new Set(taken);
  let free = wanted;
  for (let number = 2; used.has(free); number++) {
    const end = `-${number}`;
    free = wanted.slice(0, MAX_LENGTH - end.length).replace(/-+$/, "") + end;
  }
  return free;
}
