"use client";

const GAP = 12;

/**
 * Lowers each note in the margin to its passage, or to the end of the note above where that is
 * lower: they stay in the flow of the page, so none can lie over another. Positions go through the
 * CSSOM, as a printed page allows no style attributes.
 */
export function align(margin: HTMLElement, topOf: (noteId: string) => number | null): void {
  const wide = matchMedia("(min-width: 1100px)").matches;
  const list = margin.getBoundingClientRect().top;
  let end = 0;
  for (const note of margin.querySelectorAll<HTMLElement>(":scope > ol > [data-note]")) {
    const passage = wide ? topOf(note.dataset.note ?? "") : null;
    const gap = end === 0 ? 0 : GAP;
    const top = passage === null ? end + gap : Math.max(passage - list, end + gap);
    note.style.marginTop = wide ? `${Math.max(0, Math.round(top - end))}px` : "";
    end = top + note.offsetHeight;
  }
  margin.dataset.aligned = "";
}
