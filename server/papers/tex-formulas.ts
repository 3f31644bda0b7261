/** Finds formulas in prose, and rejects what only looks like one. */

/** Longer formulas and styled passages are shown as their source. */
export const LONGEST = 2_000;

interface Formula {
  tex: string;
  display: boolean;
  end: number;
}

const MARKS = [
  { open: "$$", close: "$$", display: true },
  { open: "$", close: "$", display: false },
  { open: "\\(", close: "\\)", display: false },
  { open: "\\[", close: "\\]", display: true },
];

/** The formula that begins at `at` and ends before `to`, or null. A price is not a formula. */
export function formulaAt(source: string, at: number, to: number): Formula | null {
  const mark = MARKS.find(({ open }) => source.startsWith(open, at));
  if (!mark) return null;
  const from = at + mark.open.length;
  const close = closing(source, from, to, mark.close);
  if (close < 0) return null;
  const tex = source.slice(from, close);
  const end = close + mark.close.length;
  if (tex.trim() === "") return null;
  if (mark.open === "$" && !isFormula(tex, source[at - 1] ?? "", source[end] ?? "")) return null;
  return { tex, display: mark.display, end };
}

/** Where the formula that opened here ends, or -1. */
function closing(source: string, open: number, to: number, mark: string): number {
  const last = Math.min(to, open + LONGEST);
  for (let at = open; at < last; at++) {
    if (source[at] === "\\" && !source.startsWith(mark, at)) at++;
    else if (source.startsWith(mark, at)) return at;
  }
  return -1;
}

/**
 * Whether the text between `\(` and `\)` is a formula where these may also be brackets with a
 * backslash, as in Markdown: "\[1\]" and "\(see below\)" are none.
 */
export function isBracketed(tex: string): boolean {
  if (/[\\^_{=<>+]/.test(tex)) return true;
  const words = tex.match(/[A-Za-z]{3,}/g) ?? [];
  return /\p{L}/u.test(tex) && words.every((word) => MATH_WORD.test(word));
}

/**
 * Whether the text between two dollars is typed like a formula. These are not: "$5 and $10",
 * "$5-$10", "$100 or 100$", "at $200k. With this model, 10$", "$textbf{a} and textbf{b}$".
 */
function isFormula(tex: string, before: string, after: string): boolean {
  const inner = tex.trim();
  const number = /^\d/.test(inner);
  if (number && /\d/.test(after)) return false;
  if (/\n\s*\n/.test(tex) || LOST.test(tex)) return false;
  const signs = /[\\^_{]/.test(inner);
  const words = proseWords(inner);
  // dollars with a space inside are often prices: require evidence of a formula
  if (inner !== tex) {
    if (words > 0 || /[\p{L}\p{N}]/u.test(before) || /\d/.test(after)) return false;
    return signs || /^\p{L}$/u.test(inner) || (!number && /[=<>+*/|]/.test(inner));
  }
  return words === 0 || (signs && !number && words === 1);
}

/** Commands that have lost their backslash: the text around them is prose. */
const LOST = /(?<![\\A-Za-z])(?:text(?:bf|it|tt|sc|rm)|emph)\{/;

const TEXT_GROUP = /\\(?:text[a-z]*|mbox|math(?:rm|sf|tt|it|bf)|operatorname\*?)\s*\{[^{}]*\}/g;
const WORD = /\s([A-Za-z]{2,})(?=[\s,.;:?!)]|$)/g;
const MATH_WORD =
  /^(?:log|ln|sin|cos|tan|exp|max|min|sup|inf|lim|mod|det|dim|ker|arg|deg|gcd|rank|poly|polylog|sgn|sign)$/;
const SHORT = /^(?:an|as|at|be|by|if|in|is|it|no|of|on|or|so|to|us|vs|we)$/i;

/** How many words that only prose has are in a formula, outside of \text{…}. */
function proseWords(tex: string): number {
  const words = [...tex.replace(TEXT_GROUP, "").matchAll(WORD)].map(([, word = ""]) => word);
  return words.filter((word) => (word.length > 2 ? !MATH_WORD.test(word) : SHORT.test(word)))
    .length;
}
