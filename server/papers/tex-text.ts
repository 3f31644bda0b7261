/** The little of TeX that stands in prose: accents, escapes and a few symbols. */

/** A piece of TeX read as text, and where it ends in the source. */
interface Read {
  text: string;
  end: number;
}

/** The combining mark of each TeX accent. */
const ACCENTS: Record<string, string> = {
  "'": "\u0301",
  "`": "\u0300",
  "^": "\u0302",
  '"': "\u0308",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  u: "\u0306",
  v: "\u030c",
  H: "\u030b",
  c: "\u0327",
  k: "\u0328",
  r: "\u030a",
};

const COMMANDS: Record<string, string> = {
  ss: "ß",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  aa: "å",
  AA: "Å",
  i: "ı",
  j: "ȷ",
  deg: "°",
  times: "×",
  pm: "±",
  approx: "≈",
  sim: "∼",
  leq: "≤",
  le: "≤",
  geq: "≥",
  ge: "≥",
  neq: "≠",
  to: "→",
  rightarrow: "→",
  ldots: "…",
  dots: "…",
  eg: "e.g.",
  ie: "i.e.",
  etc: "etc.",
  LaTeX: "LaTeX",
  TeX: "TeX",
  textgreater: ">",
  textless: "<",
  textasciitilde: "~",
  textbackslash: "\\",
  allowbreak: "",
  nobreakdash: "",
};

/** `\'e`, `\"{u}`, `\v{s}`, `\'\i`: letter and accent as one character. */
export function accented(source: string, at: number): Read | null {
  const pattern =
    /\\(?:(['`^"~=.])\s*|([uvHckr])(?=\s*\{|\s+[A-Za-z])\s*)(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))/y;
  pattern.lastIndex = at;
  const read = pattern.exec(source);
  if (!read) return null;
  const letter = (read[3] ?? read[4] ?? "").replace("\\i", "i").replace("\\j", "j");
  if (letter.startsWith("\\")) return null;
  const mark = ACCENTS[read[1] ?? read[2] ?? ""] ?? "";
  return { text: (letter + mark).normalize("NFC"), end: pattern.lastIndex };
}

/** `\%`, `\&`, `\$` and spaces. */
export function escapeOf(source: string, at: number): Read | null {
  const next = source[at + 1] ?? "";
  if (next !== "" && "%&_#{}$~".includes(next)) return { text: next, end: at + 2 };
  if (next === " " || next === "/" || next === "-") {
    return { text: next === " " ? " " : "", end: at + 2 };
  }
  return next === "," || next === ";" ? { text: "\u202f", end: at + 2 } : null;
}

/** `\times`, `\LaTeX`, `\o`: a known word, with the space or braces that end it. */
export function command(source: string, at: number): Read | null {
  const pattern = /\\([A-Za-z]+)(\{\})?/y;
  pattern.lastIndex = at;
  const read = pattern.exec(source);
  const name = read?.[1] ?? "";
  if (!Object.hasOwn(COMMANDS, name)) return null;
  return { text: COMMANDS[name] ?? "", end: pattern.lastIndex };
}
