import type { Run } from "./runs";

/**
 * Limits for rendering texts: source characters read, elements made, TeX passed to KaTeX, bytes of
 * its markup, and bytes of the result on the page.
 */
interface Amounts {
  source: number;
  elements: number;
  tex: number;
  bytes: number;
  html: number;
}

/**
 * An abstract on arXiv has at most 1,920 characters: even if all formulas, it stays within these.
 */
const TEXT: Partial<Amounts> = {
  source: 20_000,
  elements: 500,
  tex: 8_000,
  bytes: 120_000,
};
/** An edition shows 200 papers per page. */
const PAGE: Amounts = {
  source: 450_000,
  elements: 5_000,
  tex: 50_000,
  bytes: 1_000_000,
  html: 830_000,
};

/** Characters that are longer in HTML or in a script. */
const ESCAPED = /[<>&"'\\\n]/g;
const ESCAPED_TEXT = 9;
const ESCAPED_MARKUP = 5;
/** Bytes for an element around a text, with its attributes. */
const ELEMENT = 150;

/**
 * The approximate bytes of runs on a page: each is there twice, in the HTML and in the data from
 * which React hydrates.
 */
export function htmlBytes(runs: Run[]): number {
  let bytes = 0;
  for (const run of runs) {
    const isMath = typeof run !== "string" && "math" in run;
    const text = typeof run === "string" ? run : isMath ? run.math : run.text;
    const escaped = text.match(ESCAPED)?.length ?? 0;
    bytes += 2 * Buffer.byteLength(text) + escaped * (isMath ? ESCAPED_MARKUP : ESCAPED_TEXT);
    if (typeof run !== "string") bytes += ELEMENT;
  }
  return bytes;
}

/** Tracks what may still be spent. Once it is used up, texts are shown as their source. */
export class Budget {
  readonly #left: Amounts;
  readonly #within: Budget | undefined;

  /** What is not named is not limited. */
  constructor(most: Partial<Amounts>, within?: Budget) {
    const { source = Infinity, elements = Infinity, tex = Infinity } = most;
    const { bytes = Infinity, html = Infinity } = most;
    this.#left = { source, elements, tex, bytes, html };
    this.#within = within;
  }

  /** A budget for one text, which may be part of a page. */
  static ofText = (page?: Budget) => new Budget(TEXT, page);

  /** A budget for all titles and abstracts of a page of rows. */
  static ofPage = () => new Budget(PAGE);

  /**
   * Spends these amounts, here and from the enclosing budget; returns false if not enough is left.
   */
  spend(amounts: Partial<Amounts>): boolean {
    const left = this.#left;
    const asked = Object.entries(amounts) as [keyof Amounts, number][];
    const isEnough = asked.every(([kind, amount]) => amount <= left[kind]);
    if (!isEnough || this.#within?.spend(amounts) === false) return false;
    for (const [kind, amount] of asked) left[kind] -= amount;
    return true;
  }
}
