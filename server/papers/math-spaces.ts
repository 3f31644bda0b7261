import { isElement, type MathElement, type MathNode, markupOf, ownText, treeOf } from "./math-tree";

/** Follows the name of a function; browsers draw nothing for it. */
const APPLIED = "\u2061";

/** TeX's thin space: 3 of the 18 parts of an em. */
export const THIN = '<mspace width="0.1667em"></mspace>';

const ROWS = new Set(["mrow", "mstyle", "mtd", "mpadded", "msqrt", "menclose", "mphantom"]);
const SCRIPTED = new Set(["msub", "msup", "msubsup", "munder", "mover", "munderover"]);

const CLOSING = /^[)\]}⟩⌉⌋!]$/;
const SIGN = /^[+\-−±∓¬]$/;

/**
 * Puts the thin spaces around the names of functions that TeX puts there, as in "n log n", and that
 * MathML has no rule for: before one that follows a letter, a number or a closing bracket, and after
 * one that comes before anything but a bracket or a sign with its own space (The TeXbook, page 170).
 */
export function spaced(markup: string): string {
  if (!markup.includes(APPLIED)) return markup;
  const tree = treeOf(markup);
  space(tree);
  return markupOf(tree);
}

function space(element: MathElement): void {
  for (const part of element.of) if (isElement(part)) space(part);
  if (!ROWS.has(element.tag)) return;
  const made: MathNode[] = [];
  const thin = () => {
    if (made.at(-1) !== THIN) made.push(THIN);
  };
  for (let at = 0; at < element.of.length; at++) {
    const length = functionAt(element.of, at);
    const part = element.of[at] ?? "";
    if (length === 0) {
      made.push(part);
      continue;
    }
    if (takesSpaceAfter(element.of, at - 1)) thin();
    made.push(...element.of.slice(at, at + length));
    at += length - 1;
    const next = element.of[at + 1];
    if (next !== undefined && !(isElement(next) && next.tag === "mo")) thin();
  }
  element.of = made;
}

/** How many parts the name of a function has here, with its mark or its scripts; 0 if there is none. */
function functionAt(parts: MathNode[], at: number): number {
  const part = parts[at];
  if (!isElement(part)) return 0;
  if (part.tag === "mi") return ownText(parts[at + 1]) === APPLIED ? 2 : 0;
  if (!SCRIPTED.has(part.tag)) return 0;
  const [base] = part.of;
  return isElement(base) && functionAt(base.of, 0) === base.of.length && base.of.length > 0 ? 1 : 0;
}

/** Whether a function's name is set apart from what is before it. */
function takesSpaceAfter(parts: MathNode[], at: number): boolean {
  const before = parts[at];
  if (!isElement(before)) return false;
  if (before.tag !== "mo") return true;
  // a sign at the beginning belongs to what follows, and is set like a letter
  return CLOSING.test(ownText(before)) || (at === 0 && SIGN.test(ownText(before)));
}
