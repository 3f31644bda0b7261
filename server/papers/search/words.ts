import stem from "wink-porter2-stemmer";
import { segments } from "../tex-segments";

/** A word as search compares it, without case, accents and typographic variants. */
export interface Word {
  text: string;
  /** A mark directly behind that makes it another word: the `++` of C++. */
  mark: string;
  /** Its offset in the shown text, in UTF-16 units. */
  start: number;
  end: number;
  /** The text between it and the previous word, unless that contains a space; otherwise null. */
  joint: string | null;
}

/** Longer words are cut: no reader types that much. */
const MAX_WORD = 48;

/** A run of letters and digits with its mark; a genitive 's is not part of the word. */
const runs = (letter: string, flags: string) =>
  new RegExp(`(${letter}+)(\\+{1,2}|#)?(?!${letter})(?:['’][sS](?!${letter}))?`, flags);
const RUN = runs(String.raw`[\p{L}\p{N}\p{M}\p{Cf}]`, "gu");
/** The same, three times as fast, for most texts. */
const ASCII_RUN = runs("[A-Za-z0-9]", "g");
const ASCII = /^[\0-\x7f]*$/;

/** Scripts without spaces between words: each character is indexed as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/** Letters that Unicode does not decompose into a letter and a mark. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ł: "l",
  ŀ: "l",
  ı: "i",
  ȷ: "j",
  ŋ: "n",
  ŧ: "t",
  ς: "σ",
};
const OTHER_LETTERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

const ALPHA = 0x3b1;
const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(
    " ",
  );

/** A single Greek letter becomes its name, as people type it: α is alpha. */
const greekName = (letter: string) => GREEK[letter.charCodeAt(0) - ALPHA] ?? letter;

/** Accents and vowel points, which readers leave out; marks of Indic scripts count as letters. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;

/** A run of letters without case, accents, invisible characters and compatibility forms. */
export function fold(run: string): string {
  if (ASCII.test(run)) return run.toLowerCase();
  return run
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .replace(/\p{Cf}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(OTHER_LETTERS, (letter) => LETTERS[letter] ?? letter);
}

/**
 * Splits a folded run: at characters that folding introduced, before digits after a name (`qwen2`
 * becomes `qwen` and `2`, as in "Qwen 2", while `4o` and `r1` stay whole), around Greek letters,
 * and into characters in scripts without spaces.
 */
function split(run: string): string[] {
  if (/^[a-z]+$/.test(run)) return [run.slice(0, MAX_WORD)];
  return run
    .replace(UNSPACED, " $& ")
    .replace(/(\p{L}{3,})(?=\p{N})/gu, "$1 ")
    .replace(/(\p{Script=Greek}+)(?=[a-z\p{N}])/gu, "$1 ")
    .replace(/([a-z\p{N}])(?=\p{Script=Greek})/gu, "$1 ")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== "")
    .map((part) => (part.length === 1 ? greekName(part) : part).slice(0, MAX_WORD));
}

const MAX_REMEMBERED = 100_000;

/** The same function, which remembers what it has made of words. */
function remembering<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>();
  return (word) => {
    let found = made.get(word);
    if (found === undefined) {
      found = make(word);
      if (made.size >= MAX_REMEMBERED) made.clear();
      made.set(word, found);
    }
    return found;
  };
}

const partsOf = (run: string) => split(fold(run));
const rememberedParts = remembering(partsOf);

/** Longer runs are not remembered: V8 would keep the whole text that one is cut from. */
const MAX_REMEMBERED_RUN = 12;

/** The words of a text as shown. */
export function wordsOf(shown: string): Word[] {
  const words: Word[] = [];
  // an apostrophe that Unicode classifies as a letter
  const text = shown.replaceAll("\u02bc", "’");
  let before = 0;
  for (const match of text.matchAll(ASCII.test(text) ? ASCII_RUN : RUN)) {
    const run = match[1] ?? "";
    const start = match.index;
    const end = start + run.length;
    const isSpaced = start === before + 1 && text[before] === " ";
    const gap = words.length === 0 || isSpaced ? null : text.slice(before, start);
    let joint = gap === null || /\s/.test(gap) ? null : gap;
    const parts = run.length > MAX_REMEMBERED_RUN ? partsOf(run) : rememberedParts(run);
    let rest = parts.length;
    for (const part of parts) {
      const mark = --rest === 0 ? (match[2] ?? "") : "";
      words.push({ text: part, mark, start, end, joint });
      joint = "";
    }
    if (parts.length > 0) before = start + match[0].length;
  }
  return words;
}

/** TeX commands that only change how letters look. */
const LOOKS =
  /\\(?:math[a-z]+|text[a-z]*|operatorname\*?|boldsymbol|bm|rm|bf|it|hat|tilde|bar|vec|overline|underline|left|right|ensuremath)(?![A-Za-z])\s*/g;
const NAMED_GREEK = new RegExp(`\\\\(?:var)?(${GREEK.join("|")})(?![A-Za-z])`, "gi");

/** The visible letters of a formula. */
const formulaText = (tex: string) =>
  tex
    .replace(LOOKS, "")
    .replace(NAMED_GREEK, (_, name: string) =>
      String.fromCharCode(ALPHA + GREEK.indexOf(name.toLowerCase())),
    )
    .replace(/\\[A-Za-z]+/g, " ")
    .replace(/\\[,;:! ]/g, " ");

/** A title, name or abstract as readers see it, on one line of plain text. */
export const shownText = (source: string) =>
  segments(source)
    .map((part) => (part.kind === "text" ? part.text : formulaText(part.tex)))
    .join("");

/** The common stem of an English word's forms: `model` for "models" and "modelling". */
export const stemOf = remembering((word) => (/^[a-z]{3,}$/.test(word) ? stem(word) : word));
