import { asLine } from "../../platform/text";

/** A name that fits the column: from the provider's, else from the email address. */
export function nameFrom(given: string | null, email: string): string {
  const local = (email.split("@")[0] ?? "").replace(/[._-]+/g, " ");
  const name = asLine(given ?? "") || asLine(local) || "Reader";
  return [...name].slice(0, 100).join("").trim();
}
