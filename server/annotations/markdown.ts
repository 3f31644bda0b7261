import MarkdownIt, { type StateBlock, type StateInline, type Token } from "markdown-it";
import { Budget } from "../papers/budget";
import { readableFormula } from "../papers/readable";
import { formulaAt, isBracketed } from "../papers/tex-formulas";

/** Deeper nesting of quotes and lists is an attack or a mistake. */
const DEEPEST = 20;

/** The widest line's columns times the lines: a table of more cells is none that anyone reads. */
const MAX_CELLS = 5_000;

const MAX_FORMULA_LINES = 100;

const parser = new MarkdownIt({ linkify: true, maxNesting: DEEPEST })
  // text that was typed before notes were Markdown keeps its indents, dashes and brackets
  .disable(["code", "lheading", "reference"]);

// only URLs with their scheme become links by themselves, and they read as they were typed
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
parser.validateLink = (url) => /^(?:https?:\/\/|mailto:)./i.test(url);
parser.normalizeLinkText = (text) => text;

parser.inline.ruler.before("escape", "formula", inlineFormula);
parser.block.ruler.before("fence", "formula", blockFormula, {
  alt: ["paragraph", "blockquote", "list"],
});

/**
 * The formula that begins here, or null: by the same rules as in an abstract, where a price is no
 * formula. A bracket with a backslash may be only that.
 */
function formulaIn(source: string, at: number, to: number) {
  const found = formulaAt(source, at, to);
  return found && (source[at] === "$" || isBracketed(found.tex)) ? found : null;
}

/** `$…$`, `\(…\)`, or in a line `$$…$$` and `\[…\]`. */
function inlineFormula(state: StateInline, silent: boolean): boolean {
  if (!/[$\\]/.test(state.src[state.pos] ?? "")) return false;
  const found = formulaIn(state.src, state.pos, state.posMax);
  if (!found) return false;
  if (!silent) {
    const token = state.push("formula", "", 0);
    token.content = found.tex;
    token.markup = state.src.slice(state.pos, found.end);
    token.meta = { display: found.display };
  }
  state.pos = found.end;
  return true;
}

/** How a formula in lines of its own begins and ends. */
const BLOCKS = [
  ["$$", "$$"],
  ["\\[", "\\]"],
] as const;

/** `$$…$$` or `\[…\]` in lines of its own. What is between them is TeX, whatever Markdown it looks like. */
function blockFormula(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src
      .slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
      .trimEnd();
  const first = lineAt(from);
  const [open, close] = BLOCKS.find(([open]) => first.startsWith(open)) ?? [];
  if (!open) return false;
  let last = from;
  while (!lineAt(last).endsWith(close) || (last === from && first.length < 5)) {
    last++;
    const isOver = last >= Math.min(to, from + MAX_FORMULA_LINES) || state.isEmpty(last);
    if (isOver || (state.sCount[last] ?? 0) < state.blkIndent) return false;
  }
  const lines = Array.from({ length: last - from + 1 }, (_, index) => lineAt(from + index));
  const source = lines.join("\n");
  const found = formulaIn(source, 0, source.length);
  if (found?.end !== source.length) return false;
  if (silent) return true;
  const token = state.push("formula_block", "", 0);
  token.content = found.tex;
  token.markup = source;
  token.meta = { display: true };
  token.map = [from, last + 1];
  state.line = last + 1;
  return true;
}

/**
 * A note's Markdown as the parser's tokens; null if it is nested too deeply or its table is too
 * large. Raw HTML is text, and so is a link to anything but the web or a mail address.
 */
export function tokensOf(body: string): Token[] | null {
  if (cellsOf(body) > MAX_CELLS) return null;
  const tokens = parser.parse(body, {});
  // the parser drops what is nested deeper than this
  return tokens.some(({ nesting, level }) => nesting === 1 && level >= DEEPEST - 1) ? null : tokens;
}

function cellsOf(body: string): number {
  const lines = body.split("\n");
  const columns = lines.map((line) => line.split("|").length - 1);
  return Math.max(...columns) * lines.length;
}

/** A note as text without markup, on one line: formulas in characters. For excerpts. */
export function plainNote(body: string): string {
  const budget = Budget.ofText();
  const parts = (tokensOf(body) ?? []).flatMap((token) => [...words(token, budget), " "]);
  return (parts.join("") || body).replace(/\s+/g, " ").trim();
}

function words({ type, content, children }: Token, budget: Budget): string[] {
  if (children) return children.flatMap((child) => words(child, budget));
  if (type.startsWith("formula")) return [readableFormula(content, budget)];
  return type.endsWith("break") ? [" "] : [content];
}
