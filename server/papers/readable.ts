import { LRUCache } from "lru-cache";
import { Budget } from "./budget";
import { mathMarkup } from "./math";
import { isElement, type MathElement, type MathNode, ownText, treeOf } from "./math-tree";
import { inScript } from "./tex-scripts";
import { type Segment, segments } from "./tex-segments";

/**
 * A title, name, quote or abstract in characters only, as close to what pages show as those can be:
 * "2.8%" and "O(n log n)". For lists of choices, files and messages.
 */
export function readableText(source: string): string {
  const budget = Budget.ofText();
  if (!budget.spend({ source: source.length })) return source;
  return segments(source)
    .map((part) => readable(part, budget))
    .join("");
}

/** One segment in characters only. */
export function readable(segment: Segment, budget: Budget): string {
  if (segment.kind === "text") return segment.text;
  return readableFormula(segment.tex, budget);
}

/** A formula in characters; beyond the budget, its TeX. */
export const readableFormula = (tex: string, budget: Budget): string =>
  budget.spend({ elements: 1, tex: tex.length }) ? formulaText(tex) : tex;

/** Quotes are read much more often than written. */
const read = new LRUCache<string, string>({
  maxSize: 1_000_000,
  sizeCalculation: (text, tex) => text.length + tex.length + 1,
});

function formulaText(tex: string): string {
  const known = read.get(tex);
  if (known !== undefined) return known;
  const text = characters(tex);
  read.set(tex, text);
  return text;
}

/** A formula in characters; its TeX if it has a matrix or something else that they cannot show. */
function characters(tex: string): string {
  const markup = mathMarkup(tex, false);
  const row = markup && find(treeOf(markup), "semantics")?.of[0];
  const text = row ? textOf(row) : null;
  return text === null ? tex : text.replace(/\s+/g, " ").trim();
}

function find(element: MathElement, tag: string): MathElement | null {
  for (const part of element.of) {
    if (!isElement(part)) continue;
    const found = part.tag === tag ? part : find(part, tag);
    if (found) return found;
  }
  return null;
}

/** Signs that are set with a space on both sides. */
const SPACED = /^[=<>≠≤≥≪≫≈≃∼≡∝≅∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶⟹⟺≔≺≻⪯⪰+−±∓×÷∪∩∧∨⊕⊗∣∥:]$/;
const ACCENTS: Record<string, string> = {
  ...{ "^": "\u0302", ˆ: "\u0302", "~": "\u0303", "˜": "\u0303", "∼": "\u0303", ˉ: "\u0304" },
  ...{ "¯": "\u0304", "‾": "\u0304", "⃗": "\u20d7", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308" },
};
const ENTITIES: Record<string, string> = {
  ...{ "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#x27;": "'" },
};

const unescaped = (text: string) =>
  text.replace(/&[^;]+;/g, (entity) => ENTITIES[entity] ?? entity).replaceAll("\u2061", "");

function textOf(node: MathNode): string | null {
  if (!isElement(node)) return unescaped(node);
  const { tag, of } = node;
  if (tag === "mi" || tag === "mn" || tag === "mtext") return unescaped(ownText(node));
  if (tag === "mo") return of.some(isElement) ? rowOf(of) : unescaped(ownText(node));
  if (tag === "mspace") return /width="(?!-|0em)/.test(node.open) ? " " : "";
  if (tag === "mrow" || tag === "mstyle" || tag === "mpadded") return rowOf(of);
  const parts = of.map(textOf);
  const [first, second, third] = parts;
  if (typeof first !== "string" || parts.includes(null)) return null;
  if (tag === "msqrt") return `√${grouped(rowOf(of) ?? "")}`;
  if (typeof second !== "string") return null;
  if (tag === "mfrac") return `${grouped(first)}/${grouped(second)}`;
  if (tag === "msub" || tag === "munder") return first + script(second, "_");
  if (tag === "msup") return first + script(second, "^");
  if (tag === "mover") return accented(node, first, second);
  if (tag !== "msubsup" && tag !== "munderover") return null;
  return first + script(second, "_") + script(third ?? "", "^");
}

function rowOf(parts: MathNode[]): string | null {
  let text = "";
  for (const [at, part] of parts.entries()) {
    const shown = textOf(part);
    if (shown === null) return null;
    const isApart = isElement(part) && part.tag === "mo" && SPACED.test(shown);
    // a sign without a term on each side belongs to the one that it has
    const isBetween = text !== "" && !/[([{, ]$/.test(text) && at < parts.length - 1;
    text += isApart && isBetween ? ` ${shown} ` : shown;
    if (isElement(part) && part.tag === "mo" && /^[,;]$/.test(shown)) text += " ";
  }
  return text;
}

const isSingle = (text: string) => /^(?:[\p{L}\p{M}]|[\p{N}.]+)$/u.test(text);
const grouped = (text: string) => (isSingle(text) ? text : `(${text.trim()})`);

function script(text: string, sign: "_" | "^"): string {
  const plain = text.replace(/\s+/g, "");
  if (plain === "∘" && sign === "^") return "°";
  if (/^[′″‴]+$/.test(plain)) return plain;
  const small = inScript(plain.replaceAll("−", "-"), sign === "^");
  return small ?? sign + (isSingle(plain) ? plain : `{${text.trim()}}`);
}

function accented({ open }: MathElement, base: string, over: string): string | null {
  if (!open.includes("accent")) return base + script(over, "^");
  const accent = ACCENTS[over.trim()];
  return accent && isSingle(base) ? base + accent : null;
}
