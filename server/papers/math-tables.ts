import { isElement, type MathElement, markupOf, treeOf } from "./math-tree";

const COLUMNS = / columnalign="([a-z ]*)"/;
const SPACES = / columnspacing="([^"]*)"/;

/**
 * Writes to each cell of a matrix, of cases or of aligned equations how its column is set. Browsers
 * do not read it from the table, and style sheets cannot tell any number of columns apart.
 */
export function withCellsAligned(markup: string): string {
  if (!markup.includes("<mtable")) return markup;
  const tree = treeOf(markup);
  alignIn(tree);
  return markupOf(tree);
}

function alignIn(element: MathElement): void {
  if (element.tag === "mtable") align(element);
  for (const part of element.of) if (isElement(part)) alignIn(part);
}

function align({ open, of }: MathElement): void {
  const sides = COLUMNS.exec(open)?.[1]?.split(" ") ?? [];
  const isTight = SPACES.exec(open)?.[1]?.startsWith("0em") ?? false;
  for (const row of of.filter(isElement)) {
    for (const [at, cell] of row.of.filter(isElement).entries()) {
      const side = sides[at] ?? "center";
      // between the sides of an equation there is no space, and before the next one there is
      const look = isTight && at % 2 === 1 ? "joined" : "";
      const names = [side === "center" ? "" : side, look].filter(Boolean).join(" ");
      if (names) cell.open = cell.open.replace("<mtd", `<mtd class="${names}"`);
    }
  }
}
