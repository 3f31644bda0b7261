import { createHash } from "node:crypto";

/**
 * The text in which annotations are anchored. Every white-space character counts as a plain space,
 * so that a source which wraps its lines elsewhere has not changed the text; nothing else is
 * touched, so that an offset into the normalised text is the same offset into the stored one.
 */
export function normalizeText(text: string): string {
  return text.replace(/\s/g, " ");
}

/** SHA-256 of the normalised text, hex: tells whether two texts count the same offsets. */
export function hashText(text: string): string {
  return createHash("sha256").update(normalizeText(text), "utf8").digest("hex");
}
