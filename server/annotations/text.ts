import { createHash } from "node:crypto";
import { normalizeText } from "./normal-text";

/** SHA-256 of the normalized text, in hex: equal hashes mean that offsets agree. */
export function hashText(text: string): string {
  return createHash("sha256").update(normalizeText(text), "utf8").digest("hex");
}
