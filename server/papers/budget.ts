/** What setting texts may cost: source read, elements made, TeX given to KaTeX, bytes of its markup. */
interface Amounts {
  source: number;
  elements: number;
  tex: number;
  bytes: number;
}

/** An abstract on arXiv has at most 1,920 characters: even all formulas, it stays below these. */
const TEXT: Amounts = { source: 20_000, elements: 500, tex: 8_000, bytes: 120_000 };
/** An edition shows 200 papers a page. */
const PAGE: Amounts = { source: 450_000, elements: 5_000, tex: 50_000, bytes: 1_000_000 };

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
    const { source = 0, elements = 0, tex = 0, bytes = 0 } = amounts;
    const left = this.#left;
    const enough =
      source <= left.source && elements <= left.elements && tex <= left.tex && bytes <= left.bytes;
    if (!enough || this.#within?.spend(amounts) === false) return false;
    left.source -= source;
    left.elements -= elements;
    left.tex -= tex;
    left.bytes -= bytes;
    return true;
  }
}
