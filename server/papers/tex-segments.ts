import { inVariant } from "./math-letters";
import { formulaAt, LONGEST } from "./tex-formulas";
import { ADDRESS_START, addressAt, labelKind, unescaped, webLink } from "./tex-links";
import { indexedAt, inScript, moleculeAt, powerAt } from "./tex-scripts";
import { accented, command, escapeOf, grouped, type Read } from "./tex-text";
import { type Quotes, quotesOf, typographyAt } from "./tex-typography";

/**
 * Part of a title or abstract. `start` and `end` are UTF-16 offsets in the source. A text of length
 * `end - start` matches its source character by character; any other segment represents its source
 * as a whole, as math always does. Gaps between segments are markup that is not shown.
 */
export type Segment =
  | { kind: "text"; start: number; end: number; text: string; style?: Style; href?: string }
  | { kind: "math"; start: number; end: number; tex: string; display: boolean };

export type Style = "em" | "strong" | "code" | "caps";

const DEEPEST = 8;

const STYLES: Record<string, Style> = {
  ...{ textit: "em", textsl: "em", emph: "em", em: "em", it: "em" },
  ...{ textbf: "strong", bf: "strong", texttt: "code", tt: "code", textsc: "caps", sc: "caps" },
};
const PLAIN = new Set(["text", "textrm", "textsf", "textup", "textnormal", "textmd", "mbox"]);
for (const name of ["underline", "uline", "mathrm", "mathsf", "enquote"]) PLAIN.add(name);
const NOTES = new Set(["footnote", "footnotetext", "thanks"]);
const ALPHABETS: Record<string, string> = {
  ...{ mathcal: "script", mathscr: "script", mathbb: "double-struck", mathfrak: "fraktur" },
  ...{ mathbf: "bold", mathit: "italic" },
};

/** Everything that may begin something other than plain text. */
const SPECIAL = new RegExp(
  String.raw`[\\$~\u0060'{^-]|_(?=\d)|(?<![\p{L}\p{N}_^\\{/.@#=&])\p{L}(?=[_^])|(?<![\p{L}\p{N}_\\{^])(?=(?:text|math|emph)[a-z]{0,4}\{)|${ADDRESS_START}`,
  "giu",
);
/** What a text has that has anything of it: most names have nothing, and are read at once. */
const MAY_BE_SPECIAL = /[\\$~\u0060'{^_/-]|www\.|\.io/i;
const SWITCH = /\{\s*\\(em|it|bf|tt|sc)(?![A-Za-z])\s*/y;
/** A command and its argument; common ones are recognized even without their backslash. */
const NAMED =
  /\\([A-Za-z]+)\s*\{|((?:text(?:it|bf|tt|sc|rm)|emph|math(?:cal|bb|bf|rm|frak|scr)))\{/y;

/** Splits a title or abstract, half TeX and half prose, into segments to show. */
export function segments(source: string): Segment[] {
  if (source !== "" && !MAY_BE_SPECIAL.test(source)) {
    return [{ kind: "text", start: 0, end: source.length, text: source }];
  }
  const found: Segment[] = [];
  walk({ source, found, quotes: quotesOf(source) }, 0, source.length, {}, 0);
  return joined(found);
}

/**
 * A title, abstract or name as readers see it, without markup and with formulas as TeX. For
 * everything without markup: page titles, search, mail, feeds and exports.
 */
export function plainText(source: string): string {
  return segments(source)
    .map((part) => (part.kind === "text" ? part.text : part.tex))
    .join("");
}

interface Walk {
  source: string;
  found: Segment[];
  quotes: Quotes;
}

type Look = { style?: Style; href?: string };

/** The result of a rule: where to continue. */
type Taken = { next: number } | null;

type Rule = (state: Walk, at: number, to: number, look: Look, depth: number) => Taken;

function walk(state: Walk, from: number, to: number, look: Look, depth: number): void {
  let at = from;
  let plainFrom = from;
  const flush = (end: number) => {
    if (end > plainFrom) {
      const text = state.source.slice(plainFrom, end);
      state.found.push({ kind: "text", start: plainFrom, end, text, ...look });
    }
  };
  while (at < to) {
    SPECIAL.lastIndex = at;
    const special = SPECIAL.exec(state.source);
    if (!special || special.index >= to) break;
    at = special.index;
    const mark = state.found.length;
    const held = plainFrom;
    flush(at);
    const taken = ruleAt(state.source, at)(state, at, to, look, depth);
    if (taken && taken.next <= to) {
      at = taken.next;
      plainFrom = at;
    } else {
      state.found.length = mark;
      plainFrom = held;
      at += special[0].length || 1;
    }
  }
  flush(to);
}

const RULES: Record<string, Rule> = {
  "\\": backslash,
  $: formula,
  "{": group,
  "^": reading(powerAt),
  _: reading(moleculeAt),
};

function ruleAt(source: string, at: number): Rule {
  const rule = RULES[source[at] ?? ""];
  if (rule) return rule;
  return /\p{L}/u.test(String.fromCodePoint(source.codePointAt(at) ?? 0)) ? letter : typography;
}

/** A rule that depends only on the text itself. */
function reading(read: (source: string, at: number) => Read | null): Rule {
  return (state, at, _to, look) => emit(state, at, look, read(state.source, at));
}

function emit({ found }: Walk, at: number, look: Look, read: Read | null): Taken {
  if (!read) return null;
  if (read.text) found.push({ kind: "text", start: at, end: read.end, text: read.text, ...look });
  return { next: read.end };
}

/** A formula. Dollars around nothing but a link are not one. */
function formula(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const read = formulaAt(state.source, at, to);
  if (!read) return null;
  const { tex, display, end } = read;
  const link = /^\\(?:href|url)\{/.test(tex) ? argument(state, at + 1, end, look, depth) : null;
  if (link?.next === end - 1) return { next: end };
  state.found.push({ kind: "math", start: at, end, tex, display });
  return { next: end };
}

function backslash(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source } = state;
  const second = source[at + 1] ?? "";
  if (second === "(" || second === "[") return formula(state, at, to, look, depth);
  const read = accented(source, at) ?? escapeOf(source, at);
  if (read) return emit(state, at, look, read);
  return argument(state, at, to, look, depth) ?? emit(state, at, look, command(source, at));
}

/** What begins with a letter: an index, a URL, a command without its backslash. */
function letter(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  if (/^.[_^]/u.test(state.source.slice(at, at + 3))) {
    const read = indexedAt(state.source, at);
    if (!read || read.end > to) return null;
    if (!read.math) return emit(state, at, look, read);
    state.found.push({ kind: "math", start: at, end: read.end, tex: read.text, display: false });
    return { next: read.end };
  }
  return address(state, at, to, look, depth) ?? argument(state, at, to, look, depth);
}

/** `\emph{…}`, `\url{…}`, `\href{…}{…}` and similar commands. */
function argument(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source, found } = state;
  NAMED.lastIndex = at;
  const named = NAMED.exec(source);
  const name = named?.[1] ?? named?.[2] ?? "";
  const open = NAMED.lastIndex;
  const close = named ? matching(source, open, to) : -1;
  if (close < 0 || depth >= DEEPEST) return null;
  const inside = source.slice(open, close);
  const next = close + 1;
  const style = Object.hasOwn(STYLES, name) ? STYLES[name] : undefined;
  if (style || PLAIN.has(name)) {
    walk(state, open, close, style ? { ...look, style } : look, depth + 1);
    return { next };
  }
  if (name === "url") {
    const text = unescaped(inside);
    found.push({ kind: "text", start: open, end: close, text, ...look, ...webLink(text) });
    return { next };
  }
  if (name === "href" || name === "textcolor") {
    const label = source[next] === "{" ? matching(source, next + 1, to) : -1;
    if (label < 0) return null;
    const target = name === "href" ? { ...look, ...webLink(unescaped(inside)) } : look;
    walk(state, next + 1, label, target, depth + 1);
    return { next: label + 1 };
  }
  if (NOTES.has(name)) {
    const blank = /\s/.test(source[at - 1] ?? " ") ? "" : " ";
    found.push({ kind: "text", start: at, end: open, text: `${blank}(`, ...look });
    walk(state, open, close, look, depth + 1);
    found.push({ kind: "text", start: close, end: next, text: ")", ...look });
    return { next };
  }
  const text = named ? inAlphabet(name, inside) : null;
  return text === null ? null : emit(state, at, look, { text, end: next });
}

/** The letters of `\mathcal{O}`, `\textsuperscript{2}` and similar, or null. */
function inAlphabet(name: string, inside: string): string | null {
  if (name === "textsuperscript" || name === "textsubscript") {
    return inScript(inside, name === "textsuperscript");
  }
  const variant = Object.hasOwn(ALPHABETS, name) ? ALPHABETS[name] : undefined;
  return variant && /^[A-Za-z0-9]$/.test(inside) ? inVariant(inside, variant) : null;
}

/** `{\em …}`, `{\'e}`, `10{,}000`; other braces are text. */
function group(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source } = state;
  SWITCH.lastIndex = at;
  const opened = SWITCH.exec(source);
  if (opened && depth < DEEPEST) {
    const close = matching(source, SWITCH.lastIndex, to);
    if (close < 0) return null;
    walk(state, SWITCH.lastIndex, close, { ...look, style: STYLES[opened[1] ?? ""] }, depth + 1);
    return { next: close + 1 };
  }
  const inner = accented(source, at + 1) ?? command(source, at + 1);
  if (inner && source[inner.end] === "}") {
    return emit(state, at, look, { text: inner.text, end: inner.end + 1 });
  }
  return emit(state, at, look, grouped(source, at));
}

/** Where the brace opened just before closes, or -1. */
function matching(source: string, open: number, to: number): number {
  let depth = 1;
  for (let at = open; at < Math.min(to, open + LONGEST); at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "{") depth++;
    else if (source[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

/** A URL, and `{label}` after it if an `\href` has lost its command. */
function address(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source, found } = state;
  const read = addressAt(source, at, to);
  if (!read) return null;
  const { text, href, end } = read;
  const target = { ...look, href: look.href ?? href };
  const blank = source[end] === " " ? 1 : 0;
  const open = end + blank + 1;
  const close = source[open - 1] === "{" && !look.href ? matching(source, open, to) : -1;
  const kind = close < 0 ? null : labelKind(text, source.slice(open, close));
  if (kind === "name" && blank === 0 && depth < DEEPEST) {
    walk(state, open, close, target, depth + 1);
    return { next: close + 1 };
  }
  found.push({ kind: "text", start: at, end, text, ...target });
  return { next: kind === "same" ? close + 1 : end };
}

function typography(state: Walk, at: number, _to: number, look: Look): Taken {
  return emit(state, at, look, typographyAt(state.source, at, state.quotes));
}

/** Merges adjacent literal segments: ties are not segments of their own. */
function joined(found: Segment[]): Segment[] {
  const parts: Segment[] = [];
  for (const part of found) {
    const last = parts.at(-1);
    const joins = last && isLiteral(last) && isLiteral(part) && last.end === part.start;
    if (joins && last.style === part.style && !last.href && !part.href) {
      last.text += part.text;
      last.end = part.end;
    } else parts.push(part);
  }
  return parts;
}

type TextSegment = Extract<Segment, { kind: "text" }>;

/** Whether the segment matches its source character by character. */
export const isLiteral = (part: Segment): part is TextSegment =>
  part.kind === "text" && part.text.length === part.end - part.start;
