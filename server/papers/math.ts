import katex from "katex";
import { LRUCache } from "lru-cache";
import { inVariant } from "./math-letters";
import { AUTHOR_MACROS } from "./math-macros";
import { spaced } from "./math-spaces";
import { withCellsAligned } from "./math-tables";

/** Deeper nesting of braces is an attack or a mistake; no formula needs it. */
const DEEPEST = 60;

/**
 * A run of letters in a variant. Entities are not letters, so runs with entities are left alone.
 */
const LETTERS = /<(mi|mn|mtext|mo) mathvariant="([a-z-]+)">([^<&]*)</g;

/** Definitions could expand without bound; URLs and HTML are untrusted. */
const REFUSED =
  /\\(?:[egx]?def|let|futurelet|global|long|char|(?:re|provide)?newcommand|renewcommand|href|url|html|includegraphics)(?![a-z])|\\html[A-Z]/;

/** Formulas are shown much more often than written. In characters: at most about 8 MB. */
const known = new LRUCache<string, { markup: string | null }>({
  maxSize: 4_000_000,
  sizeCalculation: ({ markup }, key) => key.length + (markup?.length ?? 0) + 50,
});

/**
 * A formula as MathML markup, or null if the TeX is broken or hostile: then show its source. An
 * unknown macro is shown by its name.
 */
export function mathMarkup(tex: string, display: boolean): string | null {
  const key = (display ? "display " : "inline ") + tex;
  const found = known.get(key);
  if (found) return found.markup;
  const markup = typeset(tex, display);
  known.set(key, { markup });
  return markup;
}

function typeset(tex: string, display: boolean): string | null {
  if (REFUSED.test(tex) || depthOf(tex) > DEEPEST) return null;
  try {
    // an abstract has no comments: "60%" means sixty percent
    const markup = katex.renderToString(
      tex.replace(/(\\.)|%/g, (sign) => (sign === "%" ? "\\%" : sign)),
      {
        displayMode: display,
        output: "mathml",
        throwOnError: false,
        errorColor: "currentcolor",
        strict: "ignore",
        trust: false,
        macros: { ...AUTHOR_MACROS },
        maxExpand: 200,
        maxSize: 20,
      },
    );
    if (markup.includes('class="katex-error"')) return null;
    // a cached page allows no inline styles, and text content never contains a bare quote
    return withCellsAligned(spaced(markup))
      .replace(/ style="[^"]*"| mathcolor="currentcolor"/g, "")
      .replace(LETTERS, (_, tag, variant, text) => {
        const letters = inVariant(text, variant);
        return letters === text
          ? `<${tag} mathvariant="${variant}">${text}<`
          : `<${tag}>${letters}<`;
      });
  } catch {
    // KaTeX overflows the stack on some inputs
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
