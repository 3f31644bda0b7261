/** A name that fits the column, from what a provider calls somebody or else from their address. */
export function nameFrom(given: string | null, email: string): string {
  const plain = (given ?? "").replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  const name = plain || (email.split("@")[0] ?? "").replace(/[._-]+/g, " ").trim() || "Reader";
  return [...name].slice(0, 100).join("").trim();
}
