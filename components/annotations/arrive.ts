"use client";

/** Candidates for the focus, best first; called once the page has changed. */
type Candidates = () => (Element | null | undefined)[];

/** Focuses the first candidate that exists, if the focused element was removed. */
function arriveAtOneOf(candidates: Candidates) {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const found = candidates().find((each) => each?.isConnected);
    if (!(found instanceof HTMLElement)) return;
    if (found.tabIndex < 0) found.tabIndex = -1;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "nearest" });
  });
}

const noteOf = (id: string | undefined) => document.getElementById(`note-${id}`);

const headingAround = (box: Element | null | undefined) =>
  box?.closest("section")?.querySelector("h2");

/** From a closing composer: to its note, or to the button that opens it. */
export function arriveFrom(composer: Element, draft: { id: string; slot: string }) {
  const section = composer.closest("section");
  const about = draft.slot.split(":")[1];
  arriveAtOneOf(() => [
    noteOf(draft.id),
    noteOf(about),
    section?.querySelector("[data-act=comment]"),
    document.querySelector("[data-act=note]"),
  ]);
}

/** From the toolbar at a selection: to the new highlight, or to the abstract. */
export function arriveAtMark(id: string) {
  arriveAtOneOf(() => [
    document.querySelector(`#abstract [href="#note-${id}"]`),
    document.getElementById("abstract"),
  ]);
}

export const arriveAtNote = (id: string) => arriveAtOneOf(() => [noteOf(id)]);

/** To a note that was requested and is now on the page. */
export function arriveAtNew(id: string) {
  const note = noteOf(id);
  if (!note) return;
  note.tabIndex = -1;
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

/** From a deleted note: to its placeholder, or the one beside it, or a heading. */
export function arriveBeside(id: string) {
  const here = noteOf(id);
  const { nextElementSibling: next, previousElementSibling: before } = here ?? {};
  const near = [here, next, before, here?.parentElement?.closest("li"), headingAround(here)];
  arriveAtOneOf(() => [...near, document.querySelector("main h1")]);
}
