import { describe, expect, it } from "vitest";
import {
  type Frequencies,
  nearness,
  readingOf,
  stemsIn,
  type Terms,
  termsOf,
} from "@/server/papers/related/nearness";

const paper = (title: string, abstract = "") => ({ title, abstract });

/** Of a thousand papers: common words are in half of them, others in ten unless told otherwise. */
const frequencies = (papersWith: Record<string, number> = {}): Frequencies => ({
  papers: 1_000,
  papersWith: new Map(Object.entries(papersWith)),
});

const among = (papers: { title: string; abstract: string }[], given?: Record<string, number>) => {
  const ten = Object.fromEntries(stemsIn(papers.map(readingOf)).map((stem) => [stem, 10]));
  return papers.map((each) => termsOf(readingOf(each), frequencies({ ...ten, ...given })));
};

/** The product of two papers' weights, which the database computes. */
function product(one: Terms, other: Terms): number {
  const weights = new Map(one.terms.map((term, at) => [term, one.weights[at] ?? 0]));
  return other.terms.reduce(
    (sum, term, at) => sum + (weights.get(term) ?? 0) * (other.weights[at] ?? 0),
    0,
  );
}

/** How close the first paper is to each of the others by its words. */
function products(
  [first, ...others]: { title: string; abstract: string }[],
  given?: Record<string, number>,
): number[] {
  const [mine, ...theirs] = among([first ?? paper(""), ...others], given);
  return theirs.map((each) => (mine ? product(mine, each) : 0));
}

describe("the terms of a paper", () => {
  it("are its words and pairs of words, without those that have no subject", () => {
    const of = (title: string) => among([paper(title)])[0]?.terms.length;
    expect(of("Speculative decoding")).toBe(3);
    expect(of("We propose the speculative decoding of an LLM")).toBe(4);
    // no pair across a word without a subject, nor a number
    expect(of("Decoding is speculative in 2026")).toBe(2);
    expect(of("The state of the art")).toBe(0);
  });

  it("are the same in every form, case and typography", () => {
    const [plain, other] = among([
      paper("Quantized models of Schrödinger"),
      paper("quantization: MODELS of “Schrodinger”"),
    ]);
    expect(new Set(other?.terms)).toEqual(new Set(plain?.terms));
  });

  it("are at most 96, of length 1 together, however long the text is", () => {
    const words = Array.from(
      { length: 5_000 },
      (_, at) => `word${String.fromCharCode(97 + (at % 26))}x${at}`,
    );
    for (const text of [
      words.join(" "),
      "x".repeat(100_000),
      "的".repeat(20_000),
      "$\\alpha$ ".repeat(5_000),
    ]) {
      const [found] = among([paper("A title", text)]);
      expect(found?.terms.length).toBeLessThanOrEqual(96);
      expect(found?.weights).toHaveLength(found?.terms.length ?? 0);
      expect(Math.hypot(...(found?.weights ?? []))).toBeCloseTo(1);
      for (const term of found?.terms ?? []) expect(term | 0).toBe(term);
    }
    expect(among([paper("!!", "1, 2, 3")])).toEqual([{ terms: [], weights: [] }]);
  });

  it("are words of any script", () => {
    const [same, other] = products([
      paper("扩散模型"),
      paper("扩散模型 in images"),
      paper("语言模型"),
    ]);
    expect(same).toBeGreaterThan(other ?? 0);
    expect(other).toBeGreaterThan(0);
  });
});

describe("two papers", () => {
  it("are as close as one another, and closest to themselves", () => {
    const [one, other] = among([
      paper("Caching keys and values", "A cache is compressed."),
      paper("Compressed caches", "Keys are evicted."),
    ]);
    if (!one || !other) throw new Error("no terms");
    expect(product(one, other)).toBeCloseTo(product(other, one));
    expect(product(one, other)).toBeLessThan(product(one, one));
    expect(product(one, one)).toBeCloseTo(1);
  });

  it("are close by a rare word rather than by a frequent one", () => {
    const [rare, frequent] = products(
      [paper("Training splats"), paper("Splats fast"), paper("Training fast")],
      { train: 500 },
    );
    expect(rare).toBeGreaterThan(frequent ?? 0);
  });

  it("are close by words of the title rather than by others", () => {
    const abstract = "Tokens of images and frames of films are sampled.";
    const [inTitle, below] = products([
      paper("Watermarks", `${abstract} Fingerprints`),
      paper("Watermarks", "Sounds are heard."),
      paper("Fingerprints", "Sounds are heard."),
    ]);
    expect(inTitle).toBeGreaterThan(below ?? 0);
  });

  it("are close by two words side by side rather than apart", () => {
    const [together, apart] = products([
      paper("Speculative decoding"),
      paper("Speculative decoding and trees"),
      paper("Decoding and speculative trees"),
    ]);
    expect(together).toBeGreaterThan(apart ?? 0);
  });

  it("are not close by what any abstract says", () => {
    const said =
      "In this paper, we propose a novel method. Extensive experiments show the results.";
    expect(products([paper("Proteins", said), paper("Robots", said)])).toEqual([0]);
  });

  it("are closer with topics in common", () => {
    expect(nearness(0.2, [], [])).toBe(0.2);
    expect(nearness(0.2, ["agents"], ["video"])).toBe(0.2);
    expect(nearness(0.2, ["agents"], ["agents"])).toBe(0.3);
    const some = nearness(0.2, ["agents", "code"], ["agents"]);
    expect(some).toBeGreaterThan(0.2);
    expect(some).toBeLessThan(0.3);
    expect(some).toBe(nearness(0.2, ["agents"], ["agents", "code"]));
  });
});
