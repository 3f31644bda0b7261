/** An element of KaTeX's markup, as it was written: its tags, and what is between them. */
export interface MathElement {
  tag: string;
  open: string;
  close: string;
  of: MathNode[];
}

export type MathNode = MathElement | string;

const TOKEN = /<(\/?)([a-z]+)[^>]*>|[^<]+/g;

/** Reads well-formed markup without empty tags, as KaTeX writes it. */
export function treeOf(markup: string): MathElement {
  const root: MathElement = { tag: "", open: "", close: "", of: [] };
  const path = [root];
  for (const [token, ends, tag] of markup.matchAll(TOKEN)) {
    const within = path.at(-1) ?? root;
    if (tag === undefined) within.of.push(token);
    else if (ends) {
      within.close = token;
      if (path.length > 1) path.pop();
    } else {
      const element = { tag, open: token, close: "", of: [] };
      within.of.push(element);
      path.push(element);
    }
  }
  return root;
}

export const markupOf = (node: MathNode): string =>
  typeof node === "string" ? node : node.open + node.of.map(markupOf).join("") + node.close;

export const isElement = (node: MathNode | undefined): node is MathElement =>
  typeof node === "object";

/** The text of an element that contains only text. */
export const ownText = (node: MathNode | undefined): string =>
  isElement(node) ? node.of.filter((part) => typeof part === "string").join("") : "";
