import { accented, command, escapeOf } from "./tex-text";

/**
 * A stretch of a title or abstract. `start` and `end` are UTF-16 offsets in the source. A text
 * whose length is `end - start` is the source itself; any other stands for its source as a whole,
 * as math always does. What lies between two segments is markup that is not shown.
 */
export type Segment =
  | { kind: "text"; start: number; end: number; text: string; style?: Style; href?: string }
  | { kind: "math"; start: number; end: number; tex: string; display: boolean };

export type Style = "em" | "strong" | "code" | "caps";

/** A formula or a styled passage longer than this is shown as its source. */
const LONGEST = 2_000;
const DEEPEST = 8;

const STYLES: Record<string, Style> = {
  textit: "em",
  textsl: "em",
  emph: "em",
  em: "em",
  it: "em",
  textbf: "strong",
  bf: "strong",
  texttt: "code",
  tt: "code",
  textsc: "caps",
  sc: "caps",
};
const PLAIN = new Set(["text", "textrm", "textsf", "textup", "textnormal", "mbox", "underline"]);

/** Everything that may begin something other than plain text. */
const SPECIAL = /[\\$~`'{-]|https?:\/\//g;
const SWITCH = /\{\s*\\(em|it|bf|tt|sc)(?![A-Za-z])\s*/y;
const NAMED = /\\([A-Za-z]+)\s*\{/y;
const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^~]+(?:~[^\s<>"'`{}|\\^~]+)*/y;

/** Splits a title or an abstract, which is half TeX and half prose, into what is to be shown. */
export function segments(source: string): Segment[] {
  const found: Segment[] = [];
  walk({ source, found, quoted: source.includes("``") }, 0, source.length, {}, 0);
  return found;
}

/** The text as one reads it, without markup; formulas as their TeX: for titles, mail and feeds. */
export function plainText(source: string): string {
  return segments(source)
    .map((part) => (part.kind === "text" ? part.text : part.tex))
    .join("");
}

interface Walk {
  source: string;
  found: Segment[];
  /** Whether the text opens quotes the TeX way, so that '' closes them. */
  quoted: boolean;
}

type Look = { style?: Style; href?: string };

/** What a rule made of the text at hand: where to go on, and what it left behind. */
type Taken = { next: number } | null;

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
    const taken = take(state, at, to, look, depth);
    if (taken) {
      at = taken.next;
      plainFrom = at;
    } else {
      state.found.length = mark;
      plainFrom = held;
      at += special[0].length;
    }
  }
  flush(to);
}

function take(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const rules = { "\\": backslash, $: dollar, "{": group, h: address };
  const rule = rules[state.source[at] as keyof typeof rules] ?? typography;
  const taken = rule(state, at, to, look, depth);
  return taken && taken.next <= to ? taken : null;
}

/** `$…$` and `$$…$$`. Prices are not math: see `isFormula`. */
function dollar({ source, found }: Walk, at: number, to: number): Taken {
  const display = source[at + 1] === "$";
  const open = at + (display ? 2 : 1);
  const close = closing(source, open, to, display ? "$$" : "$");
  if (close < 0) return null;
  const tex = source.slice(open, close);
  const after = source[close + 1] ?? "";
  if (tex.trim() === "") return null;
  if (!display && !isFormula(tex, after)) return null;
  const next = close + (display ? 2 : 1);
  found.push({ kind: "math", start: at, end: next, tex, display });
  return { next };
}

/** "$5 and $10", "$5-$10", "at $200k. With this model, 10$" are money: not typed as TeX would be. */
function isFormula(tex: string, after: string): boolean {
  if (/^\s|\s$/.test(tex)) return false;
  if (/^\d/.test(tex) && /\d/.test(after)) return false;
  return /[\\^_{]/.test(tex) || !/\s[A-Za-z]{3,}(?=[\s,.;:)]|$)/.test(tex);
}

/** Where the formula that opened ends, or -1. */
function closing(source: string, open: number, to: number, mark: string): number {
  const last = Math.min(to, open + LONGEST);
  for (let at = open; at < last; at++) {
    if (source[at] === "\\" && !source.startsWith(mark, at)) at++;
    else if (source.startsWith(mark, at)) return at;
  }
  return -1;
}

function backslash(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source, found } = state;
  const second = source[at + 1] ?? "";
  if (second === "(" || second === "[") {
    const close = closing(source, at + 2, to, second === "(" ? "\\)" : "\\]");
    const tex = close < 0 ? "" : source.slice(at + 2, close);
    if (tex.trim() === "") return null;
    found.push({ kind: "math", start: at, end: close + 2, tex, display: second === "[" });
    return { next: close + 2 };
  }
  NAMED.lastIndex = at;
  const named = NAMED.exec(source);
  if (named) {
    const taken = argument(state, named[1] ?? "", NAMED.lastIndex, to, look, depth);
    if (taken) return taken;
  }
  const read = accented(source, at) ?? escapeOf(source, at) ?? command(source, at);
  if (!read) return null;
  if (read.text) found.push({ kind: "text", start: at, end: read.end, text: read.text, ...look });
  return { next: read.end };
}

/** `\emph{…}`, `\url{…}`, `\href{…}{…}` and their like. */
function argument(
  state: Walk,
  name: string,
  open: number,
  to: number,
  look: Look,
  depth: number,
): Taken {
  const { source, found } = state;
  const style = STYLES[name];
  if (!style && !PLAIN.has(name) && name !== "url" && name !== "href") return null;
  const close = matching(source, open, to);
  if (close < 0 || depth >= DEEPEST) return null;
  if (name === "url") {
    const text = source.slice(open, close);
    found.push({ kind: "text", start: open, end: close, text, ...look, ...link(text) });
    return { next: close + 1 };
  }
  if (name === "href") {
    const label = source[close + 1] === "{" ? matching(source, close + 2, to) : -1;
    if (label < 0) return null;
    const target = { ...look, ...link(source.slice(open, close)) };
    walk(state, close + 2, label, target, depth + 1);
    return { next: label + 1 };
  }
  walk(state, open, close, style ? { ...look, style } : look, depth + 1);
  return { next: close + 1 };
}

/** `{\em …}`; other braces are text. */
function group(state: Walk, at: number, to: number, look: Look, depth: number): Taken {
  const { source, found } = state;
  SWITCH.lastIndex = at;
  const opened = SWITCH.exec(source);
  if (opened && depth < DEEPEST) {
    const close = matching(source, SWITCH.lastIndex, to);
    if (close < 0) return null;
    walk(state, SWITCH.lastIndex, close, { ...look, style: STYLES[opened[1] ?? ""] }, depth + 1);
    return { next: close + 1 };
  }
  const inner = accented(source, at + 1) ?? command(source, at + 1);
  if (!inner || source[inner.end] !== "}") return null;
  found.push({ kind: "text", start: at, end: inner.end + 1, text: inner.text, ...look });
  return { next: inner.end + 1 };
}

/** Where the brace that opened just before closes, or -1. */
function matching(source: string, open: number, to: number): number {
  let depth = 1;
  for (let at = open; at < Math.min(to, open + LONGEST); at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "{") depth++;
    else if (source[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

const link = (text: string): { href?: string } =>
  /^https?:\/\/\S+$/.test(text) ? { href: text } : {};

function address({ source, found }: Walk, at: number, to: number, look: Look): Taken {
  ADDRESS.lastIndex = at;
  const read = ADDRESS.exec(source.slice(0, to));
  if (!read) return null;
  let text = read[0].replace(/[.,;:!?'…*_]+$/, "");
  if (text.endsWith(")") && !text.includes("(")) text = text.replace(/[).,;:]+$/, "");
  if (text.endsWith("]") && !text.includes("[")) text = text.slice(0, -1);
  const end = at + text.length;
  found.push({ kind: "text", start: at, end, text, ...look, href: look.href ?? text });
  return { next: end };
}

/** Ties, dashes and quotes as TeX types them. */
function typography({ source, found, quoted }: Walk, at: number, _to: number, look: Look): Taken {
  const before = source.slice(Math.max(0, at - 2), at);
  const read = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const emit = (length: number, text: string): Taken => {
    found.push({ kind: "text", start: at, end: at + length, text, ...look });
    return { next: at + length };
  };
  if (read(/~(?=\S)/y) && /[^\s/(<>=]$/.test(before)) {
    // "75%~89%" and "1M~4M" are ranges, "RTX~5090" and "60~Hz" are ties
    const range = /\d/.test(source[at + 1] ?? "") && !/(?:^|[^\d])[A-Za-z.,)\]}]$/.test(before);
    return range ? null : emit(1, "\u00a0");
  }
  if (quoted && read(/``(?!`)/y)) return emit(2, "“");
  if (quoted && read(/''(?!')/y)) return emit(2, "”");
  const dashes = /\w|[)%}]$/.test(before.slice(-1)) ? read(/-{2,3}(?=[\w($\\{])/y) : undefined;
  return dashes ? emit(dashes.length, dashes.length === 3 ? "—" : "–") : null;
}
