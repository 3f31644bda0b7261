import type { annotations } from "@/db/schema/annotations";
import type { Budget } from "../papers/budget";
import { readableText } from "../papers/readable";
import type { Context } from "../platform/context";
import { type Span, wholeAtoms } from "./anchor";
import { render } from "./rendered";

type Row = typeof annotations.$inferSelect;

/** The text that notes are on. */
export interface Text {
  abstract: string;
  hash: string;
  atoms: Span[];
}

/** Where the passage of a note is in a text. */
export interface Placement {
  /** Null for a comment, or if the passage is not in the text. */
  place: Span | null;
  /** The passage has not been searched for in this text yet. */
  placing?: true;
  /** The passage no longer reads as it did when the note was written. */
  reworded?: true;
}

/** Reads a stored placement; never searches. */
export function placementOf(row: Row, text: Text): Placement {
  const { start, end, exact } = row;
  if (start === null || end === null || exact === null) return { place: null };
  if (row.textHash === text.hash) return { place: wholeAtoms(text.atoms, { start, end }) };
  if (row.placedHash !== text.hash) return { place: null, placing: true };
  if (row.placedStart === null || row.placedEnd === null) return { place: null };
  const place = wholeAtoms(text.atoms, { start: row.placedStart, end: row.placedEnd });
  const words = text.abstract.slice(place.start, place.end);
  return inOneLine(words) === inOneLine(exact) ? { place } : { place, reworded: true };
}

const inOneLine = (text: string) => text.replace(/\s+/g, " ");

/** A row with what its reader sees beside it. */
export interface Told {
  row: Row;
  author: string | null;
  hiddenBy: string | null;
  group: string | null;
  mayReply: boolean;
  mayHide: boolean;
}

/**
 * A row as its reader may see it, rendered within the budget of its answer. A deleted one keeps only
 * its passage.
 */
export function toNote(ctx: Context, told: Told, budget: Budget) {
  const { row, author, hiddenBy, group, mayReply, mayHide } = told;
  const deleted = row.deletedAt !== null;
  const rendered = deleted ? undefined : render(row.body, budget);
  return {
    id: row.id,
    parentId: row.parentId,
    /** Null if the author has left. */
    author: deleted ? null : author,
    mine: ctx.actor.kind === "user" && row.authorId === ctx.actor.userId,
    audience: row.audience,
    /** The collection or team that it is for. The name is missing if the author has left it. */
    group: groupOf(row, group),
    /** The source, in Markdown. */
    body: deleted ? "" : row.body,
    /** What is shown instead of the source, unless it looks the same. */
    ...(rendered && { rendered }),
    /** The passage as it read then; null for a comment. */
    exact: row.exact,
    ...quoteOf(row.exact),
    color: row.color,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    edited: row.updatedAt > row.createdAt,
    deleted,
    /** Who hid it from all but its author and the managers; null for a visible note. */
    hidden: row.hiddenAt && hiddenOf(row, hiddenBy),
    mayReply,
    mayHide,
  };
}

/** The passage as its paper shows it, where that is not its source. */
function quoteOf(exact: string | null): { quote?: string } {
  const quote = exact === null ? null : readableText(exact);
  return quote === null || quote === exact ? {} : { quote };
}

/** An administrator's reason stands for their name. */
const hiddenOf = ({ hiddenReason: reason }: Row, by: string | null) =>
  reason === null ? { by } : { by: null, reason };

function groupOf({ audienceListId, audienceTeamId }: Row, name: string | null) {
  const id = audienceListId ?? audienceTeamId;
  return id ? { id, name } : null;
}

/** A note on a paper's page, with the place of its passage there. */
export type Note = ReturnType<typeof toNote> & Placement;
