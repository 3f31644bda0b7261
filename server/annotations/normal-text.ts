/**
 * The text in which annotations are anchored. Every white-space character counts as a plain space,
 * so that a source which wraps its lines elsewhere has not changed the text; nothing else is
 * touched, so that an offset into the normalised text is the same offset into the stored one.
 */
export function normalizeText(text: string): string {
  return text.replace(/\s/g, " ");
}
