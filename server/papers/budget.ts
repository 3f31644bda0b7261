import type { Run } from "./runs";

/**
 * What setting texts may cost: source read, elements made, TeX given to KaTeX, bytes of its markup; and
 * the bytes that all of it takes on the page.
 */
interface Amounts {
  source: number;
  elements: number;
  tex: number;
  bytes: number;
  html: number;
}

/** An abstract on arXiv has at most 1,920 characters: even all formulas, it stays below these. */
const TEXT: Amounts = {
  source: 20_000,
  elements: 500,
  tex: 8_000,
  bytes: 120_000,
  html: Infinity,
};
/** An edition shows 200 papers a page. */
const PAGE: Amounts = {
  source: 450_000,
  elements: 5_000,
  tex: 50_000,
  bytes: 1_000_000,
  html: 830_000,
};

/** What is written longer in HTML, or in a script. */
const ESCAPED = /[<>&"'\\\n]/g;
const ESCAPED_TEXT = 9;
const ESCAPED_MARKUP = 5;
/** An element around a text, with its attributes. */
const ELEMENT = 150;

/**
 * About how many bytes runs take on a page: each is there twice, in the HTML and in the data from which
 * React takes the page over.
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

/** Counts down what may still be spent. Once it is spent, texts are shown as their source. */
export class Budget {
  readonly #left: Amounts;
  readonly #within: Budget | undefined;

  private constructor(most: Amounts, within?: Budget) {
    this.#left = { ...most };
    this.#within = within;
  }

  /** For one text, which may be one of several on a page. */
  static ofText = (page?: Budget) => new Budget(TEXT, page);

  /** For all titles and abstracts of a page of rows. */
  static ofPage = () => new Budget(PAGE);

  /** Spends these amounts, here and of what this is within; false where there is not enough. */
  spend(amounts: Partial<Amounts>): boolean {
    const left = this.#left;
    const asked = Object.entries(amounts) as [keyof Amounts, number][];
    const isEnough = asked.every(([kind, amount]) => amount <= left[kind]);
    if (!isEnough || this.#within?.spend(amounts) === false) return false;
    for (const [kind, amount] of asked) left[kind] -= amount;
    return true;
  }
}
