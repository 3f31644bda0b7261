import "server-only";
import katex from "katex";

/** Braces deeper than this are an attack or a slip; no formula needs them. */
const DEEPEST = 60;

/** A formula as MathML markup, or null when the TeX is broken or hostile: then show its source. */
export function mathMarkup(tex: string, display: boolean): string | null {
  if (depthOf(tex) > DEEPEST) return null;
  try {
    const markup = katex.renderToString(tex, {
      displayMode: display,
      output: "mathml",
      throwOnError: true,
      strict: "ignore",
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
    // a printed page allows no inline styles, and text content cannot hold a bare quote
    return markup.replace(/ style="[^"]*"/g, "");
  } catch {
    // besides its own ParseError, KaTeX overflows the stack on some input
    return null;
  }
}

function depthOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of tex) {
    if (char === "{") deepest = Math.max(deepest, ++depth);
    else if (char === "}") depth--;
  }
  return deepest;
}
