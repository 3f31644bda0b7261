import { createHash } from "node:crypto";
import { normalizeText } from "./normal-text";

/** SHA-256 of the normalised text, hex: tells whether two texts count the same offsets. */
export function hashText(text: string): string {
  return createHash("sha256").update(normalizeText(text), "utf8").digest("hex");
}
