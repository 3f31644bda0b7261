/** Superscripts and subscripts outside of dollars, if unambiguous. */

import type { Read } from "./tex-text";

const HIGH: Record<string, string> = {
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((high, digit) => [digit, high])),
  ...{ "+": "⁺", "-": "⁻", "−": "⁻" },
  ...{ d: "ᵈ", h: "ʰ", i: "ⁱ", j: "ʲ", k: "ᵏ", m: "ᵐ", n: "ⁿ", p: "ᵖ", r: "ʳ", s: "ˢ", t: "ᵗ" },
};

const LOW: Record<string, string> = {
  ...Object.fromEntries([..."₀₁₂₃₄₅₆₇₈₉"].map((low, digit) => [digit, low])),
  ...{ "+": "₊", "-": "₋", "−": "₋" },
};

const mapped = (text: string, letters: Record<string, string>) =>
  Array.from(text, (character) => letters[character] ?? character).join("");

/** The text in superscript or subscript characters; null if one of them does not exist. */
export function inScript(text: string, high: boolean): string | null {
  const letters = high ? HIGH : LOW;
  const known = Array.from(text).every((character) => Object.hasOwn(letters, character));
  return known ? mapped(text, letters) : null;
}

const DEGREE = /\^(?:\{\s*\\?(?:circ|deg|degree)\s*\}|\\?circ(?![A-Za-z]))/y;
/** A whole number, a star, an ordinal suffix, or a letter that is often a superscript. */
const POWER =
  /\^(?:\{([+\-−]?\d{1,4}|th|st|nd|rd|[dijkmnprst*+])\}|([*+])(?![\p{L}\p{N}*^_])|([+\-−]?\d{1,4})(?![\d^_]|[.,]\d)|(th|st|nd|rd)(?![\p{L}\p{N}])|([dijkmnprst])(?![\p{L}\p{N}_^{(\\]))/uy;

/** `^2`, `^{-1}`, `^\circ`, `k^{th}`, `pass^k`: a superscript, read from its `^`. */
export function powerAt(source: string, at: number): Read | null {
  const before = source.slice(Math.max(0, at - 2), at);
  DEGREE.lastIndex = at;
  if (/\d$/.test(before) && DEGREE.test(source)) return { text: "°", end: DEGREE.lastIndex };
  if (!/[\p{L}\p{N})\]|]$/u.test(before)) return null;
  POWER.lastIndex = at;
  const read = POWER.exec(source);
  if (!read) return null;
  const [, braced, sign, number, ordinal, letter] = read;
  // "It^o" is a lost accent: after a word, only a count such as k or n is a superscript
  if (letter && /\p{L}{2}$/u.test(before) && !/[kn]/.test(letter)) return null;
  const text = mapped(braced ?? sign ?? number ?? ordinal ?? letter ?? "", HIGH);
  return { text, end: POWER.lastIndex };
}

/** Molecules with more than one letter before the number. */
const MOLECULE = /(?:^|[^\p{L}\p{N}_])(?:H(?=_2O)|CO|SO|NO|TiO|SiO|CH|NH)(?=_)/uy;

/** The `_2` of `CO_2` and `H_2O`. */
export function moleculeAt(source: string, at: number): Read | null {
  const number = /_(\d)(?=O?(?![\p{L}\p{N}_]))/uy;
  number.lastIndex = at;
  const read = number.exec(source);
  if (!read) return null;
  for (const length of [1, 2, 3]) {
    const from = at - length - 1;
    MOLECULE.lastIndex = Math.max(0, from);
    if (MOLECULE.test(source) && MOLECULE.lastIndex === at) {
      return { text: mapped(read[1] ?? "", LOW), end: number.lastIndex };
    }
  }
  return null;
}

const GROUP = String.raw`\{(?:[^{}$]|\{[^{}$]{0,20}\}){1,40}\}`;
const SCRIPT = new RegExp(String.raw`([_^])(${GROUP}|\d+(?![.,]\d)|\p{L}|\*)`, "uy");
/** Words that are commands without their backslash. */
const LOST =
  /times|circ|prime|dagger|star|infty|approx|text|math|frac|cdot|arrow|alpha|beta|gamma|delta|theta|lambda|sigma|omega/;

/**
 * `L_2`, `x_i`, `h_{t+1}`, `G_{stack}`, `T^{-1/3}`, `J_{G}^*`: one letter with its indices. Text if
 * the index is a number, otherwise a formula; null if `powerAt` reads it or it is not valid.
 */
export function indexedAt(source: string, at: number): (Read & { math: boolean }) | null {
  const letter = source.codePointAt(at) ?? 0;
  let end = at + String.fromCodePoint(letter).length;
  const scripts: { kind: string; body: string }[] = [];
  for (;;) {
    SCRIPT.lastIndex = end;
    const [all, kind = "", body = ""] = SCRIPT.exec(source) ?? [];
    if (all === undefined) break;
    if (scripts.some((each) => each.kind === kind) || !isIndex(kind, body)) return null;
    scripts.push({ kind, body });
    end += all.length;
  }
  const [first] = scripts;
  const braced = source[end - 1] === "}";
  const after = source.slice(end, end + 2);
  if (!first || /^[_^{\\]/.test(after) || (!braced && /^[\p{L}\p{N}]/u.test(after))) return null;
  const text = source.slice(at, end);
  if (scripts.length > 1) return { text, end, math: true };
  const number = /^\{?(\d{1,2})\}?$/.exec(first.body)?.[1];
  if (first.kind === "_" && number) {
    return { text: String.fromCodePoint(letter) + mapped(number, LOW), end, math: false };
  }
  POWER.lastIndex = at + String.fromCodePoint(letter).length;
  if (first.kind === "^" && POWER.test(source)) return null;
  return { text, end, math: true };
}

/**
 * Whether it can be an index: no words except a single one in a subscript, and complete, without
 * lost commands.
 */
function isIndex(kind: string, body: string): boolean {
  if (LOST.test(body)) return false;
  const words = body.match(/(?<![\\\p{L}])\p{L}{3,}/gu) ?? [];
  return words.length === 0 || (kind === "_" && /^\{\p{L}{3,12}\}$/u.test(body));
}
