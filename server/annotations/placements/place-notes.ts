import { setImmediate } from "node:timers/promises";
import type { Context } from "../../platform/context";
import { resolve } from "../anchor";
import { atomsOf } from "../atoms";
import { invalidatePlaces, type Placed, storePlaces } from "./mutations";
import { marked, newestText, textsOf, type Unplaced, unplaced } from "./queries";

/** How many of a paper's notes are placed before other papers get their turn. */
const BATCH = 20;

/** Identifies a passage: notes on the same one share one search. */
const passageOf = (note: Unplaced) =>
  [note.textHash, note.start, note.end, note.prefix, note.exact, note.suffix].join("\0");

/**
 * Searches for the passages of some of a paper's notes in its newest text, and stores each place or
 * its absence. Yields to other work between searches. Returns whether notes are left. Safe to run
 * twice at once, and to stop at any point.
 */
export async function placeSome(ctx: Context, paperId: number): Promise<boolean> {
  const text = await newestText(ctx, paperId);
  if (!text) return false;
  const notes = await unplaced(ctx, paperId, text.hash, BATCH);
  if (notes.length === 0) return false;
  const versions = [...new Set(notes.map(({ version }) => version))];
  const olderTexts = await textsOf(ctx, paperId, versions);
  const atoms = atomsOf(text.abstract);
  const found = new Map<string, Placed["place"]>();
  for (const note of notes) {
    const passage = passageOf(note);
    const { start, end, exact, prefix, suffix, textHash } = note;
    if (start === null || end === null || exact === null || textHash === null) continue;
    if (found.has(passage)) continue;
    await setImmediate();
    const target = { start, end, exact, prefix: prefix ?? "", suffix: suffix ?? "", textHash };
    const before = olderTexts.get(textHash) ?? null;
    found.set(passage, resolve(target, text.abstract, text.hash, { atoms, before }));
  }
  const placed = notes.map((note) => ({ note, place: found.get(passageOf(note)) ?? null }));
  await storePlaces(ctx, text.hash, placed);
  await invalidatePlaces(ctx, paperId);
  return notes.length === BATCH;
}

/** Places all notes on these papers. An import calls it once it has new texts. */
export async function placeNotesOf(ctx: Context, paperIds: number[]): Promise<void> {
  for (const paperId of await marked(ctx, paperIds)) {
    while (await placeSome(ctx, paperId));
  }
}
