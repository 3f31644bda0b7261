/**
 * The text in which annotations are anchored. Every white-space character becomes a plain space, so
 * that different line breaks are not a change; nothing else changes, so that offsets into the
 * normalized text and the stored one are the same.
 */
export function normalizeText(text: string): string {
  return text.replace(/\s/g, " ");
}
