import { colors } from "../annotations/schema";
import { indented, plain } from "./markdown";
import type { ExportedNote } from "./notes-on-papers";
import { oneLine } from "./text";

type Written = Pick<ExportedNote, "body" | "exact"> & { author?: string | null };

/** "Ada: “the passage” The words." for each note, and how many are left out. */
export const noteLines = (notes: Written[], left: number) => [
  ...notes.map(({ author, body, exact }) =>
    [author && `${oneLine(author)}:`, exact && `“${oneLine(exact)}”`, body && oneLine(body)]
      .filter(Boolean)
      .join(" "),
  ),
  ...(left > 0 ? [leftOut(left)] : []),
];

/** The color of a highlight, where one was chosen. */
export const colorName = ({ color }: Pick<ExportedNote, "color">) =>
  color === colors[0] ? null : color;

export const leftOut = (left: number) =>
  `${left} more ${left === 1 ? "note is" : "notes are"} on the paper’s page.`;

/**
 * A note as an item of a Markdown list, which ends whatever its own Markdown leaves open: who wrote
 * it or when, the passage, and its source.
 */
export function noteItem(head: string | null, exact: string | null, source: string): string {
  const parts = [head && plain(head), exact && `> ${plain(exact)}`, source];
  return `- ${indented(parts.filter(Boolean).join("\n\n"), 2)}`;
}
