/** A note with more lines than this is folded; so many more than it then shows (`annotations.css`). */
const MOST = 16;

/** Letters in a line of a note: on the width of a page, and in the margin. */
const WIDE = 90;
const NARROW = 45;

/** What takes little room for its source: formulas, and where links lead. */
const SHORTER = /\$\$?[^$]+\$\$?|\]\([^)\s]*\)/g;

/**
 * Where a note is so long that its end is folded away: everywhere, only in narrow columns, or
 * nowhere. Estimated from its source, so that pages without scripts fold it too.
 */
export function foldOf(source: string): "always" | "narrow" | null {
  const lines = source.replace(SHORTER, "formula").split("\n");
  const height = (width: number) =>
    lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  if (height(WIDE) > MOST) return "always";
  return height(NARROW) > MOST ? "narrow" : null;
}
