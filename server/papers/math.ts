import katex from "katex";
import { inVariant } from "./math-letters";

/** Braces deeper than this are an attack or a slip; no formula needs them. */
const DEEPEST = 60;

/** A run of letters in a variant; entities are not letters, so such runs are left alone. */
const LETTERS = /<(mi|mn|mtext|mo) mathvariant="([a-z-]+)">([^<&]*)</g;

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
    return markup.replace(/ style="[^"]*"/g, "").replace(LETTERS, (_, tag, variant, text) => {
      const letters = inVariant(text, variant);
      return letters === text ? `<${tag} mathvariant="${variant}">${text}<` : `<${tag}>${letters}<`;
    });
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
