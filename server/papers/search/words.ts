import stem from "wink-porter2-stemmer";
import { segments } from "../tex-segments";

/** A word as search compares it, without case, accents and typography. */
export interface Word {
  text: string;
  /** What makes it another word where it is directly behind: the `++` of C++. */
  mark: string;
  /** Where it is in the shown text, in UTF-16 units. */
  start: number;
  end: number;
  /** What is between it and the word before where that is no blank; null at a blank. */
  joint: string | null;
}

/** A longer word is cut: no reader types so much of it. */
const MAX_WORD = 48;

/** A run of letters and digits, a mark of its own, and a genitive 's, which belongs to no word. */
const runs = (letter: string, flags: string) =>
  new RegExp(`(${letter}+)(\\+{1,2}|#)?(?!${letter})(?:['’][sS](?!${letter}))?`, flags);
const RUN = runs(String.raw`[\p{L}\p{N}\p{M}\p{Cf}]`, "gu");
/** The same in a third of the time, for most texts. */
const ASCII_RUN = runs("[A-Za-z0-9]", "g");
const ASCII = /^[\0-\x7f]*$/;

/** Scripts that put no blank between words: each character is searched as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/** Letters that Unicode does not take apart into a letter and a mark. */
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

/** A Greek letter alone is read by its name, as one types it: α is alpha. */
const greekName = (letter: string) => GREEK[letter.charCodeAt(0) - ALPHA] ?? letter;

/** Accents and vowel points, which readers leave out; the marks of Indic scripts are letters. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;

/** A run of letters without case, accents, invisible characters and compatibility forms. */
function fold(run: string): string {
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
 * Takes a folded run apart: at what folding brought in, at the digits behind a name (`qwen2` is
 * `qwen` and `2`, as in "Qwen 2", while `4o` and `r1` stay whole), around Greek letters, and into
 * characters where a script has no blanks.
 */
function partsOf(run: string): string[] {
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

/** The words of a text as it is shown. */
export function wordsOf(shown: string): Word[] {
  const words: Word[] = [];
  // an apostrophe that Unicode counts among the letters
  const text = shown.replaceAll("\u02bc", "’");
  let before = 0;
  for (const match of text.matchAll(ASCII.test(text) ? ASCII_RUN : RUN)) {
    const run = match[1] ?? "";
    const start = match.index;
    const end = start + run.length;
    const gap = text.slice(before, start);
    let joint = words.length === 0 || gap === " " || /\s/.test(gap) ? null : gap;
    const parts = partsOf(fold(run));
    for (const [place, part] of parts.entries()) {
      const mark = place === parts.length - 1 ? (match[2] ?? "") : "";
      words.push({ text: part, mark, start, end, joint });
      joint = "";
    }
    if (parts.length > 0) before = start + match[0].length;
  }
  return words;
}

/** Of TeX commands, those that only say how letters look. */
const LOOKS =
  /\\(?:math[a-z]+|text[a-z]*|operatorname\*?|boldsymbol|bm|rm|bf|it|hat|tilde|bar|vec|overline|underline|left|right|ensuremath)(?![A-Za-z])\s*/g;
const NAMED_GREEK = new RegExp(`\\\\(?:var)?(${GREEK.join("|")})(?![A-Za-z])`, "gi");

/** A formula as the letters that are seen of it. */
const formulaText = (tex: string) =>
  tex
    .replace(LOOKS, "")
    .replace(NAMED_GREEK, (_, name: string) =>
      String.fromCharCode(ALPHA + GREEK.indexOf(name.toLowerCase())),
    )
    .replace(/\\[A-Za-z]+/g, " ")
    .replace(/\\[,;:! ]/g, " ");

/** A title, a name or an abstract as one reads it, on one line of plain text. */
export const shownText = (source: string) =>
  segments(source)
    .map((part) => (part.kind === "text" ? part.text : formulaText(part.tex)))
    .join("");

const stems = new Map<string, string>();
const MAX_STEMS = 100_000;

/** What the forms of an English word have in common: `model` of "models" and "modelling". */
export function stemOf(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = /^[a-z]{3,}$/.test(word) ? stem(word) : word;
    if (stems.size >= MAX_STEMS) stems.clear();
    stems.set(word, found);
  }
  return found;
}
