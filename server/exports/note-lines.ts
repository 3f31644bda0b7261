import { colors } from "../annotations/schema";
import { readableText } from "../papers/readable";
import { closed, contained, indented, plain } from "./markdown";
import type { ExportedNote } from "./notes-on-papers";
import { oneLine } from "./text";

type Written = Pick<ExportedNote, "body" | "exact"> & { author?: string | null };

/** "Ada: “the passage” The words." for each note, as typed, and how many are left out. */
export const noteLines = (notes: Written[], left: number) => [
  ...notes.map(({ author, body, exact }) =>
    [author && `${oneLine(author)}:`, exact && `“${oneLine(readableText(exact))}”`, body.trim()]
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
 * it or when, the passage, its source, and the replies as items of its own.
 */
export function noteItem(
  head: string | null,
  exact: string | null,
  source: string,
  replies: string[] = [],
): string {
  const parts = [
    head && plain(head),
    exact && `> ${plain(readableText(exact))}`,
    replies.length > 0 ? contained(closed(source)) : source,
    ...replies,
  ];
  return `- ${indented(parts.filter(Boolean).join("\n\n"), 2)}`;
}

/**
 * Notes as they are read, each with its replies below it; a reply whose note is not among them stands
 * alone. `item` writes one, given its replies.
 */
export function nested<Note extends Pick<ExportedNote, "id" | "parentId">>(
  notes: Note[],
  item: (note: Note, replies: string[]) => string,
): string[] {
  const ids = new Set(notes.map(({ id }) => id));
  const answers = new Map<string, Note[]>();
  for (const note of notes) {
    const { parentId } = note;
    if (!parentId || !ids.has(parentId)) continue;
    const known = answers.get(parentId);
    if (known) known.push(note);
    else answers.set(parentId, [note]);
  }
  return notes
    .filter(({ parentId }) => !parentId || !ids.has(parentId))
    .map((note) =>
      item(
        note,
        (answers.get(note.id) ?? []).map((reply) => item(reply, [])),
      ),
    );
}
